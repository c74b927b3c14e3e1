import { atLeast, type Finding, type Severity } from "../../engine/finding";
import { type FixAllResult, fixAll } from "../../engine/fixAll";
import { fileFacts, type Linter } from "../../engine/linter";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { applyEdits, type TextEdit } from "../../engine/yaml/span";
import { commentsOf } from "./comments";
import { canonical, pointerAfter, withChanges } from "./declaredChanges";
import { secondReading } from "./secondParser";
import { documentsOf, type Json, toJson } from "./toJson";

/** What every fix promises; see docs/fixes.md. */
export const promises = [
  "parses",
  "gone",
  "nothing new",
  "declared paths only",
  "bytes and comments",
  "second reading",
  "not offered twice",
] as const;
export const fixAllPromises = ["three passes", "any order", "fix-all parses"] as const;
export type Promised = (typeof promises)[number] | (typeof fixAllPromises)[number];

export interface Broken {
  readonly promise: Promised;
  readonly rule: string;
  readonly detail: string;
}

export interface Checked {
  /** Fixes that were made and looked at. */
  fixes: number;
  safe: number;
  refused: number;
  /**
   * Findings that became true of the object among the others: a pod that leaves the network of its node has no network
   * policy. They ask for another object, and are counted apart.
   */
  ofOthers: number;
  readonly refusals: Map<string, number>;
  readonly broken: Broken[];
}

export function nothingChecked(): Checked {
  return { fixes: 0, safe: 0, refused: 0, ofOthers: 0, refusals: new Map(), broken: [] };
}

/** A finding that a fix brings must be graver than this would be: it is a fault. */
const gravest: Severity = "medium";

/**
 * Makes every fix of a file, each alone, and notes what breaks a promise.
 *
 * @param wanted asked for every fix: the same rule in the same surroundings need not be looked at a thousand times.
 */
export function checkEachFix(
  text: string,
  linter: Linter,
  into: Checked,
  wanted: (finding: Finding) => boolean = () => true,
): void {
  const findings = findingsOf(text, linter);
  const fixable = findings.filter((finding) => finding.fix && wanted(finding));
  if (fixable.length === 0) return;
  const json = documentsOf(text).map(({ root }) => toJson(root));
  const problems = documentsOf(text).flatMap((document) => document.problems.map(({ code }) => code));
  const before = { text, findings, json, problems, comments: commentsOf(text), second: secondReading(text) };
  for (const finding of fixable) {
    const result = finding.fix?.edits();
    if (!result) continue;
    if ("refused" in result) {
      into.refused++;
      into.refusals.set(result.refused, (into.refusals.get(result.refused) ?? 0) + 1);
      continue;
    }
    into.fixes++;
    if (finding.fix?.safety === "safe") into.safe++;
    checkOne(before, finding, result.edits, linter, into);
  }
}

interface Before {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly json: readonly Json[];
  /** Another document of the file need not be valid, such as a `%YAML` line above the first separator to kubectl. */
  readonly problems: readonly string[];
  readonly comments: readonly { readonly start: number; readonly text: string }[];
  /** What another reader of YAML makes of the text; `undefined` where it has something against it. */
  readonly second: ReturnType<typeof secondReading>;
}

type Note = (promise: Promised, detail: string) => void;

function checkOne(
  before: Before,
  finding: Finding,
  edits: readonly TextEdit[],
  linter: Linter,
  into: Checked,
): void {
  const { text } = before;
  const note: Note = (promise, detail) => into.broken.push({ promise, rule: finding.rule, detail });
  const ofOthers = (id: string) => linter.rules.find((rule) => rule.id === id)?.on === "workspace";
  const changes = finding.fix?.changes ?? [];
  const after = applyEdits(text, edits);
  const documents = documentsOf(after);
  const problems = documents.flatMap((document) => document.problems.map(({ code }) => code));
  if (problems.join() !== before.problems.join()) {
    note("parses", problems.join());
    return;
  }
  const index = finding.resource.document;
  const added = finding.fix?.newDocument;
  const expected = canonical(
    before.json.flatMap((json, at) => {
      if (at !== index) return [json];
      return added ? [json, structuredClone(added) as Json] : [withChanges(json, changes)];
    }),
  );
  const actual = canonical(documents.map(({ root }) => toJson(root)));
  if (actual !== expected) note("declared paths only", `${difference(expected, actual)}`);
  checkBytes(before, finding, edits, after, note);
  checkSecondReading(before, finding, edits, after, note);
  const findings = findingsOf(after, linter).map((found) => (added ? withoutNew(found, index) : found));
  const own = keyAfter(finding, changes);
  const same = findings.find((found) => keyOf(found) === own);
  if (same) note(same.fix && !("refused" in same.fix.edits()) ? "not offered twice" : "gone", own ?? "");
  const known = new Map<string, Severity>();
  for (const other of before.findings) {
    const key = keyAfter(other, other.resource.document === finding.resource.document ? changes : []);
    if (key !== undefined) known.set(key, other.severity);
    // What is missing is shown at the place where it belongs, which may be there only now.
    if (other.missing) known.set(missingKey(other), other.severity);
  }
  for (const other of findings) {
    const was = known.get(keyOf(other)) ?? known.get(missingKey(other));
    if (!atLeast(other.severity, gravest) || (was !== undefined && atLeast(was, gravest))) continue;
    if (ofOthers(other.rule)) into.ofOthers++;
    else note("nothing new", `${other.rule} ${other.path}`);
  }
}

function checkBytes(
  { text, comments }: Before,
  finding: Finding,
  edits: readonly TextEdit[],
  after: string,
  note: Note,
): void {
  const report = (detail: string) => note("bytes and comments", detail);
  if (edits.length === 0) report("changes nothing");
  if (text.startsWith("\ufeff") !== after.startsWith("\ufeff")) report("byte order mark");
  if (/[\r\n]$/.test(text) !== /[\r\n]$/.test(after)) report("final newline");
  if (text.includes("\r\n") && !/(?<!\r)\n/.test(text) && /(?<!\r)\n/.test(after)) report("line break");
  for (const { start, end, text: printed } of edits) {
    const old = text.slice(start, end);
    const firstLine = /^[^\n]*\n/.exec(old)?.[0];
    if (firstLine?.trim() && printed.startsWith(firstLine)) report("more than it has to");
  }
  const mayGo =
    finding.fix?.safety !== "safe" && finding.fix?.changes.some(({ op }) => op === "remove" || op === "set");
  for (const comment of comments) {
    const edit = edits.find(({ start, end }) => start <= comment.start && comment.start < end);
    if (
      edit &&
      !edit.text.includes(comment.text) &&
      !(mayGo && edit.end - edit.start > 0) &&
      !isAbout(finding, comment)
    )
      report(`lost ${comment.text}`);
  }
}

/** The declared changes, and no comment lost, by a reader of YAML that shares no tree with the one that made the edits. */
function checkSecondReading(
  { second, json, text }: Before,
  finding: Finding,
  edits: readonly TextEdit[],
  after: string,
  note: Note,
): void {
  // It cuts some texts into documents otherwise than kubectl.
  if (!second || second.values.length !== json.length) return;
  const report = (detail: string) => note("second reading", detail);
  const reading = secondReading(after);
  if (!reading) {
    report("not accepted any more");
    return;
  }
  const { fix, resource } = finding;
  const added = fix?.newDocument;
  const expected = canonical(
    second.values.flatMap((value, at) => {
      if (at !== resource.document) return [value];
      return added ? [value, structuredClone(added) as Json] : [withChanges(value, fix?.changes ?? [])];
    }),
  );
  const actual = canonical([...reading.values]);
  if (actual !== expected) report(difference(expected, actual));
  const isOfComments = fix !== undefined && fix.changes.length === 0 && !added;
  if (isOfComments) return;
  const replaced = edits.map(({ start, end }) => text.slice(start, end));
  const left = new Map<string, number>();
  for (const comment of reading.comments) left.set(comment, (left.get(comment) ?? 0) + 1);
  for (const comment of second.comments) {
    const count = left.get(comment) ?? 0;
    left.set(comment, count - 1);
    if (count > 0 || (fix?.safety === "review" && replaced.some((part) => part.includes(comment)))) continue;
    report(`lost # ${comment}`);
  }
}

/** What was found is this comment itself, and nothing that the document says is changed with it: never a safe fix. */
function isAbout({ span, fix }: Finding, comment: Before["comments"][number]): boolean {
  if (fix?.safety !== "review" || fix.changes.length > 0 || fix.newDocument) return false;
  return span.start >= comment.start && span.end <= comment.start + comment.text.length;
}

/** Fix-all, safe and with review, comes to its end in three passes and does not depend on the order of findings. */
export function checkFixAll(
  text: string,
  linter: Linter,
  into: Checked,
  orders: readonly ("once" | "backwards" | "shuffled")[] = ["once", "backwards", "shuffled"],
): void {
  for (const include of ["safe", "review"] as const) {
    const note = (promise: Promised, detail: string) =>
      into.broken.push({ promise, rule: `all ${include}`, detail });
    const result: FixAllResult = fixAll(text, linter, { include });
    if (result.abandoned !== undefined) note("three passes", result.abandoned);
    // The last pass only finds that nothing is left.
    if (result.passes > 4) note("three passes", `${result.passes - 1} passes`);
    if (result.applied.length < 2) continue;
    for (const order of orders) {
      if (order === "once") continue;
      const others = fixAll(text, inOrder(linter, order), { include });
      if (others.text !== result.text) note("any order", order);
    }
  }
}

/** The same findings in another order; at random, and the same at every run, from a seed that each look moves on. */
function inOrder(linter: Linter, order: "backwards" | "shuffled"): Linter {
  let seed = 1;
  const shuffled = <T>(values: readonly T[]): T[] => {
    const result = [...values];
    for (let at = result.length - 1; at > 0; at--) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      const other = seed % (at + 1);
      const [a, b] = [result[at], result[other]];
      if (a !== undefined && b !== undefined) [result[at], result[other]] = [b, a];
    }
    return result;
  };
  return {
    ...linter,
    lint: (text, options) => {
      const result = linter.lint(text, options);
      const findings = order === "shuffled" ? shuffled(result.findings) : [...result.findings].reverse();
      return { ...result, findings };
    },
  };
}

export function findingsOf(text: string, linter: Linter): readonly Finding[] {
  const result = linter.lint(text);
  if (result.documents.every(({ result: { resources } }) => resources.length === 0)) return result.findings;
  const index = new WorkspaceIndex();
  index.set("manifest.yaml", fileFacts(result, "manifest.yaml"));
  const among = linter.lintAmong(index, "manifest.yaml");
  return [...result.findings.filter((finding) => !among.settles(finding)), ...among.findings];
}

function keyOf({ rule, resource, path, subject }: Finding): string {
  return `${rule} ${resource.document} ${path} ${subject}`;
}

/** With the index that its document had before another was written behind `index`. */
function withoutNew(finding: Finding, index: number): Finding {
  const { document } = finding.resource;
  if (document <= index) return finding;
  return {
    ...finding,
    resource: { ...finding.resource, document: document === index + 1 ? -1 : document - 1 },
  };
}

function missingKey({ rule, resource, subject, missing }: Finding): string {
  return missing ? `missing ${rule} ${resource.document} ${subject}` : "";
}

function keyAfter(finding: Finding, changes: Parameters<typeof pointerAfter>[1]): string | undefined {
  const path = pointerAfter(finding.path, changes);
  const subject = pointerAfter(finding.subject, changes);
  return path === undefined || subject === undefined ? undefined : keyOf({ ...finding, path, subject });
}

function difference(expected: string, actual: string): string {
  let at = 0;
  while (expected[at] === actual[at]) at++;
  return `expected …${expected.slice(Math.max(0, at - 60), at + 80)} got …${actual.slice(Math.max(0, at - 20), at + 80)}`;
}
