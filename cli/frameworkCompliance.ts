import { type Compliance, complianceOf } from "../engine/compliance";
import { type FrameworkName, frameworkTitles } from "../engine/frameworks";
import type { Linter } from "../engine/linter";
import type { Judged } from "../engine/visit";
import { loadProse } from "./loadProse";

/** The controls of the framework that the linter's profile is named for; `undefined` for a profile of another kind. */
export function frameworkCompliance(
  { config, rules }: Linter,
  judged: Judged,
  accepted: Judged,
): Compliance | undefined {
  const framework = config.profile.startsWith("pss-") ? "pss" : config.profile;
  if (!isFramework(framework)) return undefined;
  return complianceOf(framework, rules, loadProse(), judged, accepted);
}

function isFramework(name: string): name is FrameworkName {
  return Object.hasOwn(frameworkTitles, name);
}
