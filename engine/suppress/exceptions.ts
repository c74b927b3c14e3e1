import type { ResourceReference } from "../finding";
import { matchesAny } from "../pattern";
import { isOver } from "./dates";

/**
 * An exception of a configuration that holds for the file at hand: it suppresses what all of its parts match. Patterns, in
 * which `*` stands for any text; `undefined` for a part that is left open.
 */
export interface Exception {
  /** Ids of rules; `undefined` for every rule. */
  readonly rules: readonly string[] | undefined;
  readonly kinds: readonly string[] | undefined;
  readonly names: readonly string[] | undefined;
  readonly namespaces: readonly string[] | undefined;
  readonly images: readonly string[] | undefined;
  readonly reason: string;
  /** The last day (`YYYY-MM-DD`) it holds. */
  readonly until: string | undefined;
}

/** What exceptions look at. */
export interface ExceptionSubject {
  readonly rule: string;
  readonly resource: ResourceReference;
  /** The image of the container it is about, where it is about one. */
  image(): string | undefined;
}

/** The first exception that holds today and matches. */
export function exceptionFor(
  subject: ExceptionSubject,
  exceptions: readonly Exception[],
  today: string | undefined,
): Exception | undefined {
  const { rule, resource } = subject;
  return exceptions.find(
    ({ rules, kinds, names, namespaces, images, until }) =>
      !isOver(until, today) &&
      (rules === undefined || rules.includes(rule)) &&
      matches(kinds, resource.kind) &&
      matches(names, resource.name) &&
      matches(namespaces, resource.namespace) &&
      (images === undefined || matches(images, subject.image())),
  );
}

/** What an object does not say matches no pattern: it may be said elsewhere. */
function matches(patterns: readonly string[] | undefined, text: string | null | undefined): boolean {
  if (patterns === undefined) return true;
  return typeof text === "string" && matchesAny(text, patterns);
}
