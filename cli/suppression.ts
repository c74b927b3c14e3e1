import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Finding } from "../engine/finding";
import type { Linter } from "../engine/linter";
import type { FileBaseline } from "../engine/suppress/baseline";
import { isOver } from "../engine/suppress/dates";
import type { Exception } from "../engine/suppress/exceptions";
import type { SuppressionSources } from "../engine/suppress/sources";
import type { Span } from "../engine/yaml/span";
import { type Baseline, readBaseline } from "../workspace/configuration/baseline";
import { Baselines } from "../workspace/configuration/baselines";
import type { ConfigurationFile } from "../workspace/configuration/configurationFiles";
import { exceptionsFor, exceptionsOver } from "../workspace/configuration/exceptions";
import type { FileSystem } from "../workspace/fileSystem";
import { localDay } from "../workspace/localDay";
import { reasonOf } from "../workspace/walk";
import type { Arguments } from "./arguments";
import type { FileCollector } from "./collectFile";
import type { Collector } from "./collector";
import type { FolderConfiguration } from "./configuration";
import { Failure } from "./failure";
import { shownPath } from "./inputs";
import type { PlacedNote } from "./report";

/** The day of this run. */
export const today = localDay();

export interface SuppressionNotes {
  /** Exceptions that accepted something, by their number and file. */
  readonly used: readonly string[];
  readonly problems: readonly PlacedNote[];
}

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

  /** What another thread has to know of what this one used, and what was wrong. */
  notes(): SuppressionNotes {
    const used = this.configuration.read.flatMap(({ path, configuration }) =>
      configuration.exceptions.flatMap((exception, index) =>
        this.used.has(exception) ? [`${index} ${path}`] : [],
      ),
    );
    return { used, problems: this.problems };
  }

  /** Takes in the notes of another thread. */
  addNotes({ used, problems }: SuppressionNotes): void {
    const keys = new Set(used);
    for (const { path, configuration } of this.configuration.read)
      configuration.exceptions.forEach((exception, index) => {
        if (keys.has(`${index} ${path}`)) this.used.add(exception);
      });
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
    { rules, config }: Linter,
    roots: readonly string[],
  ): Promise<void> {
    const isWhole = collector.partly.length === 0 && !narrowing.some((option) => this.args.has(option));
    for (const file of this.configuration.read) {
      const isInside = roots.some((root) => isAt(root, file.folder, this.fileSystem));
      const notices = [
        ...exceptionsOver(file, today).map((one) => ({ ...one, id: "suppression-expired" })),
        ...(isWhole && isInside ? this.idle(file) : []),
      ];
      const findings = notices.flatMap(({ id, span, message }): Finding[] => {
        const rule = rules.find((one) => one.id === id);
        if (!rule) return [];
        const setting = Object.hasOwn(config.rules, id) ? config.rules[id] : undefined;
        return [
          {
            rule: id,
            severity: setting && setting !== "off" ? setting : rule.severity,
            confidence: rule.confidence,
            message: { template: message, args: {} },
            span,
            resource: { apiVersion: "", kind: "", name: null, namespace: null, document: 0 },
            path: "",
            lastingPath: () => "",
            subject: "",
            profiles: rule.profiles,
            missing: false,
            fix: undefined,
            related: [],
          },
        ];
      });
      const shown = shownPath(file.path);
      collector.addFindings(shown, await files.findings(shown, file.text, findings));
    }
  }

  private idle({ configuration }: ConfigurationFile): { id: string; span: Span; message: string }[] {
    return configuration.exceptions
      .filter((exception) => !this.used.has(exception) && !isOver(exception.until, today))
      .map(({ span }) => ({ id: "suppression-unused", span, message: "this exception accepts nothing" }));
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
