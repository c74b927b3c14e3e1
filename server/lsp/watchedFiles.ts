import { type DidChangeWatchedFilesParams, FileChangeType } from "vscode-languageserver";
import { isConfigurationUri } from "../workspace/configurations";
import type { IndexedFiles } from "./indexedFiles";
import type { Session } from "./session";

/** Files whose coming and going changes what other files are. */
const deciding = /\/(?:kustomization\.ya?ml|Kustomization|Chart\.yaml)$/;

/** What open documents have to be looked at again for. */
export interface WatchedChange {
  /** Another file, or what files are. */
  readonly files: boolean;
  readonly configuration: boolean;
}

/** Keeps the index true to the disk. */
export async function watchedFilesChanged(
  { changes }: DidChangeWatchedFilesParams,
  session: Session,
  indexed: IndexedFiles,
): Promise<WatchedChange> {
  const rolesChanged = changes.some(({ uri }) => deciding.test(uri));
  const configurationFiles = changes.filter(({ uri }) => isConfigurationUri(uri));
  const configuration =
    configurationFiles.length > 0 || changes.some(({ uri }) => session.configurations.isBaseline(uri));
  const chartsChanged = session.charts.changed(changes.map(({ uri }) => uri));
  if (rolesChanged) session.charts.forget();
  if (rolesChanged) session.roles.forget();
  // Whether a configuration file is read depends on charts.
  if (rolesChanged || configuration) session.configurations.forget();
  for (const { uri, type } of configurationFiles) {
    if (type === FileChangeType.Deleted) session.configurationDiagnostics.gone(uri);
    // Nobody else may ask for it.
    else await session.configurations.of(uri);
  }
  for (const { uri, type } of changes) {
    if (type === FileChangeType.Deleted) indexed.remove(uri);
    else if (!session.documents.get(uri) && !/\.(?:tpl|tgz|helmignore)$/.test(uri))
      await indexed.refresh(uri);
  }
  if (rolesChanged) session.objects.forget();
  // What was found in open texts may depend on any other file.
  const files =
    rolesChanged ||
    chartsChanged ||
    changes.some(({ uri }) => session.objects.knows(session.folders.of(uri)));
  return { files, configuration };
}
