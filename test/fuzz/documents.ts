import type { Finding } from "../../engine/finding";
import type { FileResult, Linter } from "../../engine/linter";
import { applyEdits, type Span } from "../../engine/yaml/span";
import { Choices } from "../harness/yamlModel";
import { everyRule, examine } from "../security/examine";
import { mutated } from "../security/mutator";
import { firstDifference, saidBy } from "./said";
import { shrinkText } from "./shrink";

/** In milliseconds, for a text of up to 64 KB. */
export const longestLint = 500;
const largest = 64 * 1024;
/** One text in so many is also handed to everything else: rules across files, explanations, levels. */
const examinedInFull = 50;

export interface Counterexample {
  /** Makes the same text or the same edits again, see `--seed` and `--only`. */
  readonly run: number;
  readonly wrong: string;
  /** As small as it could be made. */
  readonly text: string;
}

export interface DocumentFigures {
  texts: number;
  characters: number;
  withObjects: number;
  partly: number;
  findings: number;
  fixes: number;
  /** Milliseconds. */
  slowest: number;
  readonly counterexamples: Counterexample[];
}

export interface Run {
  readonly count: number;
  readonly seed: number;
  readonly subjects: readonly string[];
  /** Ends early, in milliseconds of `performance.now`. */
  readonly until?: number;
  /** So many counterexamples are enough. */
  readonly most?: number;
}

/** Mutated texts through the engine with every rule. */
export function fuzzDocuments({ count, seed, subjects, until, most = 1 }: Run): DocumentFigures {
  const linter = everyRule();
  const figures: DocumentFigures = {
    texts: 0,
    characters: 0,
    withObjects: 0,
    partly: 0,
    findings: 0,
    fixes: 0,
    slowest: 0,
    counterexamples: [],
  };
  for (let run = 0; run < count && figures.counterexamples.length < most; run++) {
    if (until !== undefined && performance.now() > until) break;
    const choices = new Choices(seed * 1_000_003 + run);
    const text = mutated(choices.pick(subjects), choices, subjects);
    const check = (some: string) => wrongWith(some, linter, run, run % examinedInFull === 0);
    figures.texts++;
    figures.characters += text.length;
    const { wrong, result, fixes, took } = check(text);
    figures.slowest = Math.max(figures.slowest, took);
    figures.fixes += fixes;
    figures.findings += result?.findings.length ?? 0;
    if (result && result.status.kind !== "skipped") figures.withObjects++;
    if (result?.status.kind === "partly") figures.partly++;
    if (wrong === undefined) continue;
    const shorter = shrinkText(text, (some) => isAlike(check(some).wrong, wrong), performance.now() + 20_000);
    figures.counterexamples.push({ run, wrong: check(shorter).wrong ?? wrong, text: shorter });
  }
  return figures;
}

/** Of the same kind: places and names may differ. */
function isAlike(one: string | undefined, other: string): boolean {
  const kind = (wrong: string) => wrong.replace(/:[\s\S]*/, "");
  return one !== undefined && kind(one) === kind(other);
}

interface Checked {
  readonly wrong?: string;
  readonly result?: FileResult;
  readonly fixes: number;
  readonly took: number;
}

function wrongWith(text: string, linter: Linter, run: number, inFull: boolean): Checked {
  let took = 0;
  let fixes = 0;
  try {
    const started = performance.now();
    const result = linter.lint(text);
    took = performance.now() - started;
    const again = linter.lint(text);
    // What a busy machine adds is not the program's own.
    if (took > longestLint && text.length <= largest)
      took = Math.min(
        took,
        timeOf(() => linter.lint(text)),
      );
    const said = saidBy(result);
    if (took > longestLint && text.length <= largest)
      return { wrong: `slow: ${Math.round(took)} ms`, fixes, took };
    if (said !== saidBy(again))
      return { wrong: `not the same twice: ${firstDifference(said, saidBy(again))}`, fixes, took };
    const wrong = outside(result, text) ?? dishonest(result);
    if (wrong !== undefined) return { wrong, fixes, took };
    const fixable = result.findings.filter(({ fix }) => fix !== undefined);
    const fix = fixable[run % Math.max(1, fixable.length)];
    const broken = fix && brokenBy(fix, text, result, linter);
    if (fix) fixes++;
    if (broken !== undefined) return { wrong: broken, fixes, took };
    if (inFull) examine(text, linter, [], [0, text.length >> 1, text.length]);
    return { result, fixes, took };
  } catch (error) {
    return { wrong: `thrown: ${error}`, fixes, took };
  }
}

/** Milliseconds of the processor. */
function timeOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function outside(result: FileResult, text: string): string | undefined {
  const isOutside = ({ start, end }: Span) =>
    !(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length);
  const [failure] = result.failures;
  if (failure) return `a rule failed: ${failure.rule}, ${failure.error}`;
  for (const { rule, span, related } of [...result.findings, ...result.suppressed])
    if (isOutside(span) || related.some((place) => place.file === undefined && isOutside(place.span)))
      return `outside of the text: ${rule} at ${span.start}-${span.end} of ${text.length}`;
  for (const problem of result.problems)
    if (isOutside(problem)) return `outside of the text: ${problem.code} at ${problem.start}-${problem.end}`;
  let last = 0;
  for (const { start, length } of result.documents) {
    if (start < last) return `documents overlap: at ${start}`;
    last = start + length;
  }
  if (last > text.length) return `outside of the text: a document that ends at ${last}`;
  return undefined;
}

/** A file with a problem is not called checked, and one that is checked or partly checked has something to show. */
function dishonest({ status, problems, documents }: FileResult): string | undefined {
  if (problems.length > 0 && status.kind !== "partly") return `a problem in a file: ${status.kind}`;
  const hasObjects = documents.some(({ result }) => result.resources.length > 0);
  if (hasObjects && status.kind === "skipped") return "objects in a skipped file";
  if (!hasObjects && status.kind === "checked") return "no objects in a checked file";
  return undefined;
}

/** What a fix makes reads as well as what it was made of. */
function brokenBy(
  { rule, fix }: Finding,
  text: string,
  result: FileResult,
  linter: Linter,
): string | undefined {
  const made = fix?.edits();
  if (!made || "refused" in made) return undefined;
  const edits = [...made.edits].sort((a, b) => a.start - b.start);
  let last = 0;
  for (const { start, end } of edits) {
    if (start < last || end < start || end > text.length) return `edits outside or overlapping: ${rule}`;
    last = end;
  }
  const after = linter.lint(applyEdits(text, made.edits));
  if (after.failures.length > 0) return `a rule failed after a fix: ${rule}`;
  if (after.problems.length > result.problems.length)
    return `no YAML after a fix: ${rule}, ${after.problems.map(({ code }) => code)}`;
  return undefined;
}
