import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Finding } from "../../engine/finding";

const file = resolve(__dirname, "findings.tsv");

/** How many findings each rule has in each project of the corpus: what a change of a rule is read from. */
export class FindingsTable {
  private readonly counts = new Map<string, number>();

  /** @param path of the file below the corpus; its first folder is the project. */
  add(path: string, findings: readonly Finding[]): void {
    const project = path.split("/")[0] ?? "";
    for (const { rule } of findings) {
      const key = `${rule}\t${project}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /** The lines that differ from the committed table, as people read a difference; none after an update. */
  compare(update: boolean): string[] {
    const now = new Map([...this.counts].sort(([a], [b]) => (a < b ? -1 : 1)));
    if (update) {
      writeFileSync(file, [...now].map(([key, count]) => `${key}\t${count}\n`).join(""));
      return [];
    }
    const before = readTable();
    const keys = [...new Set([...before.keys(), ...now.keys()])].sort();
    return keys
      .filter((key) => before.get(key) !== now.get(key))
      .map(
        (key) =>
          `findings.tsv: ${key.replace("\t", " in ")}: ${before.get(key) ?? 0} before, ${now.get(key) ?? 0} now`,
      );
  }
}

function readTable(): Map<string, number> {
  const table = new Map<string, number>();
  if (!existsSync(file)) return table;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const [rule, project, count] = line.split("\t");
    if (rule && project) table.set(`${rule}\t${project}`, Number(count));
  }
  return table;
}
