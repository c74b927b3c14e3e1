import type { WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../../engine/yaml/span";
import type { Analysis } from "../workspace/analyses";
import type { ClientFeatures } from "./clientFeatures";
import { textEditsOf } from "./ranges";

/**
 * The edits as a change of exactly this version of the document. None asks for a confirmation, not even one that needs
 * review: people choose it by a title that says so, and see all of it in the file that they have before them. VS Code
 * would open a panel with every change unchecked.
 */
export function workspaceEdit(
  { document, lines }: Analysis,
  edits: readonly TextEdit[],
  client: ClientFeatures,
): WorkspaceEdit {
  const { uri, version } = document;
  const changes = textEditsOf(lines, edits);
  if (!client.documentChanges) return { changes: { [uri]: changes } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: changes }] };
}
