import { controlTitles } from "./controlTitles";
import type { FrameworkName } from "./frameworks";
import type { Frameworks, Rule } from "./rule";
import type { Judged } from "./visit";

export type ControlStatus = "pass" | "fail" | "not-applicable";

/** One control of a framework, judged by the rules that answer it. */
export interface Control {
  readonly id: string;
  readonly title: string;
  readonly status: ControlStatus;
  /** Ids of the rules that answer it. */
  readonly rules: readonly string[];
  readonly findings: number;
}

export interface Compliance {
  readonly framework: FrameworkName;
  readonly controls: readonly Control[];
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
  /** Share of the applicable controls that pass, 0 to 100, rounded down; `undefined` where none applies. */
  readonly score: number | undefined;
}

/**
 * Judges the controls of a framework: a control fails where one of its rules reported something, is not applicable where
 * no object was looked at for it, and passes otherwise.
 * @param judged what each rule reported over everything that was scanned, before findings were folded.
 */
export function complianceOf(
  framework: FrameworkName,
  rules: readonly Rule[],
  frameworks: Readonly<Record<string, { readonly frameworks: Frameworks }>>,
  judged: Judged,
): Compliance {
  const byControl = new Map<string, Rule[]>();
  for (const rule of rules)
    for (const id of controlsOf(framework, rule, frameworks[rule.id]?.frameworks)) {
      const known = byControl.get(id);
      if (known) known.push(rule);
      else byControl.set(id, [rule]);
    }
  const controls = [...byControl]
    .map(([id, answering]) => controlOf(framework, id, answering, judged))
    .sort((a, b) => a.id.localeCompare(b.id, "en", { numeric: true }));
  const count = (status: ControlStatus) => controls.filter((control) => control.status === status).length;
  const passed = count("pass");
  const failed = count("fail");
  const applicable = passed + failed;
  return {
    framework,
    controls,
    passed,
    failed,
    notApplicable: count("not-applicable"),
    score: applicable === 0 ? undefined : Math.floor((100 * passed) / applicable),
  };
}

/** A Pod Security level has no ids: each of its checks is a control of its own. */
function controlsOf(framework: FrameworkName, rule: Rule, given: Frameworks | undefined): readonly string[] {
  if (framework === "pss") return given?.pss ? [rule.id] : [];
  return given?.[framework] ?? [];
}

function controlOf(framework: FrameworkName, id: string, rules: readonly Rule[], judged: Judged): Control {
  const findings = rules.reduce((sum, rule) => sum + (judged.get(rule.id) ?? 0), 0);
  const applies = rules.some((rule) => judged.has(rule.id));
  const titles = controlTitles[framework];
  const title = titles && Object.hasOwn(titles, id) ? titles[id] : undefined;
  return {
    id,
    title: title ?? rules.map((rule) => rule.title).join(", "),
    status: findings > 0 ? "fail" : applies ? "pass" : "not-applicable",
    rules: rules.map((rule) => rule.id),
    findings,
  };
}
