import { excluder } from "../exclude";
import type { FileSystem } from "../fileSystem";

/** What a chart is rendered with beside its own values, at most. */
const maxEnvironments = 12;

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
  const namesIn = async (path: string): Promise<string[]> => {
    const entries = await fileSystem.readDirectory(path).catch(() => []);
    return entries.filter(({ type, link }) => type === "file" && !link).map(({ name }) => name);
  };
  const root = await namesIn(folder);
  const below = async (name: string): Promise<string[]> =>
    (await namesIn(fileSystem.join(folder, name)))
      .filter((file) => anyYaml.test(file))
      .map((file) => `${name}/${file}`);
  const all = [
    ...root.filter((name) => anyYaml.test(name)),
    ...(await below("values")),
    ...(await below("ci")),
  ];
  const wanted = configured && excluder(configured);
  const belongs = (file: string): boolean => {
    if (file === "values.yaml" || file === "Chart.yaml") return false;
    if (wanted) return wanted.excludesFile(file);
    return file.includes("/") ? file.startsWith("values/") || /values\.ya?ml$/.test(file) : atRoot.test(file);
  };
  return all.filter(belongs).sort().slice(0, maxEnvironments);
}
