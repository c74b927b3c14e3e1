import type { ClientCapabilities } from "vscode-languageserver";

/** What the client can do, as far as it matters to an answer. */
export interface ClientFeatures {
  /** Asks for diagnostics by itself; others are sent them. */
  readonly pullsDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly diagnosticTags: boolean;
  readonly codeDescription: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  readonly workspaceFolders: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesCodeLenses: boolean;
  readonly documentChanges: boolean;
  readonly annotatesChanges: boolean;
  readonly resolvesEdits: boolean;
  readonly createsFiles: boolean;
  readonly disabledActions: boolean;
  readonly preferredActions: boolean;
  readonly actionLiterals: boolean;
  readonly markdown: boolean;
}

export function clientFeatures({ textDocument, workspace }: ClientCapabilities): ClientFeatures {
  const diagnostics = textDocument?.publishDiagnostics;
  const pulled = textDocument?.diagnostic;
  const actions = textDocument?.codeAction;
  const either = (name: "relatedInformation" | "codeDescriptionSupport") =>
    pulled?.[name] ?? diagnostics?.[name] ?? false;
  return {
    pullsDiagnostics: pulled !== undefined,
    relatedInformation: either("relatedInformation"),
    diagnosticTags: (pulled?.tagSupport ?? diagnostics?.tagSupport) !== undefined,
    codeDescription: either("codeDescriptionSupport"),
    answersConfiguration: workspace?.configuration ?? false,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    refreshesCodeLenses: workspace?.codeLens?.refreshSupport ?? false,
    documentChanges: workspace?.workspaceEdit?.documentChanges ?? false,
    annotatesChanges: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    resolvesEdits:
      (actions?.dataSupport ?? false) && (actions?.resolveSupport?.properties.includes("edit") ?? false),
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") ?? false,
    disabledActions: actions?.disabledSupport ?? false,
    preferredActions: actions?.isPreferredSupport ?? false,
    actionLiterals: actions?.codeActionLiteralSupport !== undefined,
    markdown: textDocument?.hover?.contentFormat?.includes("markdown") ?? false,
  };
}
