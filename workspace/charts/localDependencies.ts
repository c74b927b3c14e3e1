import { textOf } from "../../engine/helm/bytes";
import { isCompatible } from "../../engine/helm/chart/dependencies";
import type { ChartFiles, FoundChart } from "../../engine/helm/chart/load";
import { type Dependency, readMetadata, readRequirements } from "../../engine/helm/chart/metadata";
import type { FileSystem } from "../fileSystem";
import { type ReadOptions, readChartFiles } from "./chartFiles";

export interface LocalOptions extends ReadOptions {
  /** Charts in the folder beside this one stand in for what is not in `charts/`. */
  readonly siblings: boolean;
}

export interface LocalDependencies {
  readonly charts: readonly FoundChart[];
  readonly find: (dependency: Dependency) => FoundChart | undefined;
}

/** How many charts are read beside the one that is rendered. */
const maxCharts = 20;

/**
 * The dependencies of a chart that are not in its `charts/` but on this machine: those with `file://`, and charts beside
 * it. Their location is their path seen from the chart.
 */
export async function localDependencies(
  fileSystem: FileSystem,
  folder: string,
  files: ChartFiles,
  options: LocalOptions,
): Promise<LocalDependencies> {
  const found = new Map<string, FoundChart>();
  const todo: { folder: string; location: string; files: ChartFiles }[] = [{ folder, location: "", files }];
  for (let next = todo.shift(); next && found.size < maxCharts; next = todo.shift()) {
    for (const dependency of dependenciesOf(next.files)) {
      const key = keyOf(dependency);
      if (found.has(key) || hasPacked(next.files, dependency.name)) continue;
      for (const step of placesOf(dependency, options.siblings)) {
        const path = resolve(fileSystem, next.folder, step);
        if (path !== undefined && !(await isInside(fileSystem, path, options.within))) continue;
        const read = path === undefined ? undefined : await readChartFiles(fileSystem, path, options);
        if (path === undefined || !read?.files || !fits(read.files, dependency)) continue;
        const location = next.location === "" ? step : `${next.location}/${step}`;
        found.set(key, { location, files: read.files });
        todo.push({ folder: path, location, files: read.files });
        break;
      }
    }
  }
  return { charts: [...found.values()], find: (dependency) => found.get(keyOf(dependency)) };
}

function keyOf({ name, version, repository }: Dependency): string {
  return `${name}\n${version}\n${repository}`;
}

function hasPacked(files: ChartFiles, name: string): boolean {
  for (const file of files.keys())
    if (file.startsWith(`charts/${name}/`) || file.startsWith(`charts/${name}-`)) return true;
  return false;
}

function placesOf({ name, repository }: Dependency, siblings: boolean): string[] {
  if (repository.startsWith("file://")) return [repository.slice("file://".length)];
  return siblings && /^[\w.-]+$/.test(name) && name !== ".." ? [`../${name}`] : [];
}

/** Nothing is read outside of the folder that was opened, wherever names and links lead. */
async function isInside(fileSystem: FileSystem, path: string, within: string | undefined): Promise<boolean> {
  if (within === undefined || fileSystem.relative(within, path) === undefined) return false;
  if (!fileSystem.realPath) return true;
  const [target, root] = await Promise.all([
    fileSystem.realPath(path).catch(() => undefined),
    fileSystem.realPath(within).catch(() => undefined),
  ]);
  return target !== undefined && root !== undefined && fileSystem.relative(root, target) !== undefined;
}

/** Steps from a folder; an absolute path is not followed. */
function resolve(fileSystem: FileSystem, folder: string, steps: string): string | undefined {
  if (steps.startsWith("/")) return undefined;
  let path = folder;
  for (const step of steps.split("/")) {
    if (step === "" || step === ".") continue;
    path = step === ".." ? fileSystem.dirname(path) : fileSystem.join(path, step);
  }
  return path;
}

function dependenciesOf(files: ChartFiles): readonly Dependency[] {
  const text = contentOf(files, "Chart.yaml");
  const requirements = contentOf(files, "requirements.yaml");
  const metadata = text === undefined ? undefined : readMetadata(text);
  const own = metadata && !("error" in metadata) ? metadata.dependencies : [];
  return requirements === undefined ? own : [...own, ...readRequirements(requirements)];
}

function fits(files: ChartFiles, dependency: Dependency): boolean {
  const text = contentOf(files, "Chart.yaml");
  const metadata = text === undefined ? undefined : readMetadata(text);
  if (!metadata || "error" in metadata || metadata.name !== dependency.name) return false;
  return dependency.repository.startsWith("file://") || isCompatible(dependency.version, metadata.version);
}

function contentOf(files: ChartFiles, name: string): string | undefined {
  const content = files.get(name);
  return content === undefined || typeof content === "string" ? content : textOf(content);
}
