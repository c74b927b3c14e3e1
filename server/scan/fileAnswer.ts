import { type FileResult, type FileStatus, fileFacts } from "../../engine/linter";
import type { PackedSuppression } from "../../engine/suppress/packedSuppression";
import type { KnownSuppressed } from "../../engine/suppress/suppressor";
import type { RuleFailure } from "../../engine/visit";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { packFacts } from "../../engine/workspace/packedFacts";
import { factsFromPlain, type PlainFacts, plainFacts } from "../../engine/workspace/plainFacts";
import { LineIndex } from "../../engine/yaml/lines";
import { FileCollector, placeOfProblem, type Wanted } from "../../report/collectFile";
import { masking } from "../../report/masking";
import { credentialSpans } from "../../report/secrets";
import type { ScannedFile } from "../../workspace/scanFile";
import { plainWork, type ScanWork } from "../../workspace/scanWork";
import { noticesOf } from "../lsp/fileNotices";
import { type ShownWith, shownFile } from "../lsp/shownFile";
import { askedOf, type FoundInFile, keptFindings } from "./keptFindings";
import { packCounts } from "./packedCounts";

/** All that a scan or a report has to know of a file that was looked at: plain data, without its text and without a secret. */
export interface FileAnswer extends FoundInFile {
  readonly status: FileStatus;
  /** Where its text stops being YAML, see `placeOfProblem`. */
  readonly problem: string;
  /** It holds delimiters of Go templates. */
  readonly templated: boolean;
  readonly unreadable: boolean;
  readonly failures: readonly RuleFailure[];
  readonly undecided: number;
  /** See `packCounts`. */
  readonly judged: string;
  readonly accepted: string;
  /** What rules across files look at, see `factsIn`. One text: of many files the objects would be most of the memory. */
  readonly facts: string;
  /** What suppresses findings of it that come later. */
  readonly suppression: PackedSuppression | undefined;
}

/** How a file is answered. */
export interface AnsweredWith {
  readonly shownWith: ShownWith;
  readonly wanted: Wanted;
  readonly work?: ScanWork;
}

/**
 * Answers for a file that was scanned.
 * @param used see `FoundInFile`.
 */
export async function answerOf(
  { path, text, result, unreadable }: ScannedFile,
  uri: string,
  used: readonly number[],
  { shownWith, wanted, work = plainWork }: AnsweredWith,
): Promise<FileAnswer> {
  const during = <T>(_: string, more: () => T) => work.more(path, more);
  const collector = new FileCollector(noOther, { ...wanted, quotes: false }, (name) => name, during);
  const reported = await collector.findings(path, text, [...result.findings, ...result.suppressed]);
  const asked = askedOf(reported, wanted, () => during(path, () => credentialSpans(text, result)));
  return during(path, () => {
    const isShown = result.findings.length > 0 || noticesOf(result).length > 0;
    return {
      status: result.status,
      problem: placeOfProblem(text, result),
      templated: text.includes("{{"),
      unreadable,
      failures: result.failures,
      undecided: result.undecided,
      judged: packCounts(result.judged(), shownWith.rules),
      accepted: packCounts(result.accepted, shownWith.rules),
      shown: isShown ? shownFile({ uri, text, result }, shownWith) : undefined,
      ...keptFindings(reported),
      used,
      facts: factsText(result, path),
      suppression: result.suppression.pack(),
      ...(asked && { asked }),
    };
  });
}

/** @param path as the index of the scan is to name the file. */
export function factsIn({ facts }: FileAnswer, path: string): ResourceFacts[] {
  if (facts === "") return [];
  const plain: readonly PlainFacts[] = JSON.parse(facts);
  return plain.map((one) => factsFromPlain(one, path));
}

export function suppressedIn({ suppressed }: Pick<FileAnswer, "suppressed">): KnownSuppressed[] {
  return suppressed.map(({ lastingPath, ...plain }) => ({ ...plain, lastingPath: () => lastingPath }));
}

/** What a file is found to have by itself names no other. */
const noOther = () => Promise.resolve(new LineIndex(""));

function factsText(result: FileResult, path: string): string {
  const facts = fileFacts(result, path);
  if (facts.length === 0) return "";
  // Where secrets are known to stand facts have no value: what is left is told by its name or its form.
  const masked = masking([]);
  return JSON.stringify(facts.map((one) => plainFacts(packFacts(one), masked)));
}
