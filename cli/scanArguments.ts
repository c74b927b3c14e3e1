import { defaultConfig, type LinterConfig } from "../engine/config";
import { newestMinor, parseMinor } from "../engine/kubernetes/version";
import { createLinter, type Linter } from "../engine/linter";
import { isProfileChoice, type ProfileChoice, profileChoices } from "../engine/profile";
import type { Rule } from "../engine/rule";
import { nearestName } from "../engine/spelling";
import { rules } from "../rules";
import type { Arguments, OptionTable } from "./arguments";
import { Failure } from "./failure";

/** The options that `scan` and `fix` share. */
export const scanOptions: OptionTable = {
  profile: "text",
  rule: "texts",
  exclude: "texts",
  "kubernetes-version": "text",
  "each-file": "flag",
  "files-from": "text",
  color: "flag",
  "no-color": "flag",
  verbose: "flag",
  baseline: "later",
  values: "later",
  set: "later",
  jobs: "later",
  shard: "later",
  cache: "later",
  config: "later",
};

/** The linter that the options ask for. `--rule` alone takes the rules from all there are, whatever their profile. */
export function linterFor(args: Arguments): Linter {
  const chosen = chosenRules(args.texts("rule"));
  const config: LinterConfig = {
    ...defaultConfig,
    profile: profileFor(args.text("profile"), chosen ? "all" : "recommended"),
    minor: minorFor(args.text("kubernetes-version")),
  };
  return createLinter({ rules: chosen ?? rules, config, remembered: 0 });
}

/** The rule of an id or a former id. */
export function findRule(id: string): Rule {
  const found = rules.find((rule) => rule.id === id || rule.aliases?.includes(id));
  if (found) return found;
  const near = nearestName(
    id,
    rules.map((rule) => rule.id),
  );
  throw new Failure(
    `unknown rule "${id}"${near ? `; did you mean "${near}"?` : ""} (kubehint rules lists them)`,
  );
}

function chosenRules(lists: readonly string[]): readonly Rule[] | undefined {
  if (lists.length === 0) return undefined;
  const ids = lists.flatMap((list) => list.split(",")).map((id) => id.trim());
  const chosen = new Set(ids.filter((id) => id !== "").map(findRule));
  if (chosen.size === 0) throw new Failure("--rule names no rule");
  return rules.filter((rule) => chosen.has(rule));
}

function profileFor(name: string | undefined, fallback: ProfileChoice): ProfileChoice {
  if (name === undefined) return fallback;
  if (isProfileChoice(name)) return name;
  throw new Failure(`unknown profile "${name}": one of ${profileChoices.join(", ")}`);
}

function minorFor(version: string | undefined): number {
  if (version === undefined) return newestMinor;
  const minor = parseMinor(version);
  if (minor === undefined)
    throw new Failure(`--kubernetes-version "${version}" is no version from 1.0 to 1.${newestMinor}`);
  return minor;
}
