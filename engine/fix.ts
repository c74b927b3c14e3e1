import type { MessageArguments } from "./message";
import type { PathEdit } from "./yaml/pathEdit";

/** `safe`: cannot break a working workload, or only restates it. `review`: somebody has to look. */
export type FixSafety = "safe" | "review";

/** What a rule offers. `title` is imperative: `Set privileged to false`. */
export interface Fix {
  readonly title: string;
  readonly args?: MessageArguments;
  readonly safety: FixSafety;
  readonly edits: readonly PathEdit[];
}
