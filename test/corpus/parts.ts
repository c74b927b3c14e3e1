/**
 * Holds shards and the cache to what one scan says of a corpus of real files: `npm run corpus:parts`, after a build. The
 * corpus is not part of the project; without it there is nothing to do.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const corpus = resolve(__dirname, "../../../shared/corpora/manifests");
const program = resolve(__dirname, "../../dist/cli.js");

function main(): number {
  if (!existsSync(corpus)) {
    console.log("corpus: not present, nothing to do");
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "kubehint-parts-"));
  const wrong: string[] = [];
  const run = (name: string, ...args: string[]): string => {
    const file = join(folder, `${name}.json`);
    const started = performance.now();
    const options = ["--format", "json", "--fail-on", "none", "--output", file];
    const { status, stderr } = spawnSync(process.execPath, [program, ...args, ...options], {
      encoding: "utf8",
    });
    console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    if (status !== 0) wrong.push(`${name}: status ${status}: ${stderr.slice(0, 300)}`);
    return file;
  };
  const scan = ["scan", corpus, "--profile", "all"];
  try {
    const whole = readFileSync(run("whole", ...scan));
    const hold = (name: string, file: string) => {
      if (!whole.equals(readFileSync(file))) wrong.push(`${name} says something else than one scan`);
    };
    for (const name of ["empty cache", "full cache"])
      hold(name, run(name, ...scan, "--cache", join(folder, "cache")));
    for (const of of [2, 3]) {
      const parts = Array.from({ length: of }, (_, at) =>
        run(`shard ${at + 1} of ${of}`, ...scan, "--shard", `${at + 1}/${of}`),
      );
      hold(`merge of ${of}`, run(`merge of ${of}`, "merge", ...parts));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const one of wrong) console.log(`wrong: ${one}`);
  console.log(`${wrong.length} wrong`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = main();
