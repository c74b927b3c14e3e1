import type { MessageArguments } from "./message";
import type { DocumentEnd } from "./yaml/newDocument";
import type { PathEdit, PlainMap } from "./yaml/pathEdit";

/** `safe`: cannot break a working workload, or only restates it. `review`: somebody has to look. */
export type FixSafety = "safe" | "review";

/** What a rule offers. `title` is imperative: `Set privileged to false`. */
export interface Fix {
  readonly title: string;
  readonly args?: MessageArguments;
  readonly safety: FixSafety;
  readonly edits: readonly PathEdit[];
  /** Puts right what has no effect as it is written: it goes before all that adds settings. */
  readonly corrects?: boolean;
  /** An object that is written as a document of its own, behind that of the object in question. */
  readonly newDocument?: NewDocument;
}

export interface NewDocument {
  readonly value: PlainMap;
  readonly behind: DocumentEnd;
}
