import type { Exception } from "../../engine/suppress/exceptions";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { contentDigest } from "../../workspace/contentDigest";
import type { FileTask } from "../../workspace/elsewhere";
import type { ReadFile } from "../../workspace/scanFile";
import type { FolderScan } from "../workspace/configurations";

/** Names what an answer depends on: while the name is the same, so is the answer. */
export class AnswerKeys {
  private readonly configurations = new Map<string, Promise<string>>();

  constructor(
    private readonly scan: FolderScan,
    private readonly seed: number,
  ) {}

  /** All but the text of a file and what follows from that: what keys of the file begin with. */
  async startOf({ walked, partial }: FileTask, sources: SuppressionSources): Promise<string> {
    const folder = this.scan.place.fileSystem.dirname(walked.path);
    return `${await this.configuration(folder)} ${partial} ${this.ofSources(sources)} `;
  }

  async ofFile({ text, facts, sources }: ReadFile, task: FileTask): Promise<string> {
    return `${await this.startOf(task, sources)}${facts.chartTemplate} ${this.digest(text)}`;
  }

  /** Of a chart, but for its files. */
  async ofChart(folder: string, top: string): Promise<string> {
    const { charts } = this.scan.options;
    return `${await this.configuration(folder)} ${this.digest(JSON.stringify([top, charts]))}`;
  }

  /** What suppresses in a file besides its text, on this day. Where an exception stands is of no account. */
  ofSources({ today, exceptions = [], baseline }: SuppressionSources): string {
    if (exceptions.length === 0 && !baseline) return today ?? "";
    return this.digest(
      JSON.stringify([today, plainExceptions(exceptions), baseline && [...baseline.counts]]),
    );
  }

  digest(content: string | Uint8Array): string {
    return contentDigest(content, this.seed);
  }

  /** What is looked for in a folder, and how that is shown. */
  private configuration(folder: string): Promise<string> {
    const known = this.configurations.get(folder);
    if (known) return known;
    const { severities, groupMissing, maxProblems } = this.scan.settings;
    const made = this.scan.options
      .linterIn(folder)
      .then(({ config }) => this.digest(JSON.stringify([config, severities, groupMissing, maxProblems])));
    this.configurations.set(folder, made);
    return made;
  }
}

/** What an exception that holds for a file says, without which files it holds for and where it stands. */
export function plainExceptions(exceptions: readonly Exception[]): Exception[] {
  return exceptions.map(({ rules, kinds, names, namespaces, images, reason, until }) => ({
    rules,
    kinds,
    names,
    namespaces,
    images,
    reason,
    until,
  }));
}
