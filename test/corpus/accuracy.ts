import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Compares the findings with the verdicts of other tools' own test suites. What differs for a reason stands in
 * disagreements.json, one sentence each. Run as `npm run accuracy` after a build; skips where the corpus is not present.
 */
const tool = resolve(__dirname, "../../../shared/tools/accuracy.mjs");

/** What was reached, in percent: it must not be lost again. */
const floor = { agreement: 80, explained: 85 };

function main(): number {
  if (!existsSync(tool)) {
    console.log("accuracy: not present, nothing to do");
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "kubehint-accuracy-"));
  try {
    const report = join(folder, "report.json");
    const cli = resolve(__dirname, "../../dist/cli.js");
    const known = resolve(__dirname, "disagreements.json");
    const { status } = spawnSync(process.execPath, [tool, "--cli", cli, "--known", known, "--out", report], {
      stdio: "inherit",
    });
    if (status !== 0) return 1;
    return judge(JSON.parse(readFileSync(report, "utf8")));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface AccuracyReport {
  readonly sum: { readonly agree: number; readonly explained: number; readonly differ: number };
  readonly wrong: readonly {
    readonly id: string;
    readonly check: string;
    readonly file: string;
    readonly expect: string;
  }[];
}

function judge({ sum, wrong }: AccuracyReport): number {
  for (const { id, check, file, expect } of wrong)
    console.log(`  unexplained: ${id} ${check} expects ${expect}: ${file}`);
  const total = sum.agree + sum.explained + sum.differ;
  const agreement = (100 * sum.agree) / total;
  const explained = (100 * (sum.agree + sum.explained)) / total;
  return agreement >= floor.agreement && explained >= floor.explained ? 0 : 1;
}

process.exitCode = main();
