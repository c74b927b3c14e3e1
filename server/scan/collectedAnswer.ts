import type { FileStatus } from "../../engine/linter";
import type { Rule } from "../../engine/rule";
import {
  type CollectedFile,
  type FileCollector,
  failureNotes,
  statusWithPlace,
} from "../../report/collectFile";
import type { ReportedFinding } from "../../report/report";
import type { FileAnswer } from "./fileAnswer";
import { type FoundInFile, reportedFindings } from "./keptFindings";
import { countsIn } from "./packedCounts";

export interface CollectedWith {
  readonly files: FileCollector;
  /** By id. */
  readonly rules: ReadonlyMap<string, Rule>;
  /** What the report calls a path. */
  nameOf(path: string): string;
}

/** A file as it is answered. */
export interface AnsweredFile {
  readonly path: string;
  readonly answer: FileAnswer;
  /** What is known of it now. */
  readonly status: FileStatus;
  /** Where quotes are wanted. */
  readonly text: string | undefined;
}

/** What a report says of a file, of what is known of it. */
export function collectedFile(
  { path, answer, status, text }: AnsweredFile,
  options: CollectedWith,
): CollectedFile {
  const file = options.nameOf(path);
  const findings = collectedFindings(answer, path, text, options);
  return {
    file,
    status: statusWithPlace(status, answer.problem),
    undecided: answer.undecided,
    failures: failureNotes(file, answer.failures),
    judged: countsIn(answer.judged, options.rules),
    accepted: countsIn(answer.accepted, options.rules),
    findings,
    secrets: options.files.secretsOf(file),
  };
}

/** @param text where quotes are wanted. */
export function collectedFindings(
  found: FoundInFile,
  path: string,
  text: string | undefined,
  { files, nameOf }: Omit<CollectedWith, "rules">,
): ReportedFinding[] {
  const file = nameOf(path);
  const findings = reportedFindings(found, path, nameOf);
  files.know({ file, secrets: found.asked?.secrets });
  return text === undefined ? findings : files.quoted(file, text, findings);
}
