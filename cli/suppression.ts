import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Finding } from "../engine/finding";
import type { Linter } from "../engine/linter";
import type { FileBaseline } from "../engine/suppress/baseline";
import type { SuppressionSources } from "../engine/suppress/sources";
import { type Baseline, readBaseline } from "../workspace/configuration/baseline";
import { Baselines } from "../workspace/configuration/baselines";
import { exceptionsFor, exceptionsOver } from "../workspace/configuration/exceptions";
import type { FileSystem } from "../workspace/fileSystem";
import { localDay } from "../workspace/localDay";
import { reasonOf } from "../workspace/walk";
import type { Arguments } from "./arguments";
import type { Collector } from "./collect";
import type { FolderConfiguration } from "./configuration";
import { Failure } from "./failure";
import { shownPath } from "./inputs";
import type { PlacedNote } from "./report";

/** The day of this run. */
export const today = localDay();

/** What suppresses findings, besides the texts: exceptions of configurations and the baseline. */
export class SuppressionOptions {
  /** Baselines that cannot be read. */
  readonly problems: PlacedNote[] = [];
  private readonly given: Baseline | undefined;
  private readonly baselines: Baselines | undefined;

  constructor(
    args: Arguments,
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
      ...(baseline && { baseline }),
    };
  };

  private async baselineOf(path: string): Promise<FileBaseline | undefined> {
    if (this.given) return this.given.of(shownPath(path));
    const files = await this.configuration.filesIn(dirname(path));
    return this.baselines?.of(path, files, this.configuration.topOf(dirname(path)));
  }

  /** Exceptions that are over are findings of their configuration. */
  async addNotices(collector: Collector, { rules, config }: Linter): Promise<void> {
    const rule = rules.find(({ id }) => id === "suppression-expired");
    if (!rule) return;
    const setting = config.rules[rule.id];
    const severity = setting && setting !== "off" ? setting : rule.severity;
    for (const file of this.configuration.read) {
      const over = exceptionsOver(file, today).map(
        ({ span, message }): Finding => ({
          rule: rule.id,
          severity,
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
        }),
      );
      await collector.addFindings(shownPath(file.path), file.text, over);
    }
  }
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
