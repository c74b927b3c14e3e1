import { type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";
import type { Rule } from "../engine/rule";
import { rulePage } from "../engine/rulePage";
import type { Host } from "./host";
import { initializeResult } from "./lsp/capabilities";
import { codeActions, resolveCodeAction } from "./lsp/codeActions";
import { codeLenses } from "./lsp/codeLens";
import { createBaselines } from "./lsp/createBaselines";
import { createSession } from "./lsp/createSession";
import { PushedDiagnostics, pullDiagnostics } from "./lsp/diagnostics";
import { executeCommand } from "./lsp/executeCommand";
import { fileCounts } from "./lsp/fileCounts";
import { fixWorkspace } from "./lsp/fixWorkspace";
import { Guard } from "./lsp/guard";
import { hover } from "./lsp/hover";
import { IndexedFiles } from "./lsp/indexedFiles";
import { workspacePosture, workspaceReport } from "./lsp/posture";
import { renderedTemplate, templateSource } from "./lsp/renderedTemplate";
import { ruleCatalogue } from "./lsp/ruleCatalogue";
import { Scans } from "./lsp/scan";
import type { Session } from "./lsp/session";
import { syncTexts } from "./lsp/textSync";
import { syncWorkspace } from "./lsp/workspaceSync";
import {
  type FileParams,
  type FixWorkspaceParams,
  methods,
  type RenderedTemplateParams,
  type ReportParams,
  type RulePageParams,
  type ScanParams,
  type TemplateSourceParams,
} from "./protocol";

/** Serves one client: everything that the server does hangs on the handlers that are registered here. */
export function startServer(connection: Connection, host: Host, rules: readonly Rule[]): void {
  const guard = new Guard(connection);
  let sentSettings: unknown;
  connection.onInitialize(
    guard.request("initialize", (params) => {
      let lookAgain = () => {};
      const session = createSession(
        params,
        connection,
        host,
        rules,
        guard,
        () => sentSettings,
        () => lookAgain(),
      );
      sentSettings = session.options.settings;
      lookAgain = serve(session, (settings) => {
        sentSettings = kubehintSection(settings) ?? sentSettings;
      });
      return initializeResult(session.client);
    }),
  );
  connection.onShutdown(() => guard.shutDown());
  connection.listen();
}

/** @returns makes the client ask again for open texts. */
function serve(session: Session, settingsSent: (settings: unknown) => void): () => void {
  const { connection, guard } = session;
  const indexed = new IndexedFiles(session);
  const pushed = new PushedDiagnostics(session);
  const scans = new Scans(session, indexed);
  const { lookAgain, configurationSaved } = syncWorkspace(session, indexed, pushed, scans, settingsSent);
  syncTexts(session, indexed, pushed, configurationSaved);

  connection.languages.diagnostics.on(
    guard.request("diagnostics", (params, token) => pullDiagnostics(params, token, session)),
  );
  connection.onHover(guard.request("hover", (params) => hover(params, session)));
  connection.onCodeAction(guard.request("code actions", (params) => codeActions(params, session)));
  connection.onCodeActionResolve(
    guard.request("code action", (action) => resolveCodeAction(action, session)),
  );
  connection.onCodeLens(guard.request("code lenses", (params) => codeLenses(params, session)));
  connection.onExecuteCommand(guard.request("command", (params) => executeCommand(params, session)));
  connection.onRequest(
    methods.scan,
    guard.request("scan", (params: ScanParams | null, token) => scans.start(params ?? {}, token)),
  );
  connection.onNotification(
    methods.clearResults,
    guard.notification("clear results", () => {
      indexed.clear();
      // Whoever clears the results has no use for what is known of them.
      session.memory.forget();
    }),
  );
  connection.onRequest(
    methods.fixWorkspace,
    guard.request("fixing", (params: FixWorkspaceParams, token) => fixWorkspace(params, session, token)),
  );
  connection.onRequest(
    methods.fileCounts,
    guard.request("counts", (params: FileParams) => fileCounts(params, session)),
  );
  connection.onRequest(
    methods.createBaseline,
    guard.request("baseline", (_: unknown, token) => createBaselines(session, token)),
  );
  connection.onRequest(
    methods.renderedTemplate,
    guard.request("rendered template", (params: RenderedTemplateParams) => renderedTemplate(params, session)),
  );
  connection.onRequest(
    methods.templateSource,
    guard.request("template source", (params: TemplateSourceParams) => templateSource(params, session)),
  );
  connection.onRequest(
    methods.rulePage,
    guard.request("rule page", (params: RulePageParams) => pageOf(params.rule, session)),
  );
  connection.onRequest(
    methods.posture,
    guard.request("posture", (_: unknown, token) => workspacePosture(session, token)),
  );
  connection.onRequest(
    methods.report,
    guard.request("report", (params: ReportParams, token) => workspaceReport(params, session, token)),
  );
  connection.onRequest(
    methods.ruleCatalogue,
    guard.request("rules", async () => ruleCatalogue(session.rules, await session.prose())),
  );
  return lookAgain;
}

async function pageOf(id: unknown, { rules: known, prose }: Session): Promise<string | null> {
  if (typeof id !== "string") throw new ResponseError(ErrorCodes.InvalidParams, "rule: a text is expected");
  const rule = known.find((one) => one.id === id || one.aliases?.includes(id));
  const texts = await prose();
  const docs = rule && Object.hasOwn(texts, rule.id) ? texts[rule.id] : undefined;
  return rule && docs ? rulePage(rule, docs) : null;
}

/** Clients send all settings or those of the section. */
function kubehintSection(settings: unknown): unknown {
  if (typeof settings !== "object" || settings === null) return undefined;
  return "kubehint" in settings ? settings.kubehint : undefined;
}
