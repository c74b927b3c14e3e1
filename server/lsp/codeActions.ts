import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import { type FixAllResult, fixAll } from "../../engine/fixAll";
import { formatMessage } from "../../engine/message";
import { NewDocuments } from "../../engine/newDocuments";
import { LineIndex } from "../../engine/yaml/lines";
import type { TextEdit } from "../../engine/yaml/span";
import { clientCommands, fixAllKind, hardenKinds } from "../protocol";
import type { Analysis } from "../workspace/analyses";
import { lineDiff } from "../workspace/lineDiff";
import { fileNameOf } from "../workspace/uris";
import { type AnalysedFile, problemDiagnostic, problemsOf } from "./diagnosticsOf";
import { keyOf } from "./findingKey";
import type { Problem } from "./grouping";
import { type HardenScope, hardenActions, isInScope, putsRight } from "./hardenActions";
import { linesOfOthers } from "./linesOfOthers";
import { offsetOf, textEditsOf, touches } from "./ranges";
import { sayWhereAbandoned } from "./say";
import type { Session } from "./session";
import { subjectLabel } from "./subjects";
import { resolveSuppression, suppressActions } from "./suppressActions";
import { workspaceEdit } from "./workspaceEdits";

/** What an action has to know to be carried out later, in a text that has not changed since. */
interface ActionData {
  readonly uri: string;
  readonly version: number;
  readonly change: Change;
}

type Change =
  | { readonly kind: "fix"; readonly finding: string }
  | { readonly kind: "fixRule"; readonly rule: string }
  | { readonly kind: "harden"; readonly document: number; readonly subject: string }
  | { readonly kind: "fixAll" }
  | HardenScope;

export async function codeActions(params: CodeActionParams, session: Session): Promise<CodeAction[]> {
  const { only } = params.context;
  const wants = (kind: string) =>
    only ? only.some((one) => one === "" || kind === one || kind.startsWith(`${one}.`)) : kind !== fixAllKind;
  const offered = [CodeActionKind.QuickFix, fixAllKind, ...Object.values(hardenKinds)];
  if (!session.client.actionLiterals || !offered.some(wants)) return [];
  const analysis = await session.analyses.of(params.textDocument.uri, "current");
  if (!analysis) return [];
  return [
    ...(wants(CodeActionKind.QuickFix) ? await quickFixes(params, analysis, session) : []),
    ...session.work.during(analysis.document.uri, analysis.text, () => [
      ...(wants(fixAllKind) ? fixAllAction(analysis, session) : []),
      ...hardenActions(params, wants, analysis, session, (action, scope) =>
        withEdit(action, scope, analysis, session),
      ),
    ]),
  ];
}

/** Fills in the edit of an action; the text must be the one it was offered for. */
export async function resolveCodeAction(action: CodeAction, session: Session): Promise<CodeAction> {
  const suppressing = await resolveSuppression(action, session);
  if (suppressing) return suppressing;
  const data = readData(action.data);
  if (!data) return action;
  const analysis = await session.analyses.of(data.uri, "current");
  if (analysis?.document.version !== data.version)
    throw new ResponseError(LSPErrorCodes.ContentModified, "the text has changed");
  const edit = session.work.unlessLeftOut(data.uri, analysis.text, () =>
    editOf(data.change, analysis, session),
  );
  return { ...action, ...edit };
}

async function quickFixes(
  params: CodeActionParams,
  analysis: Analysis,
  session: Session,
): Promise<CodeAction[]> {
  const { lines } = analysis;
  const wanted = {
    start: offsetOf(lines, params.range.start),
    end: offsetOf(lines, params.range.end),
  };
  const others = await linesOfOthers(analysis.result, session);
  const file: AnalysedFile = { ...analysis, uri: analysis.document.uri, others };
  const here = problemsOf(file).filter((problem) => touches(spanOf(problem), wanted));
  const { actions, ofRules, pages } = session.work.during(file.uri, analysis.text, () =>
    actionsOf(here, file, analysis, session),
  );
  const ignoring = suppressActions(here, file, analysis, session);
  return [...actions, ...ofRules.values(), ...(await ignoring), ...pages.values()];
}

/** The actions on each problem, on all of each rule, and on the rules' pages. */
function actionsOf(here: readonly Problem[], file: AnalysedFile, analysis: Analysis, session: Session) {
  const actions: CodeAction[] = [];
  const ofRules = new Map<string, CodeAction>();
  const pages = new Map<string, CodeAction>();
  for (const problem of here) {
    const diagnostic = problemDiagnostic(problem, file, session);
    const findings = problem.kind === "finding" ? [problem.finding] : problem.findings;
    if (problem.kind === "lacks" && findings.some(({ fix }) => fix))
      actions.push(hardenAction(problem.findings[0], diagnostic, analysis, session));
    for (const finding of findings) {
      const fix = finding.environments
        ? chartAction(finding, diagnostic, analysis, session)
        : fixAction(finding, diagnostic, analysis, session);
      if (fix) actions.push(fix);
      const all = fixRuleAction(finding, diagnostic, analysis, session);
      if (all) ofRules.set(finding.rule, all);
      if (session.options.commands) pages.set(finding.rule, pageAction(finding, diagnostic, session));
    }
  }
  return { actions, ofRules, pages };
}

function spanOf(problem: Problem) {
  return problem.kind === "finding" ? problem.finding.span : problem.findings[0].span;
}

function fixAction(
  finding: Finding,
  diagnostic: Diagnostic,
  analysis: Analysis,
  session: Session,
): CodeAction | undefined {
  const { fix } = finding;
  if (!fix) return undefined;
  const review = fix.safety === "review";
  const refusal = refusalOf(finding);
  if (refusal !== undefined && !session.client.disabledActions) return undefined;
  const action: CodeAction = {
    title: titleOf(formatMessage(fix.title), review),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(!review && refusal === undefined && session.client.preferredActions && { isPreferred: true }),
  };
  if (refusal !== undefined) return { ...action, disabled: { reason: refusal } };
  return withEdit(action, { kind: "fix", finding: keyOf(finding) }, analysis, session);
}

/** The edit may be one of another file. It is worked out here, since only one that was tried is offered. */
function chartAction(
  finding: Finding,
  diagnostic: Diagnostic,
  { chart }: Analysis,
  { client, documents }: Session,
): CodeAction | undefined {
  const fix = chart?.fix(finding);
  if (!fix) return undefined;
  const edits = textEditsOf(new LineIndex(fix.text), fix.edits);
  const open = documents.get(fix.uri);
  const { uri } = open ?? fix;
  const name = fileNameOf(uri);
  return {
    title: titleOf(`${formatMessage(fix.title)} in ${name}`, fix.safety === "review"),
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: client.documentChanges
      ? { documentChanges: [{ textDocument: { uri, version: open?.version ?? null }, edits }] }
      : { changes: { [uri]: edits } },
  };
}

function refusalOf(finding: Finding): string | undefined {
  const result = finding.fix?.edits();
  return result && "refused" in result ? result.refused : undefined;
}

function fixRuleAction(
  finding: Finding,
  diagnostic: Diagnostic,
  analysis: Analysis,
  session: Session,
): CodeAction | undefined {
  const same = analysis.result.findings.filter(({ rule, fix }) => rule === finding.rule && fix);
  if (same.length < 2) return undefined;
  const review = same.some(({ fix }) => fix?.safety === "review");
  const title = `Fix all ${same.length} of "${ruleTitle(finding.rule, session)}" in this file`;
  return withEdit(
    { title: titleOf(title, review), kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] },
    { kind: "fixRule", rule: finding.rule },
    analysis,
    session,
  );
}

function hardenAction(
  finding: Finding,
  diagnostic: Diagnostic,
  analysis: Analysis,
  session: Session,
): CodeAction {
  const label = subjectLabel(analysis.result, finding);
  return withEdit(
    {
      title: titleOf(`Harden ${label}`, true),
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnostic],
    },
    { kind: "harden", document: finding.resource.document, subject: finding.subject },
    analysis,
    session,
  );
}

function pageAction({ rule }: Finding, diagnostic: Diagnostic, session: Session): CodeAction {
  const title = `Explain: ${ruleTitle(rule, session)}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command: clientCommands.showRule, arguments: [rule] },
  };
}

function fixAllAction(analysis: Analysis, session: Session): CodeAction[] {
  if (!analysis.result.findings.some(({ fix }) => fix?.safety === "safe")) return [];
  return [
    withEdit(
      { title: "Apply all safe Kubehint fixes", kind: fixAllKind },
      { kind: "fixAll" },
      analysis,
      session,
    ),
  ];
}

/** Clients that cannot ask for the edit later get it at once. */
function withEdit(action: CodeAction, change: Change, analysis: Analysis, session: Session): CodeAction {
  if (!session.client.resolvesEdits) return { ...action, ...editOf(change, analysis, session) };
  const { uri, version } = analysis.document;
  const data: ActionData = { uri, version, change };
  return { ...action, data };
}

function editOf(change: Change, analysis: Analysis, session: Session): Pick<CodeAction, "edit"> {
  const review = reviewOf(change, analysis);
  return { edit: workspaceEdit(analysis, changesOf(change, analysis, session), session.client, review) };
}

/** What somebody has to look at; `undefined` where nothing but safe fixes are made. */
function reviewOf(change: Change, { result }: Analysis): string | undefined {
  switch (change.kind) {
    case "fixAll":
      return undefined;
    case "fix": {
      const fix = result.findings.find((finding) => keyOf(finding) === change.finding)?.fix;
      return fix?.safety === "review" ? formatMessage(fix.title) : undefined;
    }
    case "fixRule": {
      const same = result.findings.filter(({ rule }) => rule === change.rule);
      return same.some(({ fix }) => fix?.safety === "review") ? `Fix all of ${change.rule}` : undefined;
    }
    default:
      return "Harden";
  }
}

function changesOf(
  change: Change,
  { text, linter, result, facts, settings, document }: Analysis,
  session: Session,
): readonly TextEdit[] {
  const diff = (fixed: FixAllResult) => {
    // Others ask for the edits of all actions at each move of the cursor.
    if (session.client.resolvesEdits) sayWhereAbandoned(session, document.uri, fixed).catch(() => {});
    return lineDiff(text, fixed.text);
  };
  const asked = { ...facts, shouldStop: session.work.goOn };
  if (change.kind === "restrict") {
    const restricted = session.linters.toLevel("pss-restricted", settings);
    return diff(fixAll(text, restricted, { ...asked, include: "review", only: isInScope(change) }));
  }
  if (change.kind === "fix") {
    const fixed = result.findings.find((finding) => keyOf(finding) === change.finding)?.fix?.edits();
    if (fixed && "edits" in fixed) return fixed.edits;
    throw new ResponseError(LSPErrorCodes.ContentModified, "there is nothing to fix any more");
  }
  const fixed = fixAll(
    change.kind === "fixRule" ? withDocumentsOf(change.rule, text, result) : text,
    linter,
    {
      ...asked,
      include: change.kind === "fixAll" ? "safe" : "review",
      ...(change.kind === "fixRule" && { rules: [change.rule] }),
      ...(change.kind === "harden" && {
        only: (finding) =>
          finding.resource.document === change.document &&
          (finding.subject === change.subject || putsRight(finding, change.subject)),
      }),
    },
  );
  return diff(fixed);
}

/** Fixes of rules across files write documents of their own: each pod of a namespace asks for the same one. */
function withDocumentsOf(rule: string, text: string, { findings }: Analysis["result"]): string {
  const ofRule = findings.filter((finding) => finding.rule === rule);
  return NewDocuments.of("", text, ofRule).into("", text).text;
}

function titleOf(title: string, review: boolean): string {
  return review ? `${title} (needs review)` : title;
}

function ruleTitle(id: string, { rules }: Session): string {
  return rules.find((rule) => rule.id === id)?.title ?? id;
}

function readData(data: unknown): ActionData | undefined {
  const isData = (value: object): value is ActionData =>
    "uri" in value &&
    typeof value.uri === "string" &&
    "version" in value &&
    typeof value.version === "number" &&
    "change" in value &&
    typeof value.change === "object";
  return typeof data === "object" && data !== null && isData(data) ? data : undefined;
}
