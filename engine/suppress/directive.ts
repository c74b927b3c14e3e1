import type { FixResult } from "../finding";
import { visible } from "../message";
import type { PathEdit } from "../yaml/pathEdit";
import type { Span } from "../yaml/span";
import { isDate } from "./dates";

/** What a directive speaks of. Offsets and pointers are those of its document. */
export type Cover =
  /** What is reported on one line. */
  | { readonly kind: "line"; readonly start: number; readonly end: number }
  /** A key or list item with all that is in it. */
  | { readonly kind: "node"; readonly start: number; readonly end: number; readonly pointer: string }
  /** An object, or its pod. */
  | { readonly kind: "object"; readonly pointer: string }
  | { readonly kind: "document" }
  /** The document below, for a comment that has the space between two separators for itself. */
  | { readonly kind: "nextDocument" }
  | { readonly kind: "file" }
  /** It stands where nothing follows, or for a file not at its start. */
  | { readonly kind: "nothing" };

/** A rule as a directive names it, and where. */
export interface NamedRule {
  readonly name: string;
  /** The rule's id; `undefined` for a name that no rule has, `*` for every rule. */
  readonly id: string | undefined;
  readonly span: Span;
}

/** A comment or an annotation that suppresses findings. Offsets count from the start of its document. */
export interface Directive {
  readonly by: "comment" | "annotation";
  /** Another tool's is honoured, and never called wrong. */
  readonly own: boolean;
  readonly rules: readonly NamedRule[];
  readonly reason: string;
  /** The last day (`YYYY-MM-DD`) it holds. */
  readonly until: string | undefined;
  /** Why it cannot be read, in words: it suppresses nothing. */
  readonly fault: string | undefined;
  readonly covers: Cover;
  /** What is marked where something is said of it. */
  readonly span: Span;
  /** JSON Pointer to the object or place it belongs to. */
  readonly pointer: string;
  /** What the document says no more once the directive is taken out; nothing for a comment. */
  readonly changes: readonly PathEdit[];
  /** Takes out the directive, or only these of its rules. */
  remove(rules?: readonly NamedRule[]): FixResult;
}

/** What a directive says behind its rules. */
export interface Justification {
  readonly reason: string;
  readonly until: string | undefined;
  readonly fault: string | undefined;
}

/** Stands in edits for a reason that has to be written yet, and is none. */
export const reasonPlaceholder = "<reason>";

/** Reads `reason until=2027-01-31`, the two in any order; signs between rules and reason (`:`, `-`) are no part of it. */
export function readJustification(text: string): Justification {
  let until: string | undefined;
  let fault: string | undefined;
  const words = text
    .trim()
    .split(/\s+/)
    .filter((word) => {
      if (!word.startsWith("until=")) return true;
      const date = word.slice("until=".length);
      if (isDate(date)) until = date;
      else fault = "until needs a date such as 2027-01-31";
      return false;
    });
  while (/^(?::|-|--|\u2013|\u2014)$/.test(words[0] ?? "")) words.shift();
  const reason = words.join(" ").replace(/^:/, "");
  return { reason: reason === reasonPlaceholder ? "" : visible(reason), until, fault };
}
