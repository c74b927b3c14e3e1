import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Linter } from "../engine/linter";
import type { FileBaseline } from "../engine/suppress/baseline";
import type { Exception } from "../engine/suppress/exceptions";
import type { SuppressionSources } from "../engine/suppress/sources";
import type { FileCollector } from "../report/collectFile";
import { baselineNote } from "../report/configurationNotes";
import {
  type ExceptionNotices,
  exceptionName,
  exceptionNotices,
  namesOfExceptions,
} from "../report/exceptionNotices";
import type { PlacedNote } from "../report/report";
import { type Baseline, readBaseline } from "../workspace/configuration/baseline";
import { Baselines } from "../workspace/configuration/baselines";
import { exceptionsFor } from "../workspace/configuration/exceptions";
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
        this.addProblems([baselineNote(shownPath(file), reason)]),
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

  /** What exceptions of configuration files are called elsewhere. */
  namesOf(exceptions: Iterable<Exception>): string[] {
    return namesOfExceptions(exceptions, this.configuration.read, shownPath);
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
        if (known.has(exceptionName(index, shownPath(path)))) this.used.add(exception);
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

  /** What there is to say of exceptions, file by file. */
  notices(files: FileCollector, linter: Linter, roots: readonly string[]): Promise<ExceptionNotices[]> {
    const isNarrow = narrowing.some((option) => this.args.has(option));
    const isWhole = (folder: string) =>
      !isNarrow && roots.some((root) => isAt(root, folder, this.fileSystem));
    return exceptionNotices(this.configuration.read, { files, linter, today, nameOf: shownPath, isWhole });
  }
}

/** With these not everything is looked at, or not as the configuration says. */
const narrowing = ["profile", "rule", "kubernetes-version", "exclude", "files-from", "each-file"];

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
