import { type Compliance, complianceOf } from "../engine/compliance";
import { type FrameworkName, frameworkTitles } from "../engine/frameworks";
import type { Linter } from "../engine/linter";
import { type Posture, postureOf } from "../engine/posture";
import type { Frameworks } from "../engine/rule";
import type { Judged } from "../engine/visit";
import { ruleAreas } from "../rules/areas";
import type { ReportedFinding } from "./report";

/** The controls that each rule answers, by its id: `rules/frameworks.ts`, or as the rules' texts have them. */
export type RuleFrameworks = Readonly<Record<string, Frameworks>>;

/** The controls of the framework that the linter's profile is named for; `undefined` for a profile of another kind. */
export function frameworkCompliance(
  { config, rules }: Linter,
  judged: Judged,
  accepted: Judged,
  frameworks: RuleFrameworks,
): Compliance | undefined {
  const framework = config.profile.startsWith("pss-") ? "pss" : config.profile;
  if (!isFramework(framework)) return undefined;
  return complianceOf(framework, rules, frameworks, judged, accepted);
}

/** Every framework, every area and what matters most of a scan. */
export function posture(
  { rules }: Linter,
  findings: readonly ReportedFinding[],
  judged: Judged,
  accepted: Judged,
  ruleFrameworks: RuleFrameworks,
): Posture<ReportedFinding> {
  const frameworks = Object.keys(frameworkTitles)
    .filter(isFramework)
    .map((framework) => complianceOf(framework, rules, ruleFrameworks, judged, accepted));
  return postureOf(findings, frameworks, ruleAreas);
}

function isFramework(name: string): name is FrameworkName {
  return Object.hasOwn(frameworkTitles, name);
}
