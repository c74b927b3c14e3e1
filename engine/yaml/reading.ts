import type { Span } from "./span";

/**
 * What a rule may ask of a place in a document, whether the document's tree is at hand (`Field`) or only what was kept
 * of it (`Snapshot`). A value of the wrong type reads as `undefined`, a missing place as one that does not exist.
 */
export interface Reading {
  /** The place it lies in; `undefined` for the document's root. */
  readonly parent: Reading | undefined;
  /** The last step of the path: a key, or an index. */
  readonly key: string | number;
  /** The key is there or, in a sequence, the item; its value may be null. */
  readonly exists: boolean;
  /** There is a value that is not null. */
  readonly present: boolean;
  readonly isMap: boolean;
  readonly isSequence: boolean;
  /** Filled in later by a template or a variable: nothing can be said of it. */
  readonly undecided: boolean;
  /** JSON Pointer (RFC 6901) from the document's root. */
  readonly pointer: string;
  /** Where a finding about it is shown, in offsets of the document. */
  readonly span: Span;
  /** Its key alone; `undefined` where it has none or only its value was kept. */
  readonly keySpan: Span | undefined;
  at(...path: readonly (string | number)[]): Reading;
  boolean(): boolean | undefined;
  integer(): number | undefined;
  string(): string | undefined;
  text(): string | undefined;
  items(): readonly Reading[];
  entries(): readonly Reading[];
}
