import type { Finding } from "../engine/finding";
import type { Linter } from "../engine/linter";
import { findingAt } from "../engine/ruleFinding";
import { isOver } from "../engine/suppress/dates";
import type { Exception } from "../engine/suppress/exceptions";
import type { Span } from "../engine/yaml/span";
import type { ConfigurationFile } from "../workspace/configuration/configurationFiles";
import { exceptionsOver } from "../workspace/configuration/exceptions";
import type { FileCollector } from "./collectFile";
import type { Collector } from "./collector";
import type { ReportedFinding } from "./report";

/** What there is to say of the exceptions of a configuration file. */
export interface ExceptionNotices {
  /** As the report calls it. */
  readonly file: string;
  readonly over: readonly ReportedFinding[];
  /** Of each exception, where it turns out that it accepts nothing. */
  readonly idle: readonly { readonly name: string; readonly findings: readonly ReportedFinding[] }[];
}

export interface NoticeOptions {
  readonly files: FileCollector;
  readonly linter: Linter;
  /** As `YYYY-MM-DD`. */
  readonly today: string;
  /** What the report calls a path. */
  nameOf(path: string): string;
  /** True where all that the exceptions of a folder can be about was looked at as the configuration says. */
  isWhole(folder: string): boolean;
}

/**
 * Exceptions that are over are findings of their configuration; so are those that suppress nothing, where all that they
 * can be about was looked at as the configuration says.
 */
export async function exceptionNotices(
  read: readonly ConfigurationFile[],
  { files, linter, today, nameOf, isWhole }: NoticeOptions,
): Promise<ExceptionNotices[]> {
  const notices: ExceptionNotices[] = [];
  for (const { path, folder, text, configuration } of read) {
    if (configuration.exceptions.length === 0) continue;
    const file = nameOf(path);
    const reported = (id: string, span: Span, message: string) =>
      files.findings(file, text, noticeOf(linter, id, span, message));
    const over: ReportedFinding[] = [];
    for (const { span, message } of exceptionsOver({ configuration }, today))
      over.push(...(await reported("suppression-expired", span, message)));
    const idle: { name: string; findings: ReportedFinding[] }[] = [];
    if (isWhole(folder))
      for (const [index, { span, until }] of configuration.exceptions.entries())
        if (!isOver(until, today))
          idle.push({
            name: exceptionName(index, file),
            findings: await reported("suppression-unused", span, "this exception accepts nothing"),
          });
    notices.push({ file, over, idle });
  }
  return notices;
}

/**
 * Puts them in a report; once all files are.
 * @param used names of exceptions that accepted something.
 */
export function addNotices(
  collector: Collector,
  notices: readonly ExceptionNotices[],
  used: ReadonlySet<string>,
): void {
  for (const { file, over, idle } of notices) {
    collector.addFindings(file, over);
    if (collector.partly.length > 0) continue;
    for (const { name, findings } of idle) if (!used.has(name)) collector.addFindings(file, findings);
  }
}

/** What exceptions of configuration files are called elsewhere: by their number and file. */
export function namesOfExceptions(
  exceptions: Iterable<Exception>,
  read: readonly ConfigurationFile[],
  nameOf: (path: string) => string,
): string[] {
  const named = new Set(exceptions);
  if (named.size === 0) return [];
  return read.flatMap(({ path, configuration }) =>
    configuration.exceptions.flatMap((exception, index) =>
      named.has(exception) ? [exceptionName(index, nameOf(path))] : [],
    ),
  );
}

/** @param file as the report calls it. */
export function exceptionName(index: number, file: string): string {
  return `${index} ${file}`;
}

function noticeOf({ rules, config }: Linter, id: string, span: Span, message: string): Finding[] {
  const rule = rules.find((one) => one.id === id);
  if (!rule) return [];
  const resource = { apiVersion: "", kind: "", name: null, namespace: null, document: 0 };
  return [findingAt(rule, config, { message: { template: message, args: {} }, span, resource, pointer: "" })];
}
