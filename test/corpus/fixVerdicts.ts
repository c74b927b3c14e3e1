import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Linter } from "../../engine/linter";
import type { PathEdit, PlainValue } from "../../engine/yaml/pathEdit";
import { applyEdits } from "../../engine/yaml/span";
import { canonical } from "../harness/declaredChanges";
import { findingsOf } from "../harness/fixContract";
import { documentsToJson } from "../harness/toJson";

const folder = resolve(__dirname, "../../../shared/corpora/verdicts");
/** Check id, or check id and path -> why our fix is another one. */
const reasons: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(resolve(__dirname, "fixDisagreements.json"), "utf8"),
);

interface Verdict {
  readonly source: string;
  readonly check_id: string;
  readonly file: string;
  readonly rules: readonly string[];
  readonly fix_paths?: readonly { readonly path: string; readonly value: string }[];
  readonly fixed_file?: string;
}

/** Holds our fixes against those that other tools' own tests expect; the lines that differ without a reason. */
export function compareFixes(linter: Linter): {
  readonly summary: string;
  readonly wrong: readonly string[];
} {
  const lines = join(folder, "verdicts.jsonl");
  if (!existsSync(lines)) return { summary: "no verdicts", wrong: [] };
  const counts = { same: 0, placeholder: 0, explained: 0, unmapped: 0, differ: 0 };
  const wrong: string[] = [];
  for (const line of readFileSync(lines, "utf8").split("\n")) {
    if (!/"fix_paths"|"fixed_file"/.test(line)) continue;
    const verdict: Verdict = JSON.parse(line);
    // What kubeaudit writes repairs everything at once, whatever the check.
    if (verdict.source === "kubeaudit") continue;
    if (verdict.rules.length === 0) {
      counts.unmapped++;
      continue;
    }
    for (const { path, same } of compare(verdict, linter)) {
      const reason = reasons[`${verdict.check_id} ${path}`] ?? reasons[verdict.check_id];
      if (same) counts.same++;
      else if (/YOUR_|REMOVE_|<(?:your|path)|SSL_CERT$/.test(path)) counts.placeholder++;
      else if (reason !== undefined) counts.explained++;
      else {
        counts.differ++;
        wrong.push(`${verdict.check_id} (${verdict.rules}) ${verdict.file}: ${path}`);
      }
    }
  }
  const { same, explained, placeholder, unmapped, differ } = counts;
  return {
    summary: `others' fixes: ${same} the same, ${explained} other ones for a reason, ${placeholder} without a value, ${differ} unexplained; ${unmapped} of checks that no rule stands for`,
    wrong,
  };
}

function compare(verdict: Verdict, linter: Linter): { path: string; same: boolean }[] {
  const text = readFileSync(join(folder, "files", verdict.file), "utf8");
  // Whichever of our rules it is: the other tool cut its checks in its own way.
  const fixes = findingsOf(text, linter).flatMap(({ fix }) => fix ?? []);
  if (verdict.fixed_file !== undefined) {
    const wanted = canonical(
      documentsToJson(readFileSync(join(folder, "files", verdict.fixed_file), "utf8")),
    );
    const same = fixes.some((fix) => {
      const result = fix.edits();
      return "edits" in result && canonical(documentsToJson(applyEdits(text, result.edits))) === wanted;
    });
    return [{ path: verdict.fixed_file, same }];
  }
  const ours = new Set(fixes.flatMap(({ changes }) => changes.flatMap(leavesOf)));
  return (verdict.fix_paths ?? []).map(({ path, value }) => ({
    path: `${path} = ${value}`,
    same: ours.has(`${pathOf(path)} ${value}`),
  }));
}

/** Every scalar that a change writes, with its path; a new item of a list stands at `-`. */
function leavesOf(change: PathEdit): string[] {
  if (change.op === "remove" || change.op === "rename") return [];
  const path = change.at.path.map((step) => (isFlags(change, step) ? "-" : String(step)));
  return leaves(change.value, change.op === "append" ? [...path, "-"] : path);
}

function isFlags(change: PathEdit, step: string | number): boolean {
  return typeof step === "number" && change.at.key === step;
}

function leaves(value: PlainValue, path: readonly string[]): string[] {
  if (typeof value !== "object" || value === null) return [`${path.join("/")} ${value}`];
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, [...path, "-"]));
  return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
}

/** `a.b[0].c[x/y]` as steps; the last index of a path is any. */
function pathOf(path: string): string {
  const steps = [...path.matchAll(/([^.[\]]+)|\[([^\]]+)\]/g)].map(([, name, index]) => name ?? index ?? "");
  const last = steps.length - 1;
  return steps.map((step, at) => (at === last && /^\d+$/.test(step) ? "-" : step)).join("/");
}
