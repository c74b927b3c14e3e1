import type { Severity } from "../../engine/finding";
import type { UserKind } from "../../engine/kubernetes/userKinds";
import { newestMinor, parseMinor } from "../../engine/kubernetes/version";
import { type ProfileChoice, profileChoices } from "../../engine/profile";
import type { Rule, RuleOptions } from "../../engine/rule";
import { YamlDocument } from "../../engine/yaml/document";
import type { Field } from "../../engine/yaml/field";
import { shiftSpan } from "../../engine/yaml/span";
import { splitDocuments } from "../../engine/yaml/split";
import { type ConfiguredException, readExceptions } from "./exceptions";
import { type ConfigurationProblem, ProblemList, quoted, unknown } from "./problems";
import { readRuleSettings } from "./ruleSettings";
import { readUserKinds } from "./userKinds";
import { entriesOf, itemsOf, writtenText } from "./values";

/** What one `kubehint.yaml` says; what it leaves out is `undefined` or empty. A value. */
export interface Configuration {
  readonly profile: ProfileChoice | undefined;
  /** Rule id -> off, or the severity it gets. */
  readonly rules: Readonly<Record<string, "off" | Severity>>;
  readonly options: Readonly<Record<string, RuleOptions>>;
  /** Minor version: 37 for 1.37. */
  readonly minor: number | undefined;
  /** Glob patterns of what is left out, relative to the folder of the file. */
  readonly exclude: readonly string[];
  readonly kinds: readonly UserKind[];
  /** What is accepted, and why. */
  readonly exceptions: readonly ConfiguredException[];
  /** Where the baseline is, from the folder of the file, with `/`. */
  readonly baseline: string | undefined;
}

export const emptyConfiguration: Configuration = {
  profile: undefined,
  rules: {},
  options: {},
  minor: undefined,
  exclude: [],
  kinds: [],
  exceptions: [],
  baseline: undefined,
};

const keys = ["profile", "rules", "kubernetesVersion", "exclude", "kinds", "exceptions", "baseline"] as const;

/** Words that mean something elsewhere: nearest-name suggestions would lead astray. */
const otherKeys: Readonly<Record<string, string>> = {
  enable: editorOnly(),
  run: editorOnly(),
  severities: editorOnly(),
  helm: editorOnly(),
  groupMissing: editorOnly(),
  codeLens: editorOnly(),
  maxProblems: editorOnly(),
};

function editorOnly(): string {
  return "is a setting of the editor and means nothing here";
}

/**
 * Reads the text of a `kubehint.yaml` as kubectl reads YAML. Whatever cannot be read is a problem and says nothing, and
 * the rest holds. Never throws.
 * @param rules all there are, so that ids and options can be told from mistakes.
 */
export function readConfiguration(
  text: string,
  rules: readonly Rule[],
): { readonly configuration: Configuration; readonly problems: readonly ConfigurationProblem[] } {
  const documents = splitDocuments(text)
    .map((slice) => ({ start: slice.start, document: new YamlDocument(slice.text) }))
    .filter(({ document }) => document.root.present || document.problems.length > 0);
  const [first, second] = documents;
  if (!first) return { configuration: emptyConfiguration, problems: [] };
  const list = new ProblemList();
  const { root, problems: broken } = first.document;
  const [syntax] = broken;
  if (syntax)
    list.add(undefined, syntax, () => `this is not valid YAML: ${syntax.code.replaceAll("-", " ")}`);
  const configuration = readRoot(root, rules, list);
  const problems = list.all.map((problem) => ({ ...problem, span: shiftSpan(problem.span, first.start) }));
  if (second)
    problems.push({
      span: shiftSpan(second.document.root.headSpan, second.start),
      path: "",
      message: "only the first document of this file is read",
    });
  return { configuration, problems };
}

function readRoot(root: Field, rules: readonly Rule[], problems: ProblemList): Configuration {
  const said = entriesOf(root, `a mapping with ${keys.join(", ")}`, problems);
  for (const entry of said) {
    const name = String(entry.key);
    const other = Object.hasOwn(otherKeys, name) ? otherKeys[name] : undefined;
    if (other) problems.key(entry, () => `${quoted(name)} ${other}`);
    else if (!(keys as readonly string[]).includes(name))
      problems.key(entry, () => unknown("key", name, keys, `the keys here are ${keys.join(", ")}`));
  }
  return {
    profile: readProfile(root.at("profile"), problems),
    ...readRuleSettings(root.at("rules"), rules, problems),
    minor: readMinor(root.at("kubernetesVersion"), problems),
    exclude: readExclude(root.at("exclude"), problems),
    kinds: readUserKinds(root.at("kinds"), problems),
    exceptions: readExceptions(root.at("exceptions"), rules, problems),
    baseline: readBaselinePath(root.at("baseline"), problems),
  };
}

function readProfile(at: Field, problems: ProblemList): ProfileChoice | undefined {
  if (!at.present) return undefined;
  const name = at.string();
  const profile = profileChoices.find((choice) => choice === name);
  if (profile === undefined)
    problems.value(at, () =>
      name === undefined
        ? "the name of a profile is expected"
        : unknown("profile", name, profileChoices, `the choices are ${profileChoices.join(", ")}`),
    );
  return profile;
}

function readMinor(at: Field, problems: ProblemList): number | undefined {
  if (!at.present) return undefined;
  const text = writtenText(at);
  if (text === "latest") return newestMinor;
  const minor = text === undefined ? undefined : parseMinor(text);
  if (minor === undefined)
    problems.value(at, () => `latest or a version from 1.0 to 1.${newestMinor} is expected`);
  return minor;
}

function readBaselinePath(at: Field, problems: ProblemList): string | undefined {
  if (!at.present) return undefined;
  const path = writtenText(at)
    ?.replace(/^(?:\.\/)+/, "")
    .trim();
  if (path && !/^\/|(?:^|\/)\.\.(?:\/|$)/.test(path)) return path;
  problems.value(at, () => "a file in the folder of this file, or below it, is expected");
  return undefined;
}

const longestPattern = 1000;

function readExclude(at: Field, problems: ProblemList): string[] {
  return itemsOf(at, "a list of glob patterns", problems).flatMap((item) => {
    const pattern = writtenText(item);
    if (pattern === undefined || pattern.trim() === "" || pattern.length > longestPattern)
      problems.value(item, () => "a glob pattern is expected; quotes make a text of any word");
    else if (/^!?(?:\.?\/)*\.\.(?:\/|$)/.test(pattern))
      problems.value(
        item,
        () => "this pattern leads out of the folder of the file, where it matches nothing",
      );
    else return pattern;
    return [];
  });
}
