import type { FileBaseline } from "../../engine/suppress/baseline";
import type { FileSystem } from "../fileSystem";
import { reasonOf } from "../walk";
import { type Baseline, baselineName, readBaseline } from "./baseline";
import type { ConfigurationFile } from "./configurationFiles";

/** In bytes. A hundred thousand findings are less. */
const largestFile = 64 * 1024 * 1024;

/** Finds and reads baselines, each once. */
export class Baselines {
  private readonly known = new Map<string, Promise<Baseline | undefined>>();

  /**
   * @param complain is told once of each that cannot be read; nothing is suppressed by it.
   * @param onRead is told of each file that is looked for.
   */
  constructor(
    private readonly fileSystem: FileSystem,
    private readonly complain: (path: string, reason: string) => void,
    private readonly onRead: (path: string) => void = () => {},
  ) {}

  /**
   * What the baseline knew of a file: the one that the nearest configuration names, else the one at the top.
   * @param files the configuration files that hold for it, the outermost first.
   * @param top the folder of the workspace.
   */
  async of(
    path: string,
    files: readonly ConfigurationFile[],
    top: string,
  ): Promise<FileBaseline | undefined> {
    const { fileSystem } = this;
    const naming = files.findLast(({ configuration }) => configuration.baseline !== undefined);
    const folder = naming?.folder ?? top;
    const name = naming?.configuration.baseline ?? baselineName;
    const file = fileSystem.relative(folder, path);
    if (file === undefined) return undefined;
    const baseline = await this.read(
      name.split("/").reduce((at, step) => fileSystem.join(at, step), folder),
      naming !== undefined,
    );
    return baseline?.of(file);
  }

  /** Files came, changed or went. */
  forget(): void {
    this.known.clear();
  }

  private read(path: string, isNamed: boolean): Promise<Baseline | undefined> {
    const known = this.known.get(path);
    if (known) return known;
    this.onRead(path);
    const read = this.readNow(path, isNamed);
    this.known.set(path, read);
    return read;
  }

  private async readNow(path: string, isNamed: boolean): Promise<Baseline | undefined> {
    try {
      const { size } = await this.fileSystem.stat(path);
      if (size > largestFile) {
        this.complain(path, "this file is larger than 64 MB and is not read");
        return undefined;
      }
    } catch {
      if (isNamed) this.complain(path, "the baseline that the configuration names is not there");
      return undefined;
    }
    try {
      const baseline = readBaseline(await this.fileSystem.readFile(path));
      if (!("fault" in baseline)) return baseline;
      this.complain(path, baseline.fault);
    } catch (error) {
      this.complain(path, `this file cannot be read: ${reasonOf(error)}`);
    }
    return undefined;
  }
}
