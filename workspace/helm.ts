import { type DirectoryEntry, type FileSystem, mayHold } from "./fileSystem";

const chartName = "Chart.yaml";

/**
 * Knows which files are templates of a Helm chart (below `templates` of a folder with a Chart.yaml, at any depth) and
 * which came with one (below `charts`).
 */
export class ChartFolders {
  private readonly known = new Map<string, Promise<boolean>>();
  /** By the folder of a file. */
  private readonly charts = new Map<string, Promise<string | undefined>>();

  constructor(private readonly fileSystem: FileSystem) {}

  async isTemplate(file: string): Promise<boolean> {
    let folder = this.fileSystem.dirname(file);
    for (;;) {
      const parent = this.fileSystem.dirname(folder);
      if (parent === folder) return false;
      if (this.fileSystem.relative(parent, folder) === "templates" && (await this.isChart(parent)))
        return true;
      folder = parent;
    }
  }

  /** The chart that a file belongs to and that is rendered: the outermost, as the others came with it. */
  chartOf(file: string): Promise<string | undefined> {
    const folder = this.fileSystem.dirname(file);
    const known = this.charts.get(folder);
    if (known) return known;
    const chart = this.chartAbove(folder);
    this.charts.set(folder, chart);
    return chart;
  }

  private async chartAbove(innermost: string): Promise<string | undefined> {
    let found: string | undefined;
    for (let folder = innermost; ; ) {
      if (await this.isChart(folder)) found = folder;
      const parent = this.fileSystem.dirname(folder);
      const name = this.fileSystem.relative(parent, folder);
      // A chart in a folder of another chart that is not `charts` is one of its own.
      if (parent === folder || (found === folder && name !== undefined && !(await this.liesInCharts(folder))))
        return found;
      folder = parent;
    }
  }

  private async liesInCharts(folder: string): Promise<boolean> {
    const parent = this.fileSystem.dirname(folder);
    const above = this.fileSystem.dirname(parent);
    return this.fileSystem.relative(above, parent) === "charts" && (await this.isChart(above));
  }

  /** True for what lies in the `charts` folder of a chart: it came with a dependency. */
  async isVendored(path: string): Promise<boolean> {
    for (let current = path; ; ) {
      const parent = this.fileSystem.dirname(current);
      if (parent === current) return false;
      if (this.fileSystem.relative(parent, current) === "charts" && (await this.isChart(parent))) return true;
      current = parent;
    }
  }

  /** What lies in a folder became known: where that is no chart nobody needs to ask. */
  listed(folder: string, entries: readonly DirectoryEntry[]): void {
    if (!mayHold(entries, chartName)) this.known.set(folder, Promise.resolve(false));
  }

  /** Forgets what was there: after Chart.yaml files came or went. */
  clear(): void {
    this.known.clear();
    this.charts.clear();
  }

  private isChart(folder: string): Promise<boolean> {
    const known = this.known.get(folder);
    if (known) return known;
    const answer = this.fileSystem.stat(this.fileSystem.join(folder, chartName)).then(
      ({ type }) => type === "file",
      () => false,
    );
    this.known.set(folder, answer);
    return answer;
  }
}
