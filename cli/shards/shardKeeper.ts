import type { Linter } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import type { Kustomization } from "../../engine/workspace/kustomization";
import { plainKustomization } from "../../engine/workspace/plainFacts";
import type { ExceptionNotices } from "../../report/exceptionNotices";
import { masking } from "../../report/masking";
import type { PlacedNote, ShardReport } from "../../report/report";
import type { ChartFolder, FileTask } from "../../workspace/elsewhere";
import type { FileSystem } from "../../workspace/fileSystem";
import type { WalkedWorkspace } from "../../workspace/scanFiles";
import { filesOfShard, type Shard } from "../../workspace/shards";
import type { Walked } from "../../workspace/walk";
import type { AnswerKeeper, KnownFile } from "../answers/answerKeeper";
import { digest } from "../answers/digests";
import { withoutQuote } from "../answers/keptAnswer";
import { shownPath } from "../inputs";
import type { ChartAnswer } from "../threads/messages";
import { version } from "../version";
import { type PartChart, type PartHead, type PartSources, partFormat } from "./part";

export interface ShardScan {
  readonly shard: Shard;
  readonly fileSystem: FileSystem;
  readonly linterIn: (folder: string) => Promise<Linter>;
  readonly sourcesOf: (path: string) => Promise<SuppressionSources>;
  readonly namesOf: (exceptions: NonNullable<SuppressionSources["exceptions"]>) => string[];
  /** Another keeper, which may know answers from before. */
  readonly cache: AnswerKeeper | undefined;
}

interface TakenFile {
  readonly task: FileTask;
  readonly file: KnownFile;
}

/** Keeps what a shard's files and charts have to say for `merge`. */
export class ShardKeeper implements AnswerKeeper {
  private readonly taken: TakenFile[] = [];
  private readonly charts: PartChart[] = [];
  private orders = new Map<string, number>();
  private kustomizations: readonly Kustomization[] = [];

  constructor(private readonly scan: ShardScan) {}

  /** The files of the shard. */
  readonly choose = async (walked: WalkedWorkspace): Promise<readonly Walked[]> => {
    const { shard, fileSystem } = this.scan;
    this.orders = new Map(walked.files.map(({ path }, index) => [path, index]));
    this.kustomizations = walked.kustomizations;
    return filesOfShard(walked, shard, fileSystem, shownPath);
  };

  leavesAcross(): boolean {
    return true;
  }

  knowsAcross(): boolean {
    return false;
  }

  async knownFile(task: FileTask): Promise<KnownFile | undefined> {
    return this.scan.cache?.knownFile(task);
  }

  async knownChart(folder: ChartFolder): Promise<ChartAnswer | undefined> {
    return this.scan.cache?.knownChart(folder);
  }

  takeFile(task: FileTask, file: KnownFile): void {
    this.scan.cache?.takeFile(task, file);
    this.taken.push({ task, file });
  }

  async takeChart(folder: ChartFolder, answer: ChartAnswer): Promise<void> {
    await this.scan.cache?.takeChart(folder, answer);
    const { statuses, rules, findings } = answer;
    this.charts.push({
      order: this.orderOf(folder),
      statuses: [...statuses].map(([path, status]) => [shownPath(path), status]),
      rules,
      findings: [...findings].map(([file, found]) => [file, found.map(withoutQuote)]),
    });
  }

  private orderOf({ folder }: ChartFolder): number {
    const { fileSystem } = this.scan;
    const own = this.orders.get(fileSystem.join(folder, "Chart.yaml"));
    if (own !== undefined) return own;
    const first = [...this.orders].find(([path]) => fileSystem.relative(folder, path) !== undefined);
    return first?.[1] ?? 0;
  }

  async report(rest: {
    readonly main: Linter;
    readonly rules: readonly string[] | null;
    readonly notices: readonly ExceptionNotices[];
    readonly used: readonly string[];
    readonly misconfigured: readonly PlacedNote[];
  }): Promise<ShardReport> {
    const linters = new Numbered<Linter>((linter) => JSON.stringify(linter.config));
    const sources = new Numbered<PartSources>((one) => JSON.stringify(one));
    const main = linters.of(rest.main);
    const files: string[] = [];
    const settled = new Set(this.kustomizations.flatMap(({ resources }) => resources).map(shownPath));
    for (const { task, file } of this.taken) {
      const { path } = task.walked;
      const linter = linters.of(await this.scan.linterIn(this.scan.fileSystem.dirname(path)));
      const from = file.suppression ? sources.of(this.plainSources(await this.scan.sourcesOf(path))) : null;
      const kept = file.kept();
      if (!kept) throw new Error("nothing was kept of a file");
      files.push(
        `{"order":${this.orders.get(path) ?? 0},"linter":${linter},"sources":${from},"answer":${kept.answer},"facts":${kept.facts}}`,
      );
    }
    const own = new Set(this.taken.map(({ task }) => task.walked.path));
    const rules = [...new Set(linters.all.flatMap((linter) => linter.rules))];
    const settleable = new Set(rules.flatMap(({ id, settledBy }) => (settledBy ? [id] : [])));
    const head: PartHead = {
      ...this.scan.shard,
      format: partFormat,
      version: version(),
      whole: digest(JSON.stringify([[...this.orders.keys()].map(shownPath), rest.main.config, rest.rules])),
      linters: linters.all.map(({ config }) => config),
      rules: rest.rules,
      main,
      sources: sources.all,
      charts: this.charts,
      kustomizations: this.kustomizations
        .filter(({ file }) => own.has(file))
        .map((one) => ({
          ...plainKustomization(one, shownPath, masking([])),
          order: this.orders.get(one.file) ?? 0,
        })),
      notices: rest.notices,
      used: rest.used,
      misconfigured: rest.misconfigured,
    };
    return {
      ...this.scan.shard,
      awaiting: rules.filter((rule) => rule.on === "workspace" || rule.among).map(({ id }) => id),
      isPending: ({ rule, file, suppressed }) =>
        suppressed === null && (settleable.has(rule) || settled.has(file)),
      head,
      files,
    };
  }

  private plainSources({ today, exceptions = [], baseline }: SuppressionSources): PartSources {
    return {
      ...(today !== undefined && { today }),
      exceptions: exceptions.map((exception) => {
        const { rules, kinds, names, namespaces, images, reason, until } = exception;
        const [name = ""] = this.scan.namesOf([exception]);
        return { rules, kinds, names, namespaces, images, reason, until, name };
      }),
      baseline: baseline ? [...baseline.counts] : null,
    };
  }
}

/** Things by number, the same thing once. */
class Numbered<T> {
  readonly all: T[] = [];
  private readonly numbers = new Map<string, number>();

  constructor(private readonly key: (one: T) => string) {}

  of(one: T): number {
    const key = this.key(one);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.all.length);
    return this.all.push(one) - 1;
  }
}
