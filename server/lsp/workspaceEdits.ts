import type { WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../../engine/yaml/span";
import type { Analysis } from "../workspace/analyses";
import type { ClientFeatures } from "./clientFeatures";
import { textEditsOf } from "./ranges";

/**
 * The edits as a change of exactly this version of the document.
 * @param review what somebody has to look at first, in a few words: the editor then shows the differences and asks, unless
 *   the user has said not to be asked.
 */
export function workspaceEdit(
  { document, lines, settings }: Analysis,
  edits: readonly TextEdit[],
  client: ClientFeatures,
  review?: string,
): WorkspaceEdit {
  const { uri, version } = document;
  const changes = textEditsOf(lines, edits);
  if (!client.documentChanges) return { changes: { [uri]: changes } };
  const textDocument = { uri, version };
  if (review === undefined || !settings.confirmReview || !client.annotatesChanges)
    return { documentChanges: [{ textDocument, edits: changes }] };
  return {
    documentChanges: [{ textDocument, edits: changes.map((edit) => ({ ...edit, annotationId: "review" })) }],
    changeAnnotations: {
      review: {
        label: review,
        needsConfirmation: true,
        description: "It can change how the workload runs.",
      },
    },
  };
}
