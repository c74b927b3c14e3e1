import type { AnnotatedTextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../../engine/yaml/span";
import type { Analysis } from "../workspace/analyses";
import type { ClientFeatures } from "./clientFeatures";
import { textEditsOf } from "./ranges";

/**
 * The edits as a change of exactly this version of the document.
 * @param review what to ask the user before it is applied, where the client can ask.
 */
export function workspaceEdit(
  { document, lines }: Analysis,
  edits: readonly TextEdit[],
  client: ClientFeatures,
  review?: string,
): WorkspaceEdit {
  const { uri, version } = document;
  const changes = textEditsOf(lines, edits);
  if (!client.documentChanges) return { changes: { [uri]: changes } };
  if (review === undefined || !client.changeAnnotations)
    return { documentChanges: [{ textDocument: { uri, version }, edits: changes }] };
  const annotationId = "kubehint.review";
  return {
    documentChanges: [
      {
        textDocument: { uri, version },
        edits: changes.map((change): AnnotatedTextEdit => ({ ...change, annotationId })),
      },
    ],
    changeAnnotations: { [annotationId]: { label: review, needsConfirmation: true } },
  };
}
