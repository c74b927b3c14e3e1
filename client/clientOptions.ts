import { type FileSystemWatcher, Hover, MarkdownString, type TextDocument, workspace } from "vscode";
import { type LanguageClientOptions, type Middleware, RevealOutputChannelOn } from "vscode-languageclient";
import { clientCommands, type InitializationOptions } from "../server/protocol";
import type { Crashes } from "./crashes";
import { documentSelector, isUserText } from "./documents";
import { errorHandler } from "./errorHandler";
import { ruleCommandLinks, rulePagePrefix } from "./rulePages/links";
import type { ShownDocuments } from "./shownDocuments";

// No braces within braces, which VS Code's globs do not know.
const watched = "**/{*.yaml,*.yml,*.json,*.tpl,*.tgz,.helmignore}";

/** How the language client serves the server; the watcher is to be disposed of by the caller. */
export function clientOptions(
  shown: ShownDocuments,
  crashes: Crashes,
): {
  options: LanguageClientOptions;
  watcher: FileSystemWatcher;
} {
  const watcher = workspace.createFileSystemWatcher(watched);
  // Asked for at each start.
  const initializationOptions = (): InitializationOptions => ({
    rulePages: rulePagePrefix,
    files: true,
    commands: true,
    crashed: crashes.documents(),
  });
  return {
    watcher,
    options: {
      documentSelector,
      initializationOptions,
      errorHandler: errorHandler(crashes),
      synchronize: { fileEvents: watcher },
      diagnosticCollectionName: "kubehint",
      diagnosticPullOptions: {
        onChange: true,
        onSave: true,
        onTabs: false,
        filter: ({ uri }) => !isUserText(uri),
      },
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      markdown: { isTrusted: { enabledCommands: [clientCommands.showRule] } },
      middleware: middleware(shown),
    },
  };
}

/** Keeps texts that are not the user's from the server, and makes the links of hovers work. */
const middleware = (shown: ShownDocuments): Middleware => ({
  ...shown.middleware,
  provideDiagnostics: async (document, previous, token, next) => {
    if (!("uri" in document)) return isUserText(document) ? next(document, previous, token) : undefined;
    if (!isUserText(document.uri)) return undefined;
    await shown.opened(document);
    return next(document, previous, token);
  },
  provideCodeActions: (document, range, context, token, next) =>
    ifUserText(document, () => next(document, range, context, token)),
  provideCodeLenses: (document, token, next) => ifUserText(document, () => next(document, token)),
  provideHover: async (document, position, token, next) => {
    const hover = await ifUserText(document, () => next(document, position, token));
    return hover && new Hover(hover.contents.map(withRuleLinks), hover.range);
  },
});

function ifUserText<T>({ uri }: TextDocument, ask: () => T): T | undefined {
  return isUserText(uri) ? ask() : undefined;
}

function withRuleLinks(content: Hover["contents"][number]): Hover["contents"][number] {
  if (!(content instanceof MarkdownString)) return content;
  content.value = ruleCommandLinks(content.value);
  return content;
}
