import { visible } from "../../engine/message";
import { nearestName } from "../../engine/spelling";
import type { Field } from "../../engine/yaml/field";
import type { Span } from "../../engine/yaml/span";

/** Something in a configuration that does not count, and why. */
export interface ConfigurationProblem {
  /** UTF-16 offsets in the file. */
  readonly span: Span;
  /** Keys and indexes from the root, joined by dots; empty for the file as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A configuration with more mistakes than this is no configuration. */
const mostProblems = 100;

/** Gathers problems; the texts of those beyond the most that are shown are never made. */
export class ProblemList {
  private readonly list: ConfigurationProblem[] = [];
  private left = 0;

  /** How many there are. */
  get count(): number {
    return this.list.length + this.left;
  }

  /** What was found, in the order of the text. */
  get all(): ConfigurationProblem[] {
    const sorted = [...this.list].sort((a, b) => a.span.start - b.span.start);
    const more = { span: { start: 0, end: 0 }, path: "", message: `${this.left} more problems` };
    return this.left > 0 ? [...sorted, more] : sorted;
  }

  /** The value of a field is wrong. */
  value(at: Field, message: () => string): void {
    this.add(at, at.span, message);
  }

  /** The key itself is wrong. */
  key(at: Field, message: () => string): void {
    this.add(at, at.keySpan ?? at.span, message);
  }

  add(at: Field | undefined, span: Span, message: () => string): void {
    if (this.list.length >= mostProblems) this.left++;
    else this.list.push({ span, path: at?.path.join(".") ?? "", message: message() });
  }
}

/** `unknown rule "x"; did you mean "y"?`, or what there is where nothing is near. */
export function unknown(what: string, name: string, choices: readonly string[], otherwise: string): string {
  const near = nearestName(name.slice(0, longestName), choices);
  return `unknown ${what} ${quoted(name)}; ${near === undefined ? otherwise : `did you mean "${near}"?`}`;
}

export function quoted(name: string): string {
  return `"${visible(name.length > longestName ? `${name.slice(0, longestName)}…` : name)}"`;
}

const longestName = 60;
