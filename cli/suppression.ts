import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Finding } from "../engine/finding";
import type { Linter } from "../engine/linter";
import { findingAt } from "../engine/ruleFinding";
import type { FileBaseline } from "../engine/suppress/baseline";
import { isOver } from "../engine/suppress/dates";
import type { Exception } from "../engine/suppress/exceptions";
import type { SuppressionSources } from "../engine/suppress/sources";
import type { Span } from "../engine/yaml/span";
import type { FileCollector } from "../report/collectFile";
import type { Collector } from "../report/collector";
import type { PlacedNote, ReportedFinding } from "../report/report";
import { type Baseline, readBaseline } from "../workspace/configuration/baseline";
import { Baselines } from "../workspace/configuration/baselines";
import { exceptionsFor, exceptionsOver } from "../workspace/configuration/exceptions";
import type { FileSystem } from "../workspace/fileSystem";
import { localDay } from "../workspace/localDay";
import { reasonOf } from "../workspace/walk";
import type { Arguments } from "./arguments";
import type { FolderConfiguration } from "./configuration";
import { Failure } from "./failure";
import { shownPath } from "./inputs";

/** The day of this run. */
export const today = localDay();

/** What suppresses findings, besides the texts: exceptions of configurations and the baseline. */
export class SuppressionOptions {
  /** Baselines that cannot be read. */
  readonly problems: PlacedNote[] = [];
  private readonly used = new Set<Exception>();
  private readonly given: Baseline | undefined;
  private readonly baselines: Baselines | undefined;

  constructor(
    private readonly args: Arguments,
    private readonly fileSystem: FileSystem,
    private readonly configuration: FolderConfiguration,
    /** Findings that are only known are as welcome as others, unless a baseline is given. */
    takesKnown = args.has("write-baseline"),
  ) {
    const path = args.text("baseline");
    this.given = path === undefined ? undefined : readGiven(path);
    if (path === undefined && !takesKnown)
      this.baselines = new Baselines(fileSystem, (file, reason) =>
        this.problems.push({ file: shownPath(file), line: 1, column: 1, reason }),
      );
  }

  readonly sourcesOf = async (path: string): Promise<SuppressionSources> => {
    const files = await this.configuration.filesIn(dirname(path));
    const baseline = await this.baselineOf(path);
    return {
      today,
      exceptions: exceptionsFor(path, files, this.fileSystem),
      onException: (exception) => this.used.add(exception),
      ...(baseline && { baseline }),
    };
  };

  /** The same, that notes the exceptions that accept something in a list as well. */
  async sourcesNoting(path: string, used: Exception[]): Promise<SuppressionSources> {
    const sources = await this.sourcesOf(path);
    return {
      ...sources,
      onException: (exception) => {
        this.used.add(exception);
        used.push(exception);
      },
    };
  }

  /** What exceptions of configuration files are called elsewhere: by their number and file. */
  namesOf(exceptions: Iterable<Exception>): string[] {
    const named = new Set(exceptions);
    if (named.size === 0) return [];
    return this.configuration.read.flatMap(({ path, configuration }) =>
      configuration.exceptions.flatMap((exception, index) =>
        named.has(exception) ? [exceptionName(index, path)] : [],
      ),
    );
  }

  /** The exceptions that accepted something so far. */
  usedNames(): string[] {
    return this.namesOf(this.used);
  }

  /** Takes in the exceptions that accepted something elsewhere. */
  use(names: readonly string[]): void {
    if (names.length === 0) return;
    const known = new Set(names);
    for (const { path, configuration } of this.configuration.read)
      configuration.exceptions.forEach((exception, index) => {
        if (known.has(exceptionName(index, path))) this.used.add(exception);
      });
  }

  /** Takes in what was wrong elsewhere. */
  addProblems(problems: readonly PlacedNote[]): void {
    for (const problem of problems)
      if (!this.problems.some(({ file, reason }) => file === problem.file && reason === problem.reason))
        this.problems.push(problem);
  }

  private async baselineOf(path: string): Promise<FileBaseline | undefined> {
    if (this.given) return this.given.of(shownPath(path));
    const files = await this.configuration.filesIn(dirname(path));
    return this.baselines?.of(path, files, this.configuration.topOf(dirname(path)));
  }

  /**
   * Exceptions that are over are findings of their configuration; so are those that suppress nothing, where all that they
   * can be about was looked at as the configuration says.
   */
  async addNotices(
    collector: Collector,
    files: FileCollector,
    linter: Linter,
    roots: readonly string[],
  ): Promise<void> {
    const used = new Set(this.usedNames());
    for (const { file, over, idle } of await this.notices(files, linter, roots)) {
      collector.addFindings(file, over);
      if (collector.partly.length === 0) collector.addFindings(file, stillIdle(idle, used));
    }
  }

  /** What there is to say of exceptions, file by file. */
  async notices(files: FileCollector, linter: Linter, roots: readonly string[]): Promise<ExceptionNotices[]> {
    const isWhole = !narrowing.some((option) => this.args.has(option));
    const notices: ExceptionNotices[] = [];
    for (const { path, folder, text, configuration } of this.configuration.read) {
      const file = shownPath(path);
      const reported = (id: string, span: Span, message: string) =>
        files.findings(file, text, noticeOf(linter, id, span, message));
      const over: ReportedFinding[] = [];
      for (const { span, message } of exceptionsOver({ configuration }, today))
        over.push(...(await reported("suppression-expired", span, message)));
      const idle: { name: string; findings: ReportedFinding[] }[] = [];
      if (isWhole && roots.some((root) => isAt(root, folder, this.fileSystem)))
        for (const [index, { span, until }] of configuration.exceptions.entries())
          if (!isOver(until, today))
            idle.push({
              name: exceptionName(index, path),
              findings: await reported("suppression-unused", span, "this exception accepts nothing"),
            });
      notices.push({ file, over, idle });
    }
    return notices;
  }
}

/** What there is to say of the exceptions of a configuration file. */
export interface ExceptionNotices {
  /** As `shownPath` gives it. */
  readonly file: string;
  readonly over: readonly ReportedFinding[];
  /** Of each exception, where it turns out that it accepts nothing. */
  readonly idle: readonly { readonly name: string; readonly findings: readonly ReportedFinding[] }[];
}

/** @param used names of exceptions that accepted something. */
export function stillIdle(idle: ExceptionNotices["idle"], used: ReadonlySet<string>): ReportedFinding[] {
  return idle.flatMap(({ name, findings }) => (used.has(name) ? [] : findings));
}

function noticeOf({ rules, config }: Linter, id: string, span: Span, message: string): Finding[] {
  const rule = rules.find((one) => one.id === id);
  if (!rule) return [];
  const resource = { apiVersion: "", kind: "", name: null, namespace: null, document: 0 };
  return [findingAt(rule, config, { message: { template: message, args: {} }, span, resource, pointer: "" })];
}

/** With these not everything is looked at, or not as the configuration says. */
const narrowing = ["profile", "rule", "kubernetes-version", "exclude", "files-from", "each-file"];

function exceptionName(index: number, path: string): string {
  return `${index} ${shownPath(path)}`;
}

function isAt(root: string, folder: string, fileSystem: FileSystem): boolean {
  return root === folder || fileSystem.relative(root, folder) !== undefined;
}

function readGiven(path: string): Baseline {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Failure(`cannot read ${path}: ${reasonOf(error)}`);
  }
  const baseline = readBaseline(text);
  if ("fault" in baseline) throw new Failure(`cannot read ${path}: ${baseline.fault}`);
  return baseline;
}
