import { byteLength } from "../bytes";
import { quoteGo } from "../lib/quote";
import { type AnyNode, describeNode } from "./nodes";
import type { Tree } from "./parser";

/** A place in the text of a template; `offset` is in UTF-16 units. */
export interface Place {
  readonly file: string;
  readonly offset: number;
}

/** What ends the execution of a template. `message` is Go's text. */
export class ExecutionError extends Error {
  constructor(
    message: string,
    /** Where it happened, from the file that was rendered to the template that failed. */
    readonly places: readonly Place[],
    /** What `fail` or `required` said, where one of them was the cause. */
    readonly warning: string | undefined,
  ) {
    super(message);
  }
}

/** What a function says is wrong with its arguments. */
export class FunctionError extends Error {
  constructor(
    message: string,
    readonly warning?: string,
  ) {
    super(message);
  }
}

export type LimitKind = "steps" | "depth" | "output" | "time";

/** A budget is used up: not an error of Go's, and not wrapped on its way up. */
export class LimitError extends Error {
  /** The expression at which it happened, once known. */
  place: Place | undefined;

  constructor(readonly limit: LimitKind) {
    super(limitTexts[limit]);
  }
}

const limitTexts: Readonly<Record<LimitKind, string>> = {
  steps: "the template does too much",
  depth: "templates call each other too deeply",
  output: "the template writes too much",
  time: "rendering takes too long",
};

/** An error at a node: `template: file:line:column: executing "name" at <node>: problem`. */
export function errorAt(tree: Tree, node: AnyNode, problem: string, cause?: Error): ExecutionError {
  const text = `template: ${locationOf(tree, node.position)}: executing ${quoteGo(tree.name)} at <${describeNode(node)}>: ${problem}`;
  const place = { file: tree.file, offset: node.position };
  const inner = cause instanceof ExecutionError ? cause.places : [];
  const warning =
    cause instanceof ExecutionError || cause instanceof FunctionError ? cause.warning : undefined;
  return new ExecutionError(text, [place, ...inner], warning);
}

/** `file:line:column` as Go writes it: one-based lines, zero-based columns in bytes. */
export function locationOf(tree: { readonly file: string; readonly text: string }, offset: number): string {
  let line = 1;
  let lineStart = 0;
  for (
    let index = tree.text.indexOf("\n");
    index >= 0 && index < offset;
    index = tree.text.indexOf("\n", index + 1)
  ) {
    line++;
    lineStart = index + 1;
  }
  return `${tree.file}:${line}:${byteLength(tree.text.slice(lineStart, offset))}`;
}
