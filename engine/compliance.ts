import { controlTitles } from "./controlTitles";
import type { FrameworkName } from "./frameworks";
import { naturalOrder } from "./naturalOrder";
import type { Frameworks, Rule } from "./rule";
import type { Judged } from "./visit";

/** `accepted`: something was reported, and all of it is suppressed by somebody. */
export type ControlStatus = "pass" | "accepted" | "fail" | "not-applicable";

/** One control of a framework, judged by the rules that answer it. */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly status: ControlStatus;
  /** Ids of the rules that answer it. */
  readonly rules: readonly string[];
  readonly findings: number;
  /** How many of the findings are suppressed. */
  readonly accepted: number;
}

export interface Compliance {
  readonly framework: FrameworkName;
  readonly controls: readonly Control[];
  readonly passed: number;
  /** Controls that fail but for what was accepted: they count as passed in the score. */
  readonly accepted: number;
  readonly failed: number;
  readonly notApplicable: number;
  /** Share of the applicable controls that pass or are accepted, 0 to 100, rounded down; `undefined` where none applies. */
  readonly score: number | undefined;
}

/**
 * Judges the controls of a framework: a control fails where one of its rules reported something that nobody accepted, is
 * not applicable where no object was looked at for it, and passes otherwise.
 * @param judged what each rule reported over everything that was scanned, before findings were folded.
 * @param accepted how much of that is suppressed.
 */
export function complianceOf(
  framework: FrameworkName,
  rules: readonly Rule[],
  frameworks: Readonly<Record<string, Frameworks>>,
  judged: Judged,
  accepted: Judged = new Map(),
): Compliance {
  const byControl = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const id of controlsOf(framework, rule, frameworks[rule.id])) {
      const known = byControl.get(id);
      if (known) known.push(rule);
      else byControl.set(id, [rule]);
    }
  const controls = [...byControl]
    .map(([id, answering]) => controlOf(framework, id, answering, judged, accepted))
    .sort((a, b) => naturalOrder(a.id, b.id));
  const count = (status: ControlStatus) => controls.filter((control) => control.status === status).length;
  const passed = count("pass");
  const failed = count("fail");
  const agreed = count("accepted");
  const applicable = passed + agreed + failed;
  return {
    framework,
    controls,
    passed,
    accepted: agreed,
    failed,
    notApplicable: count("not-applicable"),
    score: applicable === 0 ? undefined : Math.floor((100 * (passed + agreed)) / applicable),
  };
}

/** A Pod Security level has no ids: each of its checks is a control of its own. */
function controlsOf(framework: FrameworkName, rule: Rule, given: Frameworks | undefined): readonly string[] {
  if (framework === "pss") return given?.pss ? [rule.id] : [];
  return given?.[framework] ?? [];
}

function controlOf(
  framework: FrameworkName,
  id: string,
  rules: readonly Rule[],
  judged: Judged,
  accepted: Judged,
): Control {
  const sumOf = (counts: Judged) => rules.reduce((sum, rule) => sum + (counts.get(rule.id) ?? 0), 0);
  const findings = sumOf(judged);
  const agreed = Math.min(findings, sumOf(accepted));
  const applies = rules.some((rule) => judged.has(rule.id));
  const titles = controlTitles[framework];
  const title = titles && Object.hasOwn(titles, id) ? titles[id] : undefined;
  return {
    id,
    title: title ?? rules.map((rule) => rule.title).join(", "),
    status: findings > agreed ? "fail" : findings > 0 ? "accepted" : applies ? "pass" : "not-applicable",
    rules: rules.map((rule) => rule.id),
    findings,
    accepted: agreed,
  };
}
