import type { Linter } from "../../engine/linter";
import type { Rule } from "../../engine/rule";
import type { Exception } from "../../engine/suppress/exceptions";
import type { SuppressionSources } from "../../engine/suppress/sources";
import { configured, isExcluded } from "../../workspace/configuration/apply";
import { baselineName } from "../../workspace/configuration/baseline";
import { Baselines } from "../../workspace/configuration/baselines";
import {
  type ConfigurationFile,
  ConfigurationFiles,
  isConfigurationName,
} from "../../workspace/configuration/configurationFiles";
import { exceptionsFor } from "../../workspace/configuration/exceptions";
import { excluder } from "../../workspace/exclude";
import type { DirectoryEntry, FileSystem } from "../../workspace/fileSystem";
import { localDay } from "../../workspace/localDay";
import type { ScanOptions } from "../../workspace/scanFiles";
import type { Settings } from "../../workspace/settings";
import type { FolderSettings } from "./folderSettings";
import type { Folders } from "./folders";
import { isBelow, normalizeUri } from "./uris";
import type { Place, WorkspaceFiles } from "./workspaceFiles";

/** What holds for one file. */
export interface FileSettings {
  /** The settings of its workspace folder, under the configuration files above it. */
  readonly settings: Settings;
  /** The outermost first. */
  readonly files: readonly ConfigurationFile[];
  /** Its place; `undefined` for what lies in no file system. */
  readonly place: Place | undefined;
  /** The path of its workspace folder, where it has both. */
  readonly top: string | undefined;
  /** What suppresses findings besides its text. */
  readonly sources: SuppressionSources;
}

/** How a folder is scanned, each of its folders under its own configuration. */
export interface FolderScan {
  readonly settings: Settings;
  readonly place: Place;
  readonly options: Pick<ScanOptions, "roots" | "base" | "exclude" | "configuration" | "linter" | "charts"> &
    Required<Pick<ScanOptions, "linterIn" | "sources">>;
}

/** What a scan for a report came upon; filled while it runs. */
export interface ReadForReport {
  readonly read: readonly ConfigurationFile[];
  readonly baselineProblems: readonly { readonly path: string; readonly reason: string }[];
  /** Exceptions that accepted something. */
  readonly used: ReadonlySet<Exception>;
}

interface ScanReaders extends Pick<SuppressionSources, "onException"> {
  readonly reader: ConfigurationFiles;
  readonly baselines: Baselines;
}

/** The configuration files of the workspace as they are on disk, and the settings under them. */
export class Configurations {
  private readonly readers = new Map<FileSystem, ConfigurationFiles>();
  private readonly baselines = new Map<FileSystem, Baselines>();
  private readonly knownBaselines = new Set<string>();
  private readonly known = new Set<string>();

  /**
   * @param onRead is told of every configuration file that was read, once until `forget`.
   * @param complain is told of baselines that cannot be read.
   */
  constructor(
    private readonly workspaceFiles: WorkspaceFiles,
    private readonly folders: Folders,
    private readonly folderSettings: FolderSettings,
    private readonly rules: readonly Rule[],
    private readonly onRead: (uri: string, file: ConfigurationFile) => void,
    private readonly complain: (problem: string) => void = () => {},
  ) {}

  async of(uri: string): Promise<FileSettings> {
    const folder = this.folders.of(uri);
    const settings = await this.folderSettings.of(folder);
    const place = this.workspaceFiles.place(uri);
    if (!place) return { settings, files: [], place, top: undefined, sources: { today: localDay() } };
    const top = folder === undefined ? undefined : this.workspaceFiles.place(folder)?.path;
    const own = place.fileSystem.dirname(place.path);
    const files = await this.in(place, own, top ?? own);
    const sources = await sourcesOf(place, place.path, files, top ?? own, this.baselinesIn(place));
    return { settings: configured(settings, files), files, place, top, sources };
  }

  /** What a scan of a folder goes by; `undefined` where nothing is to be looked at. */
  async scan(folder: string, linterFor: (settings: Settings) => Linter): Promise<FolderScan | undefined> {
    return this.scanWith(folder, linterFor, (place) => ({
      reader: this.reader(place),
      baselines: this.baselinesIn(place),
    }));
  }

  /** The same for a report, which reads everything anew so as to say what was read. */
  async reportScan(
    folder: string,
    linterFor: (settings: Settings) => Linter,
  ): Promise<(FolderScan & ReadForReport) | undefined> {
    const read: ConfigurationFile[] = [];
    const baselineProblems: ReadForReport["baselineProblems"][number][] = [];
    const used = new Set<Exception>();
    const scan = await this.scanWith(folder, linterFor, ({ fileSystem }) => ({
      reader: new ConfigurationFiles(fileSystem, this.rules, (file) => read.push(file)),
      baselines: new Baselines(fileSystem, (path, reason) => baselineProblems.push({ path, reason })),
      onException: (exception) => used.add(exception),
    }));
    return scan && { ...scan, read, baselineProblems, used };
  }

  private async scanWith(
    folder: string,
    linterFor: (settings: Settings) => Linter,
    readersOf: (place: Place) => ScanReaders,
  ): Promise<FolderScan | undefined> {
    const workspaceFolder = this.folders.of(folder) ?? folder;
    const settings = await this.folderSettings.of(workspaceFolder);
    const place = this.workspaceFiles.place(folder);
    if (!place || !settings.enable) return undefined;
    const top = this.workspaceFiles.place(workspaceFolder)?.path ?? place.path;
    const { reader, baselines, onException } = readersOf(place);
    const configuration = (path: string, entries?: readonly DirectoryEntry[]) =>
      reader.above(path, top, entries);
    const options = {
      roots: [place.path],
      base: place.path,
      exclude: settings.exclude,
      configuration,
      ...(settings.helm.valuesFiles.length > 0 && { charts: { valuesFiles: settings.helm.valuesFiles } }),
      linter: linterFor(settings),
      sources: async (path: string) => {
        const files = await configuration(place.fileSystem.dirname(path));
        const sources = await sourcesOf(place, path, files, top, baselines);
        return onException ? { ...sources, onException } : sources;
      },
      linterIn: async (path: string) => linterFor(configured(settings, await configuration(path))),
    };
    return { settings, place, options };
  }

  private in(place: Place, folder: string, top: string): Promise<readonly ConfigurationFile[]> {
    return this.reader(place).above(folder, top);
  }

  /** Why a configuration file is not read, in words; `undefined` for one that is. */
  async unread(uri: string): Promise<string | undefined> {
    const place = this.workspaceFiles.place(uri);
    return place && this.reader(place).unread(place.path);
  }

  /** Files or charts came, changed or went: the next who asks gets what is there then. */
  forget(): void {
    for (const reader of this.readers.values()) reader.clear();
    for (const baselines of this.baselines.values()) baselines.forget();
  }

  /** True for a file that is, or would be, read as a baseline. */
  isBaseline(uri: string): boolean {
    return uri.endsWith(`/${baselineName}`) || this.knownBaselines.has(normalizeUri(uri));
  }

  private baselinesIn(place: Place): Baselines {
    const { fileSystem } = place;
    const known = this.baselines.get(fileSystem);
    if (known) return known;
    const baselines = new Baselines(
      fileSystem,
      (path, reason) => this.complain(`${place.uri(path)}: ${reason}`),
      (path) => this.knownBaselines.add(normalizeUri(place.uri(path))),
    );
    this.baselines.set(fileSystem, baselines);
    return baselines;
  }

  /** True where a configuration file that was read is, or lies below, what is gone. */
  wasRead(uri: string): boolean {
    const gone = normalizeUri(uri);
    return [...this.known].some((one) => isBelow(gone, one));
  }

  private reader(place: Place): ConfigurationFiles {
    const { fileSystem } = place;
    const known = this.readers.get(fileSystem);
    if (known) return known;
    const reader = new ConfigurationFiles(fileSystem, this.rules, (file) => {
      const uri = normalizeUri(place.uri(file.path));
      this.known.add(uri);
      this.onRead(uri, file);
    });
    this.readers.set(fileSystem, reader);
    return reader;
  }
}

async function sourcesOf(
  place: Place,
  path: string,
  files: readonly ConfigurationFile[],
  top: string,
  baselines: Baselines,
): Promise<SuppressionSources> {
  const baseline = await baselines.of(path, files, top);
  return {
    today: localDay(),
    exceptions: exceptionsFor(path, files, place.fileSystem),
    ...(baseline && { baseline }),
  };
}

export function isConfigurationUri(uri: string): boolean {
  return isConfigurationName(uri.slice(uri.lastIndexOf("/") + 1));
}

/** True where settings or configuration files leave the file out. */
export function excludes({ settings, files, place, top }: FileSettings): boolean {
  if (!place) return false;
  const relative = top === undefined ? undefined : place.fileSystem.relative(top, place.path);
  if (relative !== undefined && excluder(settings.exclude).excludesFile(relative)) return true;
  return isExcluded(place.path, false, files, place.fileSystem);
}
