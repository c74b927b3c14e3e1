import { isConfigurationUri } from "../workspace/configurations";
import type { OpenDocument } from "../workspace/openDocuments";
import type { PushedDiagnostics } from "./diagnostics";
import type { IndexedFiles } from "./indexedFiles";
import type { Session } from "./session";

/** Milliseconds without a keystroke before the results view follows an open text. */
const pause = 300;

/**
 * Keeps the open texts, and everything that depends on them, in step with the editor.
 * @param configurationSaved is called when a configuration file was saved.
 */
export function syncTexts(
  session: Session,
  indexed: IndexedFiles,
  pushed: PushedDiagnostics,
  configurationSaved: () => void,
): void {
  const { connection, documents, guard, analyses, index } = session;
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const follow = (uri: string) => {
    if (!index.isFilled) return;
    clearTimeout(timers.get(uri));
    timers.set(
      uri,
      setTimeout(() => {
        timers.delete(uri);
        guard.background("results", () => indexed.refresh(uri));
      }, pause),
    );
  };

  /** What is found in other files of a chart changes as well; clients that ask do so by themselves. */
  const besides = (uri: string) => {
    if (session.client.pullsDiagnostics) return;
    guard.background("diagnostics", async () => {
      const settings = await session.settings.of(session.folders.of(uri));
      for (const other of await session.charts.beside(uri, settings)) pushed.schedule(other);
    });
  };

  /** An edit may come to a file of a chart before the file is opened; nobody asks for the others then. */
  const openedChanged = (document: OpenDocument) =>
    guard.background("diagnostics", async () => {
      const settings = await session.settings.of(session.folders.of(document.uri));
      if (!(await session.charts.isNews(document, settings))) return;
      refreshDiagnostics(session);
      besides(document.uri);
    });

  connection.onDidOpenTextDocument(
    guard.notification("didOpen", ({ textDocument }) => {
      const document = documents.open(textDocument);
      if (!document) return;
      indexed.hide(document.uri);
      session.configurationDiagnostics.opened(document.uri);
      pushed.schedule(document.uri, 0);
      openedChanged(document);
    }),
  );
  connection.onDidChangeTextDocument(
    guard.notification("didChange", ({ textDocument: { uri, version }, contentChanges }) => {
      if (!documents.change(uri, version, contentChanges)) return;
      pushed.schedule(uri);
      besides(uri);
      follow(uri);
    }),
  );
  connection.onDidSaveTextDocument(
    guard.notification("didSave", async ({ textDocument: { uri } }) => {
      if (!documents.save(uri)) return;
      pushed.schedule(uri, 0);
      if (isConfigurationUri(uri)) configurationSaved();
      // Nobody asks again by itself for a text that did not change.
      if ((await session.settings.of(session.folders.of(uri))).run === "onSave") refreshDiagnostics(session);
    }),
  );
  connection.onDidCloseTextDocument(
    guard.notification("didClose", async ({ textDocument: { uri } }) => {
      if (!documents.close(uri)) return;
      // What was typed and not saved is gone.
      if (session.charts.changed([uri])) refreshDiagnostics(session);
      analyses.forget(uri);
      pushed.close(uri);
      clearTimeout(timers.get(uri));
      timers.delete(uri);
      session.configurationDiagnostics.closed(uri);
      await indexed.refresh(uri);
    }),
  );
}

/** Asks the client to ask again. */
export function refreshDiagnostics({ client, connection, guard }: Session): void {
  if (client.pullsDiagnostics && client.refreshesDiagnostics)
    guard.background("refresh", () => connection.languages.diagnostics.refresh());
}
