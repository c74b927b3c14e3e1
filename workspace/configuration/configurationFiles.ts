import type { Rule } from "../../engine/rule";
import { type Excluder, excluder } from "../exclude";
import { type DirectoryEntry, type FileSystem, mayHold } from "../fileSystem";
import { ChartFolders } from "../helm";
import { reasonOf } from "../walk";
import { type Configuration, emptyConfiguration, readConfiguration } from "./configuration";
import type { ConfigurationProblem } from "./problems";

/** The first of these that a folder has is read. */
export const configurationNames = ["kubehint.yaml", "kubehint.yml"] as const;

export function isConfigurationName(name: string): boolean {
  return (configurationNames as readonly string[]).includes(name);
}

/** A configuration file that was read, or that could not be and says nothing but why. */
export interface ConfigurationFile {
  readonly path: string;
  /** What its patterns are relative to. */
  readonly folder: string;
  readonly text: string;
  readonly configuration: Configuration;
  readonly excluder: Excluder;
  readonly problems: readonly ConfigurationProblem[];
}

/** In bytes. A configuration is a page. */
const largestFile = 1024 * 1024;

/**
 * Finds and reads the configuration files of folders, each once. What lies in the `charts` folder of a chart came with a
 * dependency, which has no say in how it is judged.
 */
export class ConfigurationFiles {
  private readonly own = new Map<string, Promise<readonly ConfigurationFile[]>>();
  private readonly chains = new Map<string, Promise<readonly ConfigurationFile[]>>();
  private readonly charts: ChartFolders;

  /** @param onRead is told of every file that was read, once. */
  constructor(
    private readonly fileSystem: FileSystem,
    private readonly rules: readonly Rule[],
    private readonly onRead: (file: ConfigurationFile) => void = () => {},
  ) {
    this.charts = new ChartFolders(fileSystem);
  }

  /**
   * The files that hold for what lies in `folder`, the outermost first: its own and those above it, up to and with `top`.
   * A folder that does not lie below `top` has its own alone. Never rejects.
   * @param entries what lies in `folder`, where that is known.
   */
  above(
    folder: string,
    top: string,
    entries?: readonly DirectoryEntry[],
  ): Promise<readonly ConfigurationFile[]> {
    const key = `${top}\0${folder}`;
    const known = this.chains.get(key);
    if (known) return known;
    const chain = this.chain(folder, top, entries);
    this.chains.set(key, chain);
    return chain;
  }

  /** Forgets everything: files came, changed or went. */
  clear(): void {
    this.own.clear();
    this.chains.clear();
    this.charts.clear();
  }

  private async chain(
    folder: string,
    top: string,
    entries: readonly DirectoryEntry[] | undefined,
  ): Promise<readonly ConfigurationFile[]> {
    const { fileSystem } = this;
    const parent = fileSystem.dirname(folder);
    const ends = folder === top || parent === folder || fileSystem.relative(top, parent) === undefined;
    const outer = ends ? none : await this.above(parent, top);
    const inner = await this.in(folder, entries);
    if (inner.length === 0) return outer;
    return outer.length === 0 ? inner : [...outer, ...inner];
  }

  private in(
    folder: string,
    entries: readonly DirectoryEntry[] | undefined,
  ): Promise<readonly ConfigurationFile[]> {
    const known = this.own.get(folder);
    if (known) return known;
    const read = this.read(folder, entries).catch(() => none);
    this.own.set(folder, read);
    return read;
  }

  /** At most one. */
  private async read(
    folder: string,
    entries: readonly DirectoryEntry[] | undefined,
  ): Promise<readonly ConfigurationFile[]> {
    const found: ConfigurationFile[] = [];
    for (const name of configurationNames) {
      if (entries && !mayHold(entries, name)) continue;
      const path = this.fileSystem.join(folder, name);
      const file = await readConfigurationFile(this.fileSystem, path, this.rules);
      if (file) found.push(file);
    }
    const [file, shadowed] = found;
    if (!file || (await this.charts.isVendored(folder))) return none;
    this.onRead(file);
    if (shadowed) this.onRead({ ...shadowed, problems: [problem(isShadowed)] });
    return [file];
  }

  /** Why a configuration file is not read, in words; `undefined` for one that is. */
  async unread(path: string): Promise<string | undefined> {
    const folder = this.fileSystem.dirname(path);
    if (await this.charts.isVendored(folder))
      return "this file came with a chart's dependency and is not read";
    const [first] = configurationNames;
    const other = this.fileSystem.join(folder, first);
    if (other === path) return undefined;
    return (await isFile(this.fileSystem, other)) ? isShadowed : undefined;
  }
}

const isShadowed = `${configurationNames[0]} beside it is read instead`;

function isFile(fileSystem: FileSystem, path: string): Promise<boolean> {
  return fileSystem.stat(path).then(
    ({ type }) => type === "file",
    () => false,
  );
}

const none: readonly ConfigurationFile[] = [];

/** Reads one file; `undefined` where there is none. Never rejects. */
export async function readConfigurationFile(
  fileSystem: FileSystem,
  path: string,
  rules: readonly Rule[],
): Promise<ConfigurationFile | undefined> {
  const folder = fileSystem.dirname(path);
  const unread = (message: string): ConfigurationFile => ({
    path,
    folder,
    text: "",
    configuration: emptyConfiguration,
    excluder: excluder([]),
    problems: [problem(message)],
  });
  try {
    const { type, size } = await fileSystem.stat(path);
    if (type !== "file") return undefined;
    if (size > largestFile) return unread("this file is larger than 1 MB and is not read");
  } catch {
    return undefined;
  }
  try {
    const text = await fileSystem.readFile(path);
    const { configuration, problems } = readConfiguration(text, rules);
    return { path, folder, text, configuration, excluder: excluder(configuration.exclude), problems };
  } catch (error) {
    return unread(`this file cannot be read: ${reasonOf(error)}`);
  }
}

function problem(message: string): ConfigurationProblem {
  return { span: { start: 0, end: 0 }, path: "", message };
}
