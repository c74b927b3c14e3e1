import { CodeLensRefreshRequest, DidChangeConfigurationNotification } from "vscode-languageserver";
import type { PushedDiagnostics } from "./diagnostics";
import type { IndexedFiles } from "./indexedFiles";
import type { Scans } from "./scan";
import type { Session } from "./session";
import { refreshDiagnostics } from "./textSync";
import { watchedFilesChanged } from "./watchedFiles";

/** Milliseconds that settings must rest before a workspace is scanned again under the new ones. */
const pause = 500;

export interface WorkspaceSync {
  /** Makes the client ask again for open texts. */
  lookAgain(): void;
  /** The editor has saved a configuration file: for clients that watch no files. */
  configurationSaved(): void;
}

/** Follows the workspace: its settings, its folders and its files. */
export function syncWorkspace(
  session: Session,
  indexed: IndexedFiles,
  pushed: PushedDiagnostics,
  scans: Scans,
  settingsSent: (settings: unknown) => void,
): WorkspaceSync {
  const { client, connection, folders, guard, index } = session;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lookAgain = () => {
    refreshDiagnostics(session);
    pushed.scheduleAll();
    if (client.refreshesCodeLenses)
      guard.background("refresh", () => connection.sendRequest(CodeLensRefreshRequest.type));
  };
  const scanAgain = () => {
    if (!index.isFilled) return;
    clearTimeout(timer);
    timer = setTimeout(() => guard.background("scan", async () => void (await scans.start({}))), pause);
  };

  const configurationChanged = () => {
    session.linters.forget();
    session.charts.forget();
    session.objects.forget();
    lookAgain();
    scanAgain();
  };
  const filesGone = (uris: readonly string[]) => {
    const wereConfigured = uris.some((uri) => session.configurations.wasRead(uri));
    session.configurations.forget();
    session.charts.forget();
    for (const uri of uris) {
      indexed.remove(uri);
      session.configurationDiagnostics.gone(uri);
    }
    if (wereConfigured) configurationChanged();
  };

  connection.onInitialized(
    guard.notification("initialized", async () => {
      if (client.registersConfiguration)
        await connection.client.register(DidChangeConfigurationNotification.type, { section: "kubehint" });
      if (client.workspaceFolders)
        connection.workspace.onDidChangeWorkspaceFolders(
          guard.notification("didChangeWorkspaceFolders", ({ added, removed }) => {
            folders.remove(removed.map(({ uri }) => uri));
            folders.add(added.map(({ uri }) => uri));
            session.roles.forget();
            session.configurations.forget();
            session.objects.forget();
            for (const { uri } of removed) indexed.remove(uri);
            lookAgain();
            if (added.length > 0) scanAgain();
          }),
        );
    }),
  );
  connection.onDidChangeConfiguration(
    guard.notification("didChangeConfiguration", ({ settings }) => {
      settingsSent(settings);
      session.settings.forget();
      configurationChanged();
    }),
  );
  connection.onDidChangeWatchedFiles(
    guard.notification("didChangeWatchedFiles", async (params) => {
      const changed = await watchedFilesChanged(params, session, indexed);
      if (changed.configuration) configurationChanged();
      else if (changed.files) lookAgain();
    }),
  );
  // A folder that goes takes files along that no watcher of `**/*.yaml` hears of.
  connection.workspace.onDidDeleteFiles(
    guard.notification("didDeleteFiles", ({ files }) => {
      filesGone(files.map(({ uri }) => uri));
    }),
  );
  connection.workspace.onDidRenameFiles(
    guard.notification("didRenameFiles", ({ files }) => {
      filesGone(files.map(({ oldUri }) => oldUri));
    }),
  );
  return {
    lookAgain,
    configurationSaved: () => {
      session.configurations.forget();
      configurationChanged();
    },
  };
}
