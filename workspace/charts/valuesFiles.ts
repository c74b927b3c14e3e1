import { excluder } from "../exclude";
import type { FileSystem } from "../fileSystem";

/** What a chart is rendered with beside its own values, at most. */
const maxEnvironments = 12;

/** How many folders deep values files are looked for where patterns say which. */
const deepest = 3;
/** Folders of a chart that have none. */
const otherFolders = new Set(["templates", "charts", "crds", "node_modules", ".git"]);

const atRoot = /^(?:values[-._].+|.+[-._]values)\.ya?ml$/;
const anyYaml = /\.ya?ml$/;

/**
 * The values files that belong to a chart, as paths in it: `values-prod.yaml` and its like, what is in `values/`, and
 * `ci/*-values.yaml`, which chart testing uses. `configured` are patterns that replace these.
 */
export async function valuesFilesOf(
  fileSystem: FileSystem,
  folder: string,
  configured?: readonly string[],
): Promise<string[]> {
  const isUsual = (name: string): boolean => name === "values" || name === "ci";
  const all: string[] = [];
  const read = async (path: string, prefix: string, depth: number): Promise<void> => {
    for (const { name, type, link } of await fileSystem.readDirectory(path).catch(() => [])) {
      if (link) continue;
      if (type === "file" && anyYaml.test(name)) all.push(prefix + name);
      const isRead = configured ? depth < deepest && !otherFolders.has(name) : depth === 0 && isUsual(name);
      if (type === "folder" && isRead)
        await read(fileSystem.join(path, name), `${prefix}${name}/`, depth + 1);
    }
  };
  await read(folder, "", 0);
  const wanted = configured && excluder(configured);
  const belongs = (file: string): boolean => {
    if (file === "values.yaml" || file === "Chart.yaml") return false;
    if (wanted) return wanted.excludesFile(file);
    return file.includes("/") ? file.startsWith("values/") || /values\.ya?ml$/.test(file) : atRoot.test(file);
  };
  return all.filter(belongs).sort().slice(0, maxEnvironments);
}
