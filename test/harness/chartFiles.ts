import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The texts of a chart's folder, as the files of `/w`; packed charts and pictures are left out. */
export function chartFiles(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => statSync(join(folder, name)).isFile() && !/\.(?:tgz|png)$/.test(name),
  );
  return Object.fromEntries(files.map((name) => [`/w/${name}`, readFileSync(join(folder, name), "utf8")]));
}
