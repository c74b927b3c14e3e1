import type { Finding } from "../../engine/finding";
import { type FrameworkName, frameworkTitles } from "../../engine/frameworks";
import { isInProfile, profileChoices, takesMissing } from "../../engine/profile";
import type { Rule } from "../../engine/rule";
import type { RuleFrameworks } from "../../report/frameworkCompliance";
import { ruleAreas } from "../../rules/areas";
import type { Prose } from "../host";
import type { RuleCatalogue } from "../protocol";

/** What findings can be told apart by that follows from their rules. */
export function ruleCatalogue(rules: readonly Rule[], prose: Prose): RuleCatalogue {
  const ruleFrameworks = frameworksIn(prose);
  return {
    rules: Object.fromEntries(
      rules.map(({ id, profiles }) => [
        id,
        {
          area: ruleAreas[id] ?? "other",
          frameworks: Object.keys(ruleFrameworks[id] ?? {}),
          profiles: profilesWith(profiles, false),
        },
      ]),
    ),
    frameworks: Object.fromEntries(
      Object.keys(frameworkTitles)
        .filter(isFramework)
        .map((name) => [name, frameworkTitles[name]]),
    ),
  };
}

/** The controls that each rule answers. They come with the rules' texts, which are loaded when they are first needed. */
export function frameworksIn(prose: Prose): RuleFrameworks {
  return Object.fromEntries(Object.entries(prose).map(([id, { frameworks }]) => [id, frameworks]));
}

/** The profiles that report a finding, where they are fewer than those that have its rule. */
export function narrowerProfiles(
  { profiles, missing }: Finding,
  rule: Rule | undefined,
): readonly string[] | undefined {
  if (!rule || (profiles === rule.profiles && !missing)) return undefined;
  const own = profilesWith(profiles, missing);
  return own.length === profilesWith(rule.profiles, false).length ? undefined : own;
}

function profilesWith(profiles: Finding["profiles"], missing: boolean): readonly string[] {
  return profileChoices.filter(
    (choice) => choice !== "all" && isInProfile(profiles, choice) && (!missing || takesMissing(choice)),
  );
}

function isFramework(name: string): name is FrameworkName {
  return Object.hasOwn(frameworkTitles, name);
}
