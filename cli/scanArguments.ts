import type { LinterConfig } from "../engine/config";
import { newestMinor, parseMinor } from "../engine/kubernetes/version";
import { createLinter, type Linter } from "../engine/linter";
import { isProfileChoice, type ProfileChoice, profileChoices } from "../engine/profile";
import type { Rule } from "../engine/rule";
import { nearestName } from "../engine/spelling";
import { rules } from "../rules";
import { peerChecks } from "../rules/peers";
import type { Shard } from "../workspace/shards";
import type { Arguments, OptionTable } from "./arguments";
import { Failure } from "./failure";

/** The options that `scan` and `fix` share. */
export const scanOptions: OptionTable = {
  profile: "text",
  rule: "texts",
  config: "text",
  exclude: "texts",
  "kubernetes-version": "text",
  "each-file": "flag",
  "files-from": "text",
  color: "flag",
  "no-color": "flag",
  verbose: "flag",
  baseline: "text",
  values: "texts",
  set: "texts",
};

/** What comes out of a report. */
export const mergeCommandOptions: OptionTable = {
  format: "text",
  output: "text",
  "fail-on": "text",
  "show-suppressed": "flag",
  color: "flag",
  "no-color": "flag",
  verbose: "flag",
};

export const scanCommandOptions: OptionTable = {
  ...scanOptions,
  ...mergeCommandOptions,
  "write-baseline": "text",
  jobs: "text",
  shard: "text",
  cache: "text",
};

/** How many threads to use; `undefined` where it is left to the machine. */
export function jobsFor(args: Arguments): number | undefined {
  const given = args.text("jobs");
  if (given === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(given)) throw new Failure(`--jobs "${given}" is no number from 1 to 999`);
  return Number(given);
}

/** Makes linters: what the options ask for wins over what configuration files say. One for each configuration. */
export class LinterMaker {
  private readonly chosen: readonly Rule[] | undefined;
  private readonly profile: ProfileChoice | undefined;
  private readonly minor: number | undefined;
  private readonly known = new Map<string, Linter>();

  constructor(args: Arguments) {
    this.chosen = chosenRules(args.texts("rule"));
    // `--rule` alone takes the rules from all there are, whatever their profile.
    this.profile = profileFor(args.text("profile")) ?? (this.chosen && "all");
    this.minor = minorFor(args.text("kubernetes-version"));
  }

  /** Ids of the rules that `--rule` chose. */
  get chosenIds(): readonly string[] | null {
    return this.chosen?.map(({ id }) => id) ?? null;
  }

  /** @param configuration what configuration files say. */
  linter(configuration: LinterConfig): Linter {
    const severities = { ...configuration.rules };
    for (const { id } of this.chosen ?? []) if (severities[id] === "off") delete severities[id];
    const config: LinterConfig = {
      ...configuration,
      profile: this.profile ?? configuration.profile,
      rules: severities,
      minor: this.minor ?? configuration.minor,
    };
    const key = JSON.stringify(config);
    const known = this.known.get(key);
    if (known) return known;
    const linter = linterWith(config, this.chosen ?? rules);
    this.known.set(key, linter);
    return linter;
  }
}

/** @param chosen of all rules. */
export function linterWith(config: LinterConfig, chosen: readonly Rule[]): Linter {
  return createLinter({ rules: chosen, registry: rules, peers: peerChecks, config });
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

function profileFor(name: string | undefined): ProfileChoice | undefined {
  if (name === undefined || isProfileChoice(name)) return name;
  throw new Failure(`unknown profile "${name}": one of ${profileChoices.join(", ")}`);
}

function minorFor(version: string | undefined): number | undefined {
  if (version === undefined) return undefined;
  const minor = parseMinor(version);
  if (minor === undefined)
    throw new Failure(`--kubernetes-version "${version}" is no version from 1.0 to 1.${newestMinor}`);
  return minor;
}

/** `2/3`. */
export function shardFor(given: string): Shard {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(given) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (shard.index >= 1 && shard.index <= shard.of) return shard;
  throw new Failure(`--shard "${given}" is no part of a whole, such as 1/3, 2/3 and 3/3`);
}
