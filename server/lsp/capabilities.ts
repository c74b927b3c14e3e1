import { CodeActionKind, type InitializeResult, TextDocumentSyncKind } from "vscode-languageserver";
import { fixAllKind, hardenKinds, serverCommands } from "../protocol";
import type { ClientFeatures } from "./clientFeatures";

/** What the server tells a client that it can do. */
export function initializeResult(client: ClientFeatures): InitializeResult {
  const folders = { filters: [{ scheme: "file", pattern: { glob: "**" } }] };
  return {
    serverInfo: { name: "kubehint" },
    capabilities: {
      textDocumentSync: {
        openClose: true,
        change: TextDocumentSyncKind.Incremental,
        save: { includeText: false },
      },
      ...(client.pullsDiagnostics && {
        diagnosticProvider: {
          identifier: "kubehint",
          interFileDependencies: true,
          workspaceDiagnostics: false,
        },
      }),
      hoverProvider: true,
      codeActionProvider: {
        codeActionKinds: [CodeActionKind.QuickFix, fixAllKind, ...Object.values(hardenKinds)],
        resolveProvider: client.resolvesEdits,
      },
      codeLensProvider: { resolveProvider: false },
      executeCommandProvider: { commands: Object.values(serverCommands) },
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { didDelete: folders, didRename: folders },
      },
    },
  };
}
