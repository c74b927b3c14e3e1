import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Linter } from "../engine/linter";
import { configurationNotes } from "../report/configurationNotes";
import type { PlacedNote } from "../report/report";
import { rules } from "../rules";
import { configured } from "../workspace/configuration/apply";
import {
  type ConfigurationFile,
  ConfigurationFiles,
  readConfigurationFile,
} from "../workspace/configuration/configurationFiles";
import type { DirectoryEntry, FileSystem } from "../workspace/fileSystem";
import { defaultSettings, linterConfig } from "../workspace/settings";
import type { Arguments } from "./arguments";
import { Failure } from "./failure";
import { shownPath } from "./inputs";
import { LinterMaker } from "./scanArguments";

/** How what lies in each folder is to be looked at: as the command line says, then its configuration files. */
export class FolderConfiguration {
  /** The configuration files that were read. */
  readonly read: ConfigurationFile[] = [];
  /** What is wrong in configuration files that were read. */
  readonly problems: PlacedNote[] = [];
  private readonly maker: LinterMaker;
  private readonly files: ConfigurationFiles;
  /** Where the search for files ends. */
  private readonly tops: readonly string[];
  private readonly first: string;
  private readonly topsOf = new Map<string, string>();
  private readonly linters = new Map<string, Promise<Linter>>();
  /** Replaces the files of the folders. */
  private given: readonly ConfigurationFile[] | undefined;

  private constructor(
    args: Arguments,
    private readonly fileSystem: FileSystem,
    roots: readonly string[],
  ) {
    this.maker = new LinterMaker(args);
    this.files = new ConfigurationFiles(fileSystem, rules, (file) => this.note(file));
    const folders = [...new Set([process.cwd(), ...roots.map(folderOf)])];
    const isBelow = (folder: string, other: string) =>
      folder !== other && fileSystem.relative(other, folder) !== undefined;
    this.tops = folders.filter((folder) => !folders.some((other) => isBelow(folder, other)));
    this.first = roots[0] === undefined ? process.cwd() : folderOf(roots[0]);
  }

  /** @param roots absolute paths of what is scanned: files are looked for up to these, and up to the current folder. */
  static async of(
    args: Arguments,
    fileSystem: FileSystem,
    roots: readonly string[],
  ): Promise<FolderConfiguration> {
    const configuration = new FolderConfiguration(args, fileSystem, roots);
    const path = args.text("config");
    if (path !== undefined) await configuration.readGiven(path);
    return configuration;
  }

  /** The configuration files that hold for what lies in a folder, the outermost first. */
  readonly filesIn = async (
    folder: string,
    entries?: readonly DirectoryEntry[],
  ): Promise<readonly ConfigurationFile[]> =>
    this.given ?? this.files.above(folder, this.topOf(folder), entries);

  /** Where the search for the files of a folder ends. */
  topOf(folder: string): string {
    const known = this.topsOf.get(folder);
    if (known !== undefined) return known;
    const top = this.tops.find((one) => this.fileSystem.relative(one, folder) !== undefined) ?? folder;
    this.topsOf.set(folder, top);
    return top;
  }

  /** Asked for each file, of which a folder has many. */
  readonly linterIn = (folder: string): Promise<Linter> => {
    const known = this.linters.get(folder);
    if (known) return known;
    const linter = this.filesIn(folder).then((files) =>
      this.maker.linter(linterConfig(configured(defaultSettings, files))),
    );
    this.linters.set(folder, linter);
    return linter;
  };

  /** Ids of the rules that `--rule` chose. */
  get chosenRules(): readonly string[] | null {
    return this.maker.chosenIds;
  }

  /** The linter for standard input, and what the report as a whole goes by. */
  async mainLinter(stdin: boolean): Promise<Linter> {
    return this.linterIn(stdin ? process.cwd() : this.first);
  }

  private async readGiven(path: string): Promise<void> {
    const file = await readConfigurationFile(this.fileSystem, resolve(path), rules);
    if (!file) throw new Failure(`cannot read ${path}: no such file`);
    this.note(file);
    // It may lie anywhere: what it says is said of what is scanned.
    this.given = [{ ...file, folder: process.cwd() }];
  }

  private note(file: ConfigurationFile): void {
    this.read.push(file);
    this.problems.push(...configurationNotes(file, shownPath(file.path)));
  }
}

function folderOf(path: string): string {
  try {
    return statSync(path).isDirectory() ? path : dirname(path);
  } catch {
    return dirname(path);
  }
}
