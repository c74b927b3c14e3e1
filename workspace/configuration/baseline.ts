import type { Finding } from "../../engine/finding";
import { printableJson } from "../../engine/message";
import { type FileBaseline, fingerprint, resourceLabel } from "../../engine/suppress/baseline";

/** What is read where no configuration names a baseline, at the root of what is looked at. */
export const baselineName = ".kubehint-baseline.json";

/** What was known of findings when a baseline was made, by file. */
export interface Baseline {
  of(file: string): FileBaseline | undefined;
}

interface Entry {
  readonly rule: string;
  /** From the folder of the configuration that names the baseline, with `/`. */
  readonly file: string;
  /** `Deployment/shop/web`. */
  readonly resource: string;
  readonly path: string;
  readonly count: number;
}

let read = 0;

/** Reads the text of a baseline; or says in words why it is none. */
export function readBaseline(text: string): Baseline | { readonly fault: string } {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { fault: "this is not valid JSON" };
  }
  if (!isRecord(given) || given.version !== 1 || !Array.isArray(given.findings))
    return { fault: "this is no baseline: version 1 and findings are expected" };
  const version = String(++read);
  const files = new Map<string, Map<string, number>>();
  for (const entry of given.findings) {
    if (!isEntry(entry)) return { fault: "a finding of this baseline cannot be read" };
    const counts = files.get(entry.file) ?? new Map<string, number>();
    files.set(entry.file, counts);
    const key = fingerprint(entry.rule, entry.resource, entry.path);
    counts.set(key, (counts.get(key) ?? 0) + (entry.count ?? 1));
  }
  return {
    of: (file) => {
      const counts = files.get(file);
      return counts && { version, counts };
    },
  };
}

/** A finding as a baseline keeps it. */
export interface BaselineFinding extends Pick<Finding, "rule" | "resource"> {
  readonly file: string;
  readonly lastingPath: string;
}

/** The text of a baseline of these findings: sorted, one a line, so that what changes in it can be reviewed. */
export function baselineText(findings: readonly BaselineFinding[]): string {
  const entries = new Map<string, Entry>();
  for (const { rule, file, resource, lastingPath } of findings) {
    const entry = { rule, file, resource: resourceLabel(resource), path: lastingPath };
    const key = JSON.stringify(entry);
    entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  const lines = [...entries.values()]
    .sort(
      (a, b) =>
        compare(a.file, b.file) ||
        compare(a.resource, b.resource) ||
        compare(a.rule, b.rule) ||
        compare(a.path, b.path),
    )
    .map(({ count, ...entry }) => printableJson(count === 1 ? entry : { ...entry, count }));
  return `{"version":1,"findings":[${lines.map((line) => `\n${line}`).join(",")}\n]}\n`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isEntry(value: unknown): value is Omit<Entry, "count"> & { count?: number } {
  if (!isRecord(value)) return false;
  const { rule, file, resource, path, count } = value;
  const isCount = count === undefined || (typeof count === "number" && Number.isInteger(count) && count > 0);
  return isCount && [rule, file, resource, path].every((text) => typeof text === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
