import { type DidChangeWatchedFilesParams, FileChangeType } from "vscode-languageserver";
import type { IndexedFiles } from "./indexedFiles";
import type { Session } from "./session";

/** Files whose coming and going changes what other files are. */
const deciding = /\/(?:kustomization\.ya?ml|Kustomization|Chart\.yaml)$/;

/**
 * Keeps the index true to the disk.
 * @returns true where open documents have to be looked at again.
 */
export async function watchedFilesChanged(
  { changes }: DidChangeWatchedFilesParams,
  session: Session,
  indexed: IndexedFiles,
): Promise<boolean> {
  const rolesChanged = changes.some(({ uri }) => deciding.test(uri));
  if (rolesChanged) session.roles.forget();
  for (const { uri, type } of changes) {
    if (type === FileChangeType.Deleted) indexed.remove(uri);
    else if (!session.documents.get(uri)) await indexed.refresh(uri);
  }
  if (rolesChanged) session.objects.forget();
  // What was found in open texts may depend on any other file.
  return rolesChanged || changes.some(({ uri }) => session.objects.knows(session.folders.of(uri)));
}
