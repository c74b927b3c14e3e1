import type { LinterConfig } from "./config";
import type { Finding, RelatedPlace } from "./finding";
import { namesObject, recognize } from "./kubernetes/recognize";
import { type ResourceView, resourcesOf } from "./kubernetes/resource";
import { lintResource, RuleTable } from "./lintResource";
import { lintWorkspace } from "./lintWorkspace";
import { movedFinding } from "./moved";
import { isInProfile } from "./profile";
import type { Rule, SettledFinding } from "./rule";
import { Settlements } from "./settle";
import type { Directive } from "./suppress/directive";
import type { PeerChecks } from "./suppress/foreign";
import { newMemo, type SuppressionMemo } from "./suppress/memo";
import type { PackedSuppression } from "./suppress/packedSuppression";
import { partPlaced } from "./suppress/placedFindings";
import { type KnownRules, readDirectives } from "./suppress/readDirectives";
import type { SuppressionSources } from "./suppress/sources";
import { type FileSuppression, noSuppressed, Suppressions } from "./suppress/suppressFile";
import type { SuppressedFinding } from "./suppress/suppression";
import type { Parted } from "./suppress/suppressor";
import { addJudged, type FoldedFinding, type Judged, nothingGathered, type RuleFailure } from "./visit";
import { factsOf, type ResourceFacts } from "./workspace/facts";
import type { WorkspaceIndex } from "./workspace/workspaceIndex";
import { directivesAlone } from "./yaml/directives";
import { YamlDocument } from "./yaml/document";
import { normalizeBreaks } from "./yaml/lines";
import type { YamlProblem } from "./yaml/node";
import { type Span, shiftSpan } from "./yaml/span";
import { type DocumentSlice, splitDocuments } from "./yaml/split";

export interface LintOptions extends SuppressionSources {
  /** The file is a patch or a fragment: nothing is reported as missing. */
  readonly partial?: boolean;
  /** Polled between documents; `true` ends the work early and the result says so. */
  readonly shouldStop?: () => boolean;
  /**
   * What this linter said of an older version of the file: documents that still stand there are not linted again, which
   * makes a keystroke cheap. Handed in and not remembered here, so that old versions are let go as soon as they are.
   */
  readonly previous?: FileResult | undefined;
  /** What another linter said of the same text: what that one has parsed is not parsed again. */
  readonly alike?: FileResult | undefined;
}

/** What was found in one document. Offsets count from the start of the document's text. */
export interface DocumentResult {
  readonly origin: DocumentOrigin;
  /** The tree; `undefined` for text that is certainly no Kubernetes object. */
  readonly document: YamlDocument | undefined;
  readonly resources: readonly ResourceView[];
  /** In the order of the text. */
  readonly findings: readonly Finding[];
  readonly problems: readonly YamlProblem[];
  /** Settings that are filled in later, so that a rule could not tell. */
  readonly undecided: number;
  readonly failures: readonly RuleFailure[];
  /** Rules that were shown something, and how much each reported before anything was folded. */
  readonly judged: Judged;
  /** Comments and annotations that suppress findings. */
  readonly directives: readonly Directive[];
  /** What was worked out about them. */
  readonly memo: SuppressionMemo;
  /** What another finding says more precisely. */
  readonly folded: readonly FoldedFinding[];
}

/** All that a result of a document depends on. */
interface DocumentOrigin {
  readonly text: string;
  /** Which document of the file, from 0. */
  readonly index: number;
  readonly partial: boolean;
  /** The user's own kinds, on which it depends what an object is. */
  readonly kinds: string;
  /** Those of the linter, with its configuration. */
  readonly rules: RuleTable;
}

/** A document in its place in the file. */
export interface PlacedDocument {
  /** Offset of the document's text in the file. */
  readonly start: number;
  readonly length: number;
  readonly result: DocumentResult;
  /** Those of the result, in offsets of the file. */
  readonly findings: readonly Finding[];
  /** In offsets of the file: where text behind the document starts that kubectl does not read. */
  readonly ignored: YamlProblem | undefined;
}

export type FileStatus =
  | { readonly kind: "checked" }
  | { readonly kind: "partly"; readonly reason: string }
  | { readonly kind: "skipped"; readonly reason: string };

/** What was found in one file. Offsets of findings and problems count from the start of the file. */
export interface FileResult {
  readonly status: FileStatus;
  readonly findings: readonly Finding[];
  /** At most two for each document: the first place that is not YAML, and text behind it that kubectl does not read. */
  readonly problems: readonly YamlProblem[];
  readonly documents: readonly PlacedDocument[];
  readonly undecided: number;
  readonly failures: readonly RuleFailure[];
  /**
   * Rules that were shown something, and how much each reported before anything was folded or suppressed. Added up for
   * whoever asks: a keystroke does not. No getter: each object with one has a shape of its own, which keeps it alive.
   */
  judged(): Judged;
  /** What was found and somebody has accepted; it is not among `findings`. */
  readonly suppressed: readonly SuppressedFinding[];
  /** How much of `judged` is accepted. */
  readonly accepted: Judged;
  /** For what is found in the file later, among others. */
  readonly suppression: FileSuppression;
}

export interface Linter {
  readonly config: LinterConfig;
  /** The rules that can report under this configuration. */
  readonly rules: readonly Rule[];
  /** What can be said of a file alone. Never throws on any text. */
  lint(text: string, options?: LintOptions): FileResult;
  /** What can be said of a file only among the others: the findings that `lint` does not have. */
  lintAmong(index: WorkspaceIndex, file: string): WorkspaceResult;
  /**
   * What suppresses findings of a file that this linter has seen, perhaps in another thread.
   * @param packed as `FileSuppression.pack` gave it.
   * @param sources as they were then.
   */
  suppressionFrom(packed: PackedSuppression, sources: SuppressionSources): FileSuppression;
  /** Parts findings that were placed in a text which was not linted itself, see `partPlaced`. */
  partPlaced(text: string, findings: readonly Finding[], sources: SuppressionSources): Parted;
}

/** What rules across files found in one file. Offsets count from the start of the file. */
export interface WorkspaceResult {
  /** True for a finding of `lint` in this file that another object of the workspace puts in order. */
  settles(finding: SettledFinding): boolean;
  /**
   * Where some of the kustomizations that deploy this file put something else in the place of a finding of `lint`: those
   * that do not, each at the start of its file.
   */
  relatedTo(finding: SettledFinding): readonly RelatedPlace[];
  readonly findings: readonly Finding[];
  readonly undecided: number;
  readonly failures: readonly RuleFailure[];
  /** Rules that were shown something, and how much each reported before anything was folded. */
  readonly judged: Judged;
}

/** What an index of the workspace has to know of a file. */
export function fileFacts(result: FileResult, file: string): ResourceFacts[] {
  return result.documents.flatMap(({ start, result: { resources } }) =>
    resources.map((resource) => factsOf(resource, file, start)),
  );
}

export interface LinterOptions {
  readonly rules: readonly Rule[];
  readonly config: LinterConfig;
  /** All rules there are, where `rules` is a choice of them: what suppressions can name. */
  readonly registry?: readonly Rule[];
  /** The same checks of other tools, whose suppressions are honoured. */
  readonly peers?: PeerChecks;
}

/** The only way to get findings. */
export function createLinter(options: LinterOptions): Linter {
  const { rules, config, registry = rules, peers = {} } = options;
  const active = rules.filter((rule) => isActive(rule, config));
  const table = new RuleTable(active);
  const settlements = new Settlements(active);
  const suppressions = new Suppressions(registry, active, config);
  const kinds = JSON.stringify(config.kinds);
  const nameable: KnownRules = { ids: idsByName(registry), peers };

  return {
    config,
    rules: active,
    lint(text, { partial = false, shouldStop, previous, alike, ...sources } = {}) {
      const documents: PlacedDocument[] = [];
      let stopped = false;
      for (const slice of splitDocuments(text)) {
        if (shouldStop?.()) {
          stopped = true;
          break;
        }
        const index = documents.length;
        const origin: DocumentOrigin = { text: slice.text, index, partial, kinds, rules: table };
        const known = previous?.documents[index];
        if (known?.result.origin.rules === table && isSame(known.result.origin, origin)) {
          documents.push(place(slice, known.result, text, known));
          continue;
        }
        const parsed = alike?.documents[index]?.result;
        const seen = parsed && isSame(parsed.origin, origin) ? parsed : readText(origin, config);
        documents.push(place(slice, lintDocument(origin, seen, config, nameable), text));
      }
      return suppressions.within(settlements.within(summarize(documents, stopped)), sources);
    },
    partPlaced: (text, findings, sources) => partPlaced(text, findings, sources, nameable),
    lintAmong: (index, file) => ({
      ...lintWorkspace(index, file, active, config),
      settles: (finding) => settlements.settles(finding, index, file),
      relatedTo: (finding) => settlements.relatedTo(finding, index, file),
    }),
    suppressionFrom: (packed, sources) => suppressions.from(packed, sources),
  };
}

function isActive(rule: Rule, config: LinterConfig): boolean {
  const setting = Object.hasOwn(config.rules, rule.id) ? config.rules[rule.id] : undefined;
  if (setting !== undefined) return setting !== "off";
  return isInProfile(rule.profiles, config.profile);
}

function isSame(one: DocumentOrigin, other: DocumentOrigin): boolean {
  return (
    one.kinds === other.kinds &&
    one.index === other.index &&
    one.partial === other.partial &&
    one.text === other.text
  );
}

/** What a document holds, whatever rules say of it. */
type ReadDocument = Pick<DocumentResult, "document" | "resources">;

function readText({ text, index, partial }: DocumentOrigin, config: LinterConfig): ReadDocument {
  const recognition = recognize(normalizeBreaks(text), config.kinds);
  if (!recognition.parse) return noObjects;
  const document = new YamlDocument(recognition.headOnly ? headOf(text) : text);
  const resources = resourcesOf(document, index, partial, config.kinds);
  const isPassedOver = resources.length === 0 && !(document.problems.length > 0 && namesObject(text));
  return isPassedOver ? noObjects : { document, resources };
}

const noObjects: ReadDocument = { document: undefined, resources: [] };

function lintDocument(
  origin: DocumentOrigin,
  { document, resources }: ReadDocument,
  config: LinterConfig,
  known: KnownRules,
): DocumentResult {
  const result = nothingGathered();
  for (const resource of resources) lintResource(resource, origin.rules, config, result);
  result.findings.sort((a, b) => a.span.start - b.span.start);
  return {
    origin,
    document,
    resources,
    problems: document?.problems.slice(0, 1) ?? [],
    directives: readDirectives(document?.text ?? origin.text, document, resources, known),
    memo: newMemo(),
    ...result,
  };
}

/** The spec of a CustomResourceDefinition is a schema of hundreds of kilobytes that no rule reads. */
function headOf(text: string): string {
  const spec = /^spec[ \t]*:/m.exec(text);
  const head = spec ? text.slice(0, spec.index) : text;
  return /^kind[ \t]*:/m.test(head) && /^apiVersion[ \t]*:/m.test(head) ? head : text;
}

/** A document that has not moved since it was placed last is the same object, with the same findings. */
function place(
  slice: DocumentSlice,
  result: DocumentResult,
  text: string,
  before?: PlacedDocument,
): PlacedDocument {
  const { start } = slice;
  const ignored = slice.ignored && ignoredText(slice.ignored, result, text);
  if (before?.start === start && !ignored && !before.ignored) return before;
  const findings =
    start === 0 ? result.findings : result.findings.map((finding) => movedFinding(finding, start));
  return { start, length: result.origin.text.length, result, findings, ignored };
}

/** Of interest behind an object, and where it would be one. */
function ignoredText(
  { start, end }: Span,
  { resources }: DocumentResult,
  text: string,
): YamlProblem | undefined {
  if (resources.length === 0 && !namesObject(text.slice(start, end))) return undefined;
  const lineEnd = /[\r\n\u0085\u2028\u2029]/g;
  lineEnd.lastIndex = start;
  return { code: "ignored-text", start, end: Math.min(lineEnd.exec(text)?.index ?? end, end) };
}

function summarize(documents: readonly PlacedDocument[], stopped: boolean): FileResult {
  const findings: Finding[] = [];
  const problems: YamlProblem[] = [];
  const failures: RuleFailure[] = [];
  let judged: Judged | undefined;
  let undecided = 0;
  let resources = 0;
  for (const { start, result, findings: placed, ignored } of documents) {
    for (const finding of placed) findings.push(finding);
    for (const problem of result.problems)
      problems.push({ ...problem, start: problem.start + start, end: problem.end + start });
    if (ignored) problems.push(ignored);
    for (const failure of result.failures) failures.push(failure);
    undecided += result.undecided;
    resources += result.resources.length;
  }
  const directives = resources > 0 ? refusedDirectives(documents) : [];
  for (const problem of directives) problems.push(problem);
  if (directives.length > 0) problems.sort((a, b) => a.start - b.start);
  return {
    status: statusOf(resources, problems, failures, stopped),
    findings,
    problems,
    documents,
    undecided,
    failures,
    judged: () => {
      judged ??= judgedOf(documents);
      return judged;
    },
    ...noSuppressed,
  };
}

/** Of interest in a file that has an object: other files are not for kubectl. */
function refusedDirectives(documents: readonly PlacedDocument[]): YamlProblem[] {
  return documents.flatMap(({ start, result }): YamlProblem[] => {
    const span = result.document ? undefined : directivesAlone(result.origin.text);
    return span ? [{ code: "directive-alone", ...shiftSpan(span, start) }] : [];
  });
}

function judgedOf(documents: readonly PlacedDocument[]): Judged {
  const judged = new Map<string, number>();
  for (const { result } of documents) addJudged(judged, result.judged);
  return judged;
}

function idsByName(registry: readonly Rule[]): ReadonlyMap<string, string> {
  return new Map(registry.flatMap(({ id, aliases = [] }) => [id, ...aliases].map((name) => [name, id])));
}

function statusOf(
  resources: number,
  problems: readonly YamlProblem[],
  failures: readonly RuleFailure[],
  stopped: boolean,
): FileStatus {
  if (stopped) return { kind: "partly", reason: "stopped" };
  if (problems.some(({ code }) => code !== "ignored-text"))
    return { kind: "partly", reason: "not valid YAML" };
  if (problems.length > 0) return { kind: "partly", reason: "text that kubectl does not read" };
  if (failures.length > 0) return { kind: "partly", reason: "a rule failed" };
  if (resources === 0) return { kind: "skipped", reason: "no Kubernetes resource" };
  return { kind: "checked" };
}
