import { visible } from "../../engine/message";
import type { Rule } from "../../engine/rule";
import { isDate, isOver } from "../../engine/suppress/dates";
import { reasonPlaceholder } from "../../engine/suppress/directive";
import type { Exception } from "../../engine/suppress/exceptions";
import type { Field } from "../../engine/yaml/field";
import type { Span } from "../../engine/yaml/span";
import { type Excluder, excluder } from "../exclude";
import type { FileSystem } from "../fileSystem";
import type { ConfigurationFile } from "./configurationFiles";
import { type ProblemList, unknown } from "./problems";
import { entriesOf, itemsOf, writtenText } from "./values";

/** An exception of a configuration file, for the files that it holds for. */
export interface ConfiguredException extends Exception {
  /** Tells files, by their path from the folder of the configuration; `undefined` for all of them. */
  readonly files: Excluder | undefined;
  /** Where it stands, in offsets of the configuration file. */
  readonly span: Span;
}

const parts = ["rule", "file", "kind", "name", "namespace", "image"] as const;
type Part = (typeof parts)[number];
export const exceptionKeys = [...parts, "reason", "until"] as const;

const longestPattern = 1000;

/**
 * Reads `exceptions`. One that has a mistake anywhere is refused as a whole: without the part that cannot be read it would
 * accept more than was meant.
 */
export function readExceptions(
  list: Field,
  rules: readonly Rule[],
  problems: ProblemList,
): ConfiguredException[] {
  const ids = new Map(
    rules.flatMap((rule) => [rule.id, ...(rule.aliases ?? [])].map((name) => [name, rule.id])),
  );
  return itemsOf(list, "a list of exceptions", problems).flatMap((item) => {
    const before = problems.count;
    if (!item.isMap) problems.value(item, () => `a mapping with ${exceptionKeys.join(", ")} is expected`);
    else {
      entriesOf(item, "an exception", problems, exceptionKeys);
      const exception = readException(item, ids, problems);
      if (problems.count === before) return exception;
    }
    return [];
  });
}

function readException(
  item: Field,
  ids: ReadonlyMap<string, string>,
  problems: ProblemList,
): ConfiguredException {
  const said = new Map<Part, readonly string[]>();
  for (const part of parts) {
    const at = item.at(part);
    if (at.exists) said.set(part, readTexts(at, problems));
  }
  const named = said.get("rule");
  const everyRule = named?.includes("*") ?? false;
  const rules = everyRule || !named ? undefined : readRules(item.at("rule"), named, ids, problems);
  if (said.size === 0 || (said.size === 1 && everyRule))
    problems.value(item, () => `the exception says nothing to go by: one of ${parts.join(", ")} is expected`);
  const reason = writtenText(item.at("reason"))?.trim() ?? "";
  if (reason === "" || reason === reasonPlaceholder)
    problems.add(
      item,
      item.at("reason").exists ? item.at("reason").span : item.headSpan,
      () => "reason is missing: say why this is accepted",
    );
  const until = writtenText(item.at("until"));
  if (item.at("until").exists && (until === undefined || !isDate(until)))
    problems.value(item.at("until"), () => "a date such as 2027-01-31 is expected");
  const files = said.get("file");
  for (const pattern of files ?? [])
    if (/^!?(?:\.?\/)*\.\.(?:\/|$)/.test(pattern))
      problems.value(
        item.at("file"),
        () => "this pattern leads out of the folder of the file, where it matches nothing",
      );
  return {
    rules,
    files: files && excluder(files),
    kinds: said.get("kind"),
    names: said.get("name"),
    namespaces: said.get("namespace"),
    images: said.get("image"),
    reason: visible(reason),
    until,
    span: item.headSpan,
  };
}

/** A text or a list of them. */
function readTexts(at: Field, problems: ProblemList): string[] {
  const items = at.isSequence ? at.items() : [at];
  if (items.length === 0) problems.value(at, () => "a text or a list of texts is expected");
  return items.flatMap((item) => {
    const text = writtenText(item);
    if (text !== undefined && text.trim() !== "" && text.length <= longestPattern) return text;
    problems.value(item, () => "a text is expected; quotes make one of any word");
    return [];
  });
}

function readRules(
  at: Field,
  names: readonly string[],
  ids: ReadonlyMap<string, string>,
  problems: ProblemList,
): string[] {
  return names.flatMap((name, index) => {
    const id = ids.get(name);
    if (id === undefined)
      problems.value(at.isSequence ? at.at(index) : at, () =>
        unknown("rule", name, [...ids.keys()], "the documentation lists them all"),
      );
    return id ?? [];
  });
}

/** The exceptions that hold for a file; those of the nearest configuration come first. */
export function exceptionsFor(
  path: string,
  files: readonly ConfigurationFile[],
  fileSystem: FileSystem,
): readonly Exception[] {
  if (files.every(({ configuration }) => configuration.exceptions.length === 0)) return none;
  return [...files].reverse().flatMap(({ folder, configuration }) => {
    const relative = fileSystem.relative(folder, path);
    return configuration.exceptions.filter(
      (exception) => !exception.files || (relative !== undefined && exception.files.excludesFile(relative)),
    );
  });
}

const none: readonly Exception[] = [];

/** What is said of exceptions that are over. */
export function exceptionsOver(
  { configuration }: Pick<ConfigurationFile, "configuration">,
  today: string,
): { readonly span: Span; readonly message: string }[] {
  return configuration.exceptions
    .filter(({ until }) => isOver(until, today))
    .map(({ span, until = "" }) => ({
      span,
      message: `this exception ended with ${until}`,
    }));
}
