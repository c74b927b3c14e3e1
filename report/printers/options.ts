import type { RuleDocs } from "../../engine/rule";
import type { Style } from "../style";

export interface TextOptions {
  readonly style: Style;
  /** Every partly checked and skipped file by name. */
  readonly verbose: boolean;
  /** What is suppressed as well. */
  readonly suppressed: boolean;
  /** The command that fixes what was found, without what it shall do. */
  readonly fixCommand: string;
}

/** What formats say beyond what was found. */
export interface PrintOptions extends TextOptions {
  /** Of Kubehint. */
  version(): string;
  /** When the scan ended, in milliseconds since 1970. */
  readonly now: number;
  /** What explains the rules, by id; asked for by those formats that have room for it. */
  prose(): Readonly<Record<string, RuleDocs>>;
}
