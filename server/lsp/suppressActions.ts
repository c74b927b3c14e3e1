import {
  type CodeAction,
  CodeActionKind,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { Finding, FixResult } from "../../engine/finding";
import { isNoticeRule } from "../../engine/suppress/notices";
import { placedSuppressionEdits, scopesFor, suppressionEdits } from "../../engine/suppress/placement";
import { LineIndex } from "../../engine/yaml/lines";
import { addException } from "../../workspace/configuration/addException";
import { configurationNames } from "../../workspace/configuration/configurationFiles";
import { clientCommands, type IgnoreArguments, type IgnoreChoice } from "../protocol";
import type { Analysis } from "../workspace/analyses";
import { type AnalysedFile, problemDiagnostic } from "./diagnosticsOf";
import { keyOf } from "./findingKey";
import type { Problem } from "./grouping";
import { textEditsOf } from "./ranges";
import { say } from "./say";
import type { Session } from "./session";
import { workspaceEdit } from "./workspaceEdits";

/** Actions that suppress what is marked, from the nearest scope to the widest. */
export async function suppressActions(
  problems: readonly Problem[],
  file: AnalysedFile,
  analysis: Analysis,
  session: Session,
): Promise<CodeAction[]> {
  const actions: CodeAction[] = [];
  for (const problem of problems) {
    const findings = (problem.kind === "finding" ? [problem.finding] : [...problem.findings]).filter(
      // What another file of the chart decides is accepted there.
      (finding) => !isNoticeRule(finding.rule) && !analysis.chart?.mirrored.includes(finding),
    );
    const [first] = findings;
    if (!first) continue;
    const inText = isOfChart(first, analysis) ? chartScopes(analysis) : scopesFor(analysis.result, first);
    const diagnostics = [problemDiagnostic(problem, file, session)];
    const rules = [...new Set(findings.map(({ rule }) => rule))];
    const what = rules.length === 1 ? `${rules[0]}` : `these ${rules.length} rules`;
    const scopes = [...inText, ...configurationScope(analysis, session)];
    const { uri, version } = analysis.document;
    const asked = { uri, version, findings: findings.map(keyOf), rules };
    if (session.options.commands) {
      // One entry, which asks where: five of them would bury the fix.
      const title = `Ignore ${what}…`;
      const places: IgnoreChoice = { ...asked, scopes };
      const command = { title, command: clientCommands.ignore, arguments: [places] };
      actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, command });
      continue;
    }
    for (const scope of scopes) {
      const wanted: IgnoreArguments = { ...asked, scope };
      const action: CodeAction = {
        title: `Ignore ${what} ${places[scope]}`,
        kind: CodeActionKind.QuickFix,
        diagnostics,
      };
      if (session.client.resolvesEdits) actions.push({ ...action, data: { suppress: wanted } });
      else {
        const changed = await changeOf(wanted, analysis, session);
        if ("edit" in changed) actions.push({ ...action, edit: changed.edit });
      }
    }
  }
  return actions;
}

/** Whether a finding was placed in the text by who rendered the chart. */
function isOfChart(finding: Finding, { chart }: Analysis): boolean {
  return chart?.findings.includes(finding) === true;
}

/** A comment in a template is not one in what it renders. */
function chartScopes({ text }: Analysis): IgnoreArguments["scope"][] {
  return text.includes("{{") ? [] : ["here"];
}

const places: Readonly<Record<IgnoreArguments["scope"], string>> = {
  here: "here",
  container: "in this container",
  resource: "in this resource",
  file: "in this file",
  configuration: `in ${configurationNames[0]}`,
};

function configurationScope({ document }: Analysis, session: Session): IgnoreArguments["scope"][] {
  const folder = session.folders.of(document.uri);
  return folder !== undefined && session.files.place(document.uri) ? ["configuration"] : [];
}

/** Fills in the edit of an action that suppresses, with a reason still to be written; `undefined` for other actions. */
export async function resolveSuppression(
  action: CodeAction,
  session: Session,
): Promise<CodeAction | undefined> {
  const { data } = action;
  if (typeof data !== "object" || data === null || !("suppress" in data)) return undefined;
  const wanted = readArguments(data.suppress);
  if (!wanted) return action;
  const changed = await change(wanted, session);
  if ("edit" in changed) return { ...action, edit: changed.edit };
  throw new ResponseError(LSPErrorCodes.RequestFailed, changed.refused);
}

/** Carries out `serverCommands.ignore`. */
export async function ignore(argument: unknown, session: Session): Promise<string | null> {
  const wanted = readArguments(argument);
  if (!wanted) return null;
  const changed = await change(wanted, session);
  if ("refused" in changed) {
    await say(session, MessageType.Warning, `Nothing was suppressed: ${changed.refused}.`);
    return null;
  }
  await session.connection.workspace.applyEdit({ label: "Ignore", edit: changed.edit });
  return changed.configuration ?? null;
}

type Changed =
  | { readonly edit: WorkspaceEdit; readonly configuration?: string }
  | { readonly refused: string };

async function change(wanted: IgnoreArguments, session: Session): Promise<Changed> {
  const analysis = await session.analyses.of(wanted.uri, "current");
  if (analysis?.document.version !== wanted.version)
    throw new ResponseError(LSPErrorCodes.ContentModified, "the text has changed");
  return changeOf(wanted, analysis, session);
}

async function changeOf(wanted: IgnoreArguments, analysis: Analysis, session: Session): Promise<Changed> {
  const { result, text } = analysis;
  const findings = result.findings.filter((finding) => wanted.findings.includes(keyOf(finding)));
  const [finding] = findings;
  if (!finding) return { refused: "there is nothing to suppress any more" };
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const { scope, reason = "" } = wanted;
  if (scope === "configuration") return inConfiguration(finding, rules, reason, analysis, session);
  const edits = session.work.during(wanted.uri, text, () =>
    isOfChart(finding, analysis)
      ? placedSuppressionEdits(text, { finding, rules, reason })
      : suppressionEdits(text, result, { finding, rules, scope, reason }),
  );
  if ("refused" in edits) return edits;
  return { edit: workspaceEdit(analysis, edits.edits, session.client) };
}

/** Adds an exception to the nearest configuration, or makes one at the root of the workspace folder. */
async function inConfiguration(
  { resource }: Finding,
  rules: readonly string[],
  reason: string,
  { document }: Analysis,
  session: Session,
): Promise<Changed> {
  const { files, place, top } = await session.configurations.of(document.uri);
  if (!place || top === undefined) return { refused: "the file lies in no workspace folder" };
  const nearest = files.at(-1);
  const folder = nearest?.folder ?? top;
  const uri = place.uri(nearest?.path ?? place.fileSystem.join(top, configurationNames[0]));
  const open = session.documents.get(uri);
  const text = open?.text ?? nearest?.text ?? "";
  const { kind, name, namespace } = resource;
  const file = place.fileSystem.relative(folder, place.path);
  if (file === undefined) return { refused: "the file lies outside of the configuration's folder" };
  const edits: FixResult = session.work.during(uri, text, () =>
    addException(text, { rules, file, kind, name, namespace, reason }),
  );
  if ("refused" in edits) return edits;
  const changes = textEditsOf(new LineIndex(text), edits.edits);
  const isNew = !open && !nearest;
  if (isNew && !(session.client.documentChanges && session.client.createsFiles))
    return { refused: `there is no ${configurationNames[0]} yet` };
  if (!session.client.documentChanges) return { edit: { changes: { [uri]: changes } }, configuration: uri };
  return {
    edit: {
      documentChanges: [
        ...(isNew ? [{ kind: "create" as const, uri, options: { ignoreIfExists: true } }] : []),
        { textDocument: { uri, version: open?.version ?? null }, edits: changes },
      ],
    },
    configuration: uri,
  };
}

function readArguments(argument: unknown): IgnoreArguments | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const isIgnore = (value: object): value is IgnoreArguments =>
    "uri" in value &&
    typeof value.uri === "string" &&
    "version" in value &&
    typeof value.version === "number" &&
    "findings" in value &&
    Array.isArray(value.findings) &&
    "scope" in value &&
    typeof value.scope === "string" &&
    Object.hasOwn(places, value.scope) &&
    (!("reason" in value) || typeof value.reason === "string");
  return isIgnore(argument) ? argument : undefined;
}
