import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Compares the findings with the verdicts of other tools' own test suites. What differs for a reason stands in
 * disagreements.json, one sentence each: nothing else may differ, and nothing may stand there that agrees. Run as
 * `npm run accuracy` after a build; skips where the corpus is not present.
 */
const tool = resolve(__dirname, "../../../shared/tools/accuracy.mjs");

/** What was reached, in percent: it must not be lost again. */
const floor = { agreement: 92.2, located: 88 };

function main(): number {
  if (!existsSync(tool)) {
    console.log("accuracy: not present, nothing to do");
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "kubehint-accuracy-"));
  try {
    const report = join(folder, "report.json");
    const cli = resolve(__dirname, "../../dist/cli.js");
    // The tool is told of no reasons, so that it lists all that differs: entries that agree by now show as well.
    const { status, stdout } = spawnSync(process.execPath, [tool, "--cli", cli, "--out", report], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) return 1;
    const known = JSON.parse(readFileSync(resolve(__dirname, "disagreements.json"), "utf8"));
    const passed = [
      judgeVerdicts(JSON.parse(readFileSync(report, "utf8")), known),
      judgePlaces(/location within one line: (\d+) of (\d+)/.exec(stdout)),
    ];
    return passed.every(Boolean) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Difference {
  readonly id: string;
  readonly source: string;
  readonly check: string;
  readonly file: string;
  readonly expect: string;
}

interface AccuracyReport {
  readonly per: Readonly<Record<string, { readonly agree: number; readonly differ: number }>>;
  readonly sum: { readonly agree: number; readonly differ: number };
  readonly wrong: readonly Difference[];
}

function judgeVerdicts(
  { per, sum, wrong }: AccuracyReport,
  reasons: Readonly<Record<string, string>>,
): boolean {
  const isKnown = ({ id }: Difference) => Object.hasOwn(reasons, id);
  for (const [source, { agree, differ }] of Object.entries(per)) {
    const explained = wrong.filter((one) => one.source === source && isKnown(one)).length;
    console.log(
      `${source.padEnd(20)} agree ${agree}  explained ${explained}  unexplained ${differ - explained}`,
    );
  }
  const unexplained = wrong.filter((one) => !isKnown(one));
  for (const { id, check, file, expect } of unexplained)
    console.log(`  unexplained: ${id} ${check} expects ${expect}: ${file}`);
  const differing = new Set(wrong.map(({ id }) => id));
  const stale = Object.keys(reasons).filter((id) => !differing.has(id));
  for (const id of stale) console.log(`  agrees by now, to be removed from disagreements.json: ${id}`);
  const agreement = (100 * sum.agree) / (sum.agree + sum.differ);
  console.log(
    `agreement ${agreement.toFixed(2)} % of ${sum.agree + sum.differ}, at least ${floor.agreement} %; ` +
      `${unexplained.length} unexplained, ${stale.length} explained for nothing`,
  );
  return agreement >= floor.agreement && unexplained.length === 0 && stale.length === 0;
}

function judgePlaces(counts: RegExpExecArray | null): boolean {
  const [, near, all] = counts ?? [];
  const located = (100 * Number(near)) / Number(all);
  console.log(`within one line ${located.toFixed(2)} % (${near} of ${all}), at least ${floor.located} %`);
  return located >= floor.located;
}

process.exitCode = main();
