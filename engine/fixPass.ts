import type { Finding } from "./finding";
import type { AppliedFix, RefusedFix } from "./fixAll";
import { fixEdits } from "./fixEdits";
import { FixHistory } from "./fixHistory";
import type { PlacedDocument } from "./linter";
import type { PathEdit } from "./yaml/pathEdit";
import { parentsOf, pointerStep } from "./yaml/pointer";
import { type Span, shiftSpan, type TextEdit } from "./yaml/span";

/** What one look at a text brings. */
export interface Pass {
  readonly edits: TextEdit[];
  readonly applied: AppliedFix[];
  readonly refused: RefusedFix[];
}

/**
 * The fixes of findings that can be made at once, in offsets of the file. Those of one document become one change, so that
 * five settings of a new `securityContext` are one block; what wants a place that another has taken waits for the next
 * pass. The result does not depend on the order of the findings.
 *
 * @param histories what was done so far, by the index of the document; what is done now is added.
 */
export function onePass(
  findings: readonly Finding[],
  documents: readonly PlacedDocument[],
  histories: Map<number, FixHistory>,
): Pass {
  const pass: Pass = { edits: [], applied: [], refused: [] };
  const byDocument = new Map<number, Finding[]>();
  for (const finding of findings) {
    const { document } = finding.resource;
    const known = byDocument.get(document);
    if (known) known.push(finding);
    else byDocument.set(document, [finding]);
  }
  for (const [index, ofDocument] of [...byDocument].sort(([a], [b]) => a - b)) {
    ofDocument.sort(inOrder);
    // Another fix that adds the same setting would leave two of them, of which nobody knows which was meant.
    ofDocument.sort((a, b) => Number(b.fix?.corrects ?? false) - Number(a.fix?.corrects ?? false));
    const history = histories.get(index) ?? new FixHistory();
    histories.set(index, history);
    for (const finding of ofDocument)
      if (finding.fix?.refusal !== undefined) refuse(finding, finding.fix.refusal, pass);
    const wanted = ofDocument.filter(
      ({ fix }) => fix && fix.refusal === undefined && !history.takesBack(fix.changes),
    );
    const taken = new Places();
    history.note(make(wanted, documents[index]?.start ?? 0, taken, pass));
    for (const finding of wanted) if (isOfText(finding.fix)) makeInText(finding, taken, pass);
  }
  return pass;
}

/** Changes nothing that the document says: a comment goes, or is put right. */
function isOfText(fix: Finding["fix"]): boolean {
  return fix !== undefined && fix.changes.length === 0 && fix.newDocument === undefined;
}

function makeInText(finding: Finding, taken: Places, pass: Pass): void {
  const result = finding.fix?.edits();
  if (!result) return;
  if ("refused" in result) {
    refuse(finding, result.refused, pass);
  } else if (result.edits.length > 0 && !result.edits.some((edit) => taken.touches(edit))) {
    for (const edit of result.edits) {
      pass.edits.push(edit);
      taken.add(edit);
    }
    noteApplied(finding, pass);
  }
}

function inOrder(a: Finding, b: Finding): number {
  if (a.span.start !== b.span.start) return a.span.start - b.span.start;
  const keyA = keyOf(a);
  const keyB = keyOf(b);
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}

function keyOf({ rule, path, subject, message }: Finding): string {
  return JSON.stringify([rule, path, subject, message.template, Object.entries(message.args)]);
}

/**
 * Makes the fixes as one change of the document, `by` of which is its offset in the file. What cannot be made even alone is
 * refused with its reason, and the rest made at once.
 */
function make(findings: readonly Finding[], by: number, taken: Places, pass: Pass): readonly PathEdit[] {
  const change = asOneChange(findings);
  if (!("refused" in change.result)) return place(change, change.result.edits, by, taken, pass);
  const alone = refusedAlone(change.findings);
  if (alone.size === 0) return makeByHalves(change.findings, by, taken, pass);
  for (const [finding, reason] of alone) refuse(finding, reason, pass);
  const rest = findings.filter((finding) => !alone.has(finding));
  return make(rest, by, taken, pass);
}

/** Makes fixes that can each be made alone, and not all of them together. */
function makeByHalves(
  findings: readonly Finding[],
  by: number,
  taken: Places,
  pass: Pass,
): readonly PathEdit[] {
  return halvesOf(findings).flatMap((half) => {
    const change = asOneChange(half);
    if (!("refused" in change.result)) return place(change, change.result.edits, by, taken, pass);
    if (half.length > 1) return makeByHalves(half, by, taken, pass);
    for (const finding of half) refuse(finding, change.result.refused, pass);
    return [];
  });
}

/** Those that cannot be made even alone, and why: found by halves, since most can. */
function refusedAlone(findings: readonly Finding[]): Map<Finding, string> {
  const { result } = asOneChange(findings);
  const [first, second] = findings;
  if (!first || !("refused" in result)) return new Map();
  if (!second) return new Map([[first, result.refused]]);
  return new Map(halvesOf(findings).flatMap((half) => [...refusedAlone(half)]));
}

function halvesOf(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const middle = findings.length >> 1;
  return [findings.slice(0, middle), findings.slice(middle)];
}

/** Fixes whose places are their own, or shared by all that want the same there. */
interface Change {
  readonly findings: readonly Finding[];
  readonly edits: readonly PathEdit[];
  /** In offsets of the document. */
  readonly result: ReturnType<typeof fixEdits>;
}

function asOneChange(wanted: readonly Finding[]): Change {
  const claims = new Claims();
  const findings = wanted.filter(({ fix }) => fix && fix.changes.length > 0 && claims.take(fix.changes));
  const edits = claims.changes;
  return { findings, edits, result: fixEdits(edits, { sorted: findings.length > 1 }) };
}

/** Adds the edits to the pass, unless another fix changes the same text. Returns what was changed. */
function place(
  { findings, edits }: Change,
  inDocument: readonly TextEdit[],
  by: number,
  taken: Places,
  pass: Pass,
): readonly PathEdit[] {
  const inFile = inDocument.map((edit) => ({ ...edit, ...shiftSpan(edit, by) }));
  if (inFile.length === 0 || inFile.some((edit) => taken.touches(edit))) return [];
  for (const edit of inFile) {
    pass.edits.push(edit);
    taken.add(edit);
  }
  for (const finding of findings) noteApplied(finding, pass);
  return edits;
}

function refuse({ rule, message, span }: Finding, reason: string, pass: Pass): void {
  pass.refused.push({ rule, message, span, reason });
}

function noteApplied({ fix, rule, severity, message }: Finding, pass: Pass): void {
  if (fix) pass.applied.push({ rule, severity, title: fix.title, message });
}

/** Which paths of a document are spoken for. */
class Claims {
  changes: PathEdit[] = [];
  /** Pointer -> what is to happen there. */
  private readonly taken = new Map<string, string>();
  private readonly above = new Set<string>();

  /** Takes all the paths or none: the same change at the same place can be shared, any other waits. */
  take(changes: readonly PathEdit[]): boolean {
    if (this.joins(changes)) return true;
    const wanted = changes.flatMap((change) =>
      claimsOf(change).map(([path, what]) => ({ path, what, change })),
    );
    if (!wanted.every(({ path, what }) => this.isFree(path, what))) return false;
    const added = new Set<PathEdit>();
    for (const { path, what, change } of wanted) {
      if (this.taken.has(path)) continue;
      this.taken.set(path, what);
      for (const parent of parentsOf(path)) this.above.add(parent);
      added.add(change);
    }
    this.changes.push(...added);
    return true;
  }

  /** One more entry of a list that is written as text, where others have added or removed some. */
  private joins(changes: readonly PathEdit[]): boolean {
    const [change, another] = changes;
    if (!change || another) return false;
    const index = this.changes.findIndex(({ op, at }) => op === change.op && at === change.at);
    const known = this.changes[index];
    const joined = known && joinedLists(known, change);
    if (!joined) return false;
    this.changes = this.changes.with(index, joined);
    return true;
  }

  private isFree(path: string, what: string): boolean {
    const known = this.taken.get(path);
    if (known !== undefined) return known === what;
    return !this.above.has(path) && !parentsOf(path).some((parent) => this.taken.has(parent));
  }
}

/** A new item has no path of its own: its value stands for it. A new name of a key is a place too. */
function claimsOf(change: PathEdit): readonly (readonly [path: string, what: string])[] {
  const { pointer, parent } = change.at;
  switch (change.op) {
    case "set":
      return [[pointer, JSON.stringify(change.value)]];
    case "append": {
      const flag = typeof change.value === "string" ? /^--[\w-]+=/.exec(change.value)?.[0] : undefined;
      if (flag !== undefined) return [[`${pointer}/${flag}`, String(change.value)]];
      return [[`${pointer}/- ${JSON.stringify(change.value).replaceAll("/", "~1")}`, "append"]];
    }
    case "rename":
      return [
        [pointer, `rename ${change.key}`],
        [`${parent?.pointer ?? ""}/${pointerStep(change.key)}`, "renamed"],
      ];
    case "remove":
      return [[pointer, "remove"]];
  }
}

/** The flags whose value is a list that several rules have a say in. */
const listFlag = /^(--(?:enable|disable)-admission-plugins=)(.*)$/;

/** Both changes of one flag's list, told from what is written now; `undefined` where they are not such. */
function joinedLists(a: PathEdit, b: PathEdit): PathEdit | undefined {
  if (a.op === "remove" || a.op === "rename" || (b.op !== "set" && b.op !== "append")) return undefined;
  const [, flag, first] = listFlag.exec(String(a.value)) ?? [];
  const [, otherFlag, second] = listFlag.exec(String(b.value)) ?? [];
  if (first === undefined || second === undefined || flag !== otherFlag) return undefined;
  const written = a.op === "set" ? listFlag.exec(a.at.string() ?? "")?.[2] : undefined;
  const base = new Set(written?.split(","));
  const wanted = new Set(second.split(","));
  const kept = first.split(",").filter((entry) => wanted.has(entry) || !base.has(entry));
  const more = [...wanted].filter((entry) => !base.has(entry) && !kept.includes(entry));
  return { ...a, value: flag + [...kept, ...more].join(",") };
}

/** Places that do not overlap, in the order of the text: a large file is fixed at tens of thousands of them. */
class Places {
  private readonly sorted: Span[] = [];

  /** Two insertions at one offset touch as well: the second may repeat the parent that the first one brings. */
  touches({ start, end }: Span): boolean {
    const next = this.sorted[this.firstEndingFrom(start)];
    return next !== undefined && next.start <= end;
  }

  add(place: Span): void {
    this.sorted.splice(this.firstEndingFrom(place.start), 0, place);
  }

  private firstEndingFrom(offset: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.sorted[middle]?.end ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
