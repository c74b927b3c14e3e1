import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Linter } from "../../engine/linter";
import type { SuppressionSources } from "../../engine/suppress/sources";
import type { Judged } from "../../engine/visit";
import { factsFromPlain, type PlainFacts } from "../../engine/workspace/plainFacts";
import type { FileCollector } from "../../report/collectFile";
import type { Collector, RelatedFinding } from "../../report/collector";
import type { ReportedFinding } from "../../report/report";
import type { ChartScanOptions } from "../../workspace/charts/scanChart";
import type { ChartFolder, FileTask } from "../../workspace/elsewhere";
import type { FileSystem } from "../../workspace/fileSystem";
import { ChartFolders } from "../../workspace/helm";
import type { AnswerKeeper, KnownFile } from "../answers/answerKeeper";
import { digest, sourcesDigest } from "../answers/digests";
import { answerFrom } from "../answers/keptAnswer";
import { shownPath } from "../inputs";
import { today } from "../suppression";
import type { ChartAnswer } from "../threads/messages";
import { version } from "../version";
import { Contents, type SeenFile } from "./contents";
import { AcrossNotes, type KeptAcross, takeKeptAcross } from "./keptAcross";
import { chartFrom, isChartStill, keptChart } from "./keptChart";
import { type PackEntry, packBytes, type ReadPack } from "./pack";
import { PackFolder } from "./packFolder";

export interface CacheOptions {
  /** Where packs are kept. */
  readonly folder: string;
  readonly fileSystem: FileSystem;
  /** The program itself: another one finds other things. */
  readonly script: string;
  /** Absolute paths of what is scanned. */
  readonly roots: readonly string[];
  /** All else that answers depend on: what is wanted of them. */
  readonly asked: unknown;
  readonly charts: Pick<ChartScanOptions, "given">;
  readonly linterIn: (folder: string) => Promise<Linter>;
  readonly sourcesOf: (path: string) => Promise<SuppressionSources>;
  readonly fileCollector: FileCollector;
  /** Findings are shown with the lines they are on, which are not kept. */
  readonly quotes: boolean;
  /** All files are reported, so that what rules across files find is kept as well. */
  readonly keepsAcross: boolean;
}

interface Head {
  readonly notedAt: number;
  readonly seen: readonly (readonly [file: string, ...SeenFile])[];
}

/** What an answer depends on that is the same for all files of a folder. */
interface FolderKey {
  readonly linter: string;
  readonly isTemplate: boolean;
}

/** What is known of a file to be looked at. */
interface Wanted {
  readonly key: string;
  /** An exception for it ends some day. */
  readonly isDated: boolean;
  /** As it was kept. */
  readonly entry: PackEntry | undefined;
}

const acrossName = "across";

/**
 * Keeps the answers of a scan for the next one, in one pack for each way to scan a workspace. An answer is found by all it
 * depends on: the content of its file, how that is looked at, and the program itself.
 */
export class Cache implements AnswerKeeper {
  private readonly pack: PackFolder;
  private readonly before: ReadPack | undefined;
  private readonly contents: Contents;
  private readonly program: string;
  private readonly chartFolders: ChartFolders;
  private readonly folders = new Map<string, Promise<FolderKey>>();
  private readonly wanted = new Map<FileTask, Wanted>();
  /** What is written at the end. */
  private readonly entries = new Map<string, PackEntry>();
  /** Of each file in its order: all that rules across files depend on. */
  private readonly all: string[] = [];
  private isDated = false;
  private isWhole = true;
  private across: KeptAcross | undefined;
  private acrossKey = "";
  private readonly notes = new AcrossNotes();

  constructor(private readonly options: CacheOptions) {
    const { folder, script, roots, asked, fileSystem } = options;
    this.program = digest(JSON.stringify([version(), digestOf(script), asked]));
    const scanned = [this.program, basename(process.cwd()), roots.map(shownPath)];
    const name = createHash("sha256").update(JSON.stringify(scanned)).digest("hex").slice(0, 32);
    this.pack = new PackFolder(folder, name);
    this.before = this.pack.read();
    const head = (this.before?.head ?? { notedAt: 0, seen: [] }) as Head;
    const seen = head.seen.map(([file, ...one]) => [resolve(file), one] as const);
    this.contents = new Contents(new Map(seen), head.notedAt);
    this.chartFolders = new ChartFolders(fileSystem);
  }

  leavesAcross(): boolean {
    return false;
  }

  knowsAcross(): boolean {
    if (!this.options.keepsAcross || !this.isWhole) return false;
    const day = this.isDated ? today : "";
    this.acrossKey = `${acrossName} ${digest(JSON.stringify([this.program, this.all, day]))}`;
    const entry = this.before?.entries.get(this.acrossKey);
    if (entry) this.entries.set(entry.key, entry);
    this.across = entry && JSON.parse(textOf(entry.first));
    return this.across !== undefined;
  }

  async knownFile(task: FileTask): Promise<KnownFile | undefined> {
    const { kind, path } = task.walked;
    const content = kind === "file" ? this.contents.digest(path) : undefined;
    if (content === undefined) return undefined;
    const { linter, isTemplate } = await this.folderKey(dirname(path));
    const { exceptions = [], baseline } = await this.options.sourcesOf(path);
    const sources = exceptions.length > 0 || baseline ? [exceptions, baseline && [...baseline.counts]] : [];
    const parts = [this.program, shownPath(path), content, task.partial, linter, isTemplate, sources];
    const key = digest(JSON.stringify(parts));
    const entry = this.before?.entries.get(key) ?? this.before?.entries.get(dated(key));
    const isDated = exceptions.some(({ until }) => until !== undefined);
    this.wanted.set(task, { key, isDated, entry });
    if (!entry) return undefined;
    const { collected, ...known } = answerFrom(JSON.parse(textOf(entry.first)));
    this.options.fileCollector.know(collected);
    return {
      ...known,
      collected: { ...collected, findings: this.quoted(collected.file, collected.findings) },
      facts: () => factsIn(entry).map((facts) => factsFromPlain(facts, path)),
      kept: () => ({ answer: textOf(entry.first), facts: textOf(entry.second) }),
    };
  }

  takeFile(task: FileTask, { kept, suppression }: KnownFile): void {
    const { path } = task.walked;
    const wanted = this.wanted.get(task);
    this.wanted.delete(task);
    if (!wanted) {
      // It could not be read, so that nobody knows whether it is as it was.
      this.isWhole = false;
      return;
    }
    this.all.push(wanted.key);
    const isDated =
      wanted.isDated ||
      (suppression?.documents.some(({ directives }) => directives.some(({ until }) => until !== undefined)) ??
        false);
    this.isDated ||= isDated;
    const entry = wanted.entry ?? this.entryOf(isDated ? dated(wanted.key) : wanted.key, path, kept());
    if (entry) this.entries.set(entry.key, entry);
  }

  async knownChart(chart: ChartFolder): Promise<ChartAnswer | undefined> {
    const entry = this.before?.entries.get(await this.chartKey(chart));
    if (!entry) return undefined;
    const isStill = await isChartStill(entry, this.options.fileSystem, (path) => this.contents.digest(path));
    if (!isStill) return undefined;
    const answer = chartFrom(entry);
    for (const [file, before] of answer.sources)
      if (sourcesDigest(await this.options.sourcesOf(resolve(file))) !== before) return undefined;
    for (const [file, secrets] of answer.secrets) this.options.fileCollector.know({ file, secrets });
    return {
      ...answer,
      findings: new Map([...answer.findings].map(([file, found]) => [file, this.quoted(file, found)])),
    };
  }

  async takeChart(chart: ChartFolder, answer: ChartAnswer): Promise<void> {
    const key = await this.chartKey(chart);
    this.entries.set(key, { key, ...keptChart(answer) });
  }

  /** What rules across files settle in a file. */
  noteSettled(file: string, findings: readonly ReportedFinding[]): void {
    this.notes.noteSettled(file, findings);
  }

  /** What other files say about why findings of a file stay. */
  noteRelated(file: string, related: readonly RelatedFinding[]): void {
    this.notes.noteRelated(file, related);
  }

  /** What they find in it. */
  noteAcross(found: Parameters<AcrossNotes["note"]>[0]): void {
    this.notes.note(found);
  }

  /** Gives the report what is known of rules across files, and what they judged. */
  takeAcross(collector: Collector, use: (names: readonly string[]) => void): Judged {
    if (!this.across) return new Map();
    takeKeptAcross(this.across, collector, (file, findings) => this.quoted(file, findings));
    use(this.across.used);
    return new Map(this.across.judged);
  }

  /**
   * Writes what was looked at for the next time, unless all was known. Throws where that cannot be written.
   * @param judged what rules across files judged.
   * @param used names of exceptions that accepted something.
   */
  save(judged: Judged, used: readonly string[]): void {
    const { before, entries } = this;
    if (!this.across && this.acrossKey !== "")
      entries.set(this.acrossKey, {
        key: this.acrossKey,
        first: Buffer.from(JSON.stringify(this.notes.kept(judged, used))),
        second: Buffer.from("[]"),
      });
    const isAsBefore =
      before?.entries.size === entries.size && [...entries.keys()].every((key) => before.entries.has(key));
    if (isAsBefore || entries.size === 0) return;
    const seen = [...this.contents.seen].map(([path, one]) => [shownPath(path), ...one] as const);
    const head: Head = { notedAt: Date.now(), seen };
    this.pack.write(packBytes(head, entries.values()));
  }

  /** Nothing of a file that changed while it was looked at. */
  private entryOf(key: string, path: string, kept: ReturnType<KnownFile["kept"]>): PackEntry | undefined {
    if (!kept || !this.contents.isStill(path)) return undefined;
    return { key, first: Buffer.from(kept.answer), second: Buffer.from(kept.facts) };
  }

  private quoted(file: string, findings: readonly ReportedFinding[]): readonly ReportedFinding[] {
    if (!this.options.quotes || findings.length === 0) return findings;
    return this.options.fileCollector.quoted(file, textIn(resolve(file)), findings);
  }

  private async chartKey({ folder, top }: ChartFolder): Promise<string> {
    const { given } = this.options.charts;
    const { linter } = await this.folderKey(folder);
    const files = given?.files.map(shownPath);
    const parts = [this.program, shownPath(folder), shownPath(top), linter, files, given?.set];
    return `chart ${digest(JSON.stringify(parts))}`;
  }

  private folderKey(folder: string): Promise<FolderKey> {
    const known = this.folders.get(folder);
    if (known) return known;
    const { linterIn, fileSystem } = this.options;
    const made = linterIn(folder).then(async ({ config }) => ({
      linter: digest(JSON.stringify(config)),
      isTemplate: await this.chartFolders.isTemplate(fileSystem.join(folder, "any.yaml")),
    }));
    this.folders.set(folder, made);
    return made;
  }
}

/** Holds for one day: something in it ends. */
function dated(key: string): string {
  return `${key} ${today}`;
}

function factsIn({ second }: PackEntry): readonly PlainFacts[] {
  return JSON.parse(textOf(second));
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
}

function textIn(path: string): string {
  try {
    const text = readFileSync(path, "utf8");
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  } catch {
    return "";
  }
}

function digestOf(file: string): string {
  try {
    return createHash("sha256").update(readFileSync(file)).digest("hex");
  } catch {
    return "";
  }
}
