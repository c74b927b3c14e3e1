import { Range } from "vscode";
import type { ListedFinding } from "../server/protocol";

/** A range of the protocol as the editor has it. */
export function rangeOf({ start, end }: ListedFinding["range"]): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
