import type { Finding } from "../../engine/finding";

/**
 * How many findings each rule has in each project of the corpus: what a change of a rule is read from. The committed table
 * names projects and counts, and nothing of what is in them.
 */
export class FindingsTable {
  private readonly counts = new Map<string, number>();

  /** @param path of the file below the corpus; its first folder is the project, as `owner+name`. */
  add(path: string, findings: readonly Pick<Finding, "rule">[]): void {
    const project = (path.split("/")[0] ?? "").replace("+", "/");
    for (const { rule } of findings) {
      const key = `${rule}\t${project}`;
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
    }
  }

  /** A line for each rule and project that has findings: rule, project and count between tabs, sorted. */
  text(): string {
    return [...this.counts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => `${key}\t${count}\n`)
      .join("");
  }
}

/** What changed from one table's text to another's, rule by rule, as people read a difference; none where they agree. */
export function tableDifference(before: string, after: string): string[] {
  const old = readTable(before);
  const now = readTable(after);
  const lines: string[] = [];
  for (const rule of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const was = old.get(rule) ?? new Map<string, number>();
    const is = now.get(rule) ?? new Map<string, number>();
    const projects = [...new Set([...was.keys(), ...is.keys()])].sort();
    const changed = projects.filter((project) => was.get(project) !== is.get(project));
    if (changed.length === 0) continue;
    lines.push(`${rule}: ${sum(was)} -> ${sum(is)}`);
    for (const project of changed)
      lines.push(`  ${project}: ${was.get(project) ?? 0} -> ${is.get(project) ?? 0}`);
  }
  return lines;
}

/** Rule -> project -> count. */
function readTable(text: string): Map<string, Map<string, number>> {
  const table = new Map<string, Map<string, number>>();
  for (const line of text.split("\n")) {
    const [rule, project, count] = line.trimEnd().split("\t");
    if (!rule || !project) continue;
    const ofRule = table.get(rule) ?? new Map<string, number>();
    table.set(rule, ofRule.set(project, Number(count)));
  }
  return table;
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
