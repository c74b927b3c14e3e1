import { LineIndex } from "../engine/yaml/lines";
import type { ConfigurationFile } from "../workspace/configuration/configurationFiles";
import type { PlacedNote } from "./report";

/**
 * What is wrong in a configuration file.
 * @param file as the report calls it.
 */
export function configurationNotes({ text, problems }: ConfigurationFile, file: string): PlacedNote[] {
  const lines = new LineIndex(text);
  return problems.map(({ span, message }) => {
    const { line, character } = lines.position(span.start);
    return { file, line: line + 1, column: character + 1, reason: message };
  });
}

/** What is wrong with a baseline as a whole. */
export function baselineNote(file: string, reason: string): PlacedNote {
  return { file, line: 1, column: 1, reason };
}
