/**
 * Holds shards, the cache and the editor's report to what one scan says of a corpus of real files: `npm run corpus:parts`,
 * after a build. The corpus is not part of the project; without it there is nothing to do.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { methods, type ReportParams } from "../../server/protocol";
import { startClient } from "../harness/languageClient";

const corpus = resolve(__dirname, "../../../shared/corpora/manifests");
const program = resolve(__dirname, "../../dist/cli.js");

async function main(): Promise<number> {
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
      cwd: corpus,
    });
    console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    if (status !== 0) wrong.push(`${name}: status ${status}: ${stderr.slice(0, 300)}`);
    return file;
  };
  const scan = ["scan", ".", "--profile", "all"];
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
    if (whole.toString() !== (await exported(corpus)))
      wrong.push("the editor says something else than one scan");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const one of wrong) console.log(`wrong: ${one}`);
  console.log(`${wrong.length} wrong`);
  return wrong.length === 0 ? 0 : 1;
}

/** The same report as the editor writes it. */
async function exported(folder: string): Promise<string> {
  const started = performance.now();
  const client = await startClient({ folders: [folder], settings: () => ({ profile: "all" }) });
  try {
    const params: ReportParams = { format: "json", version: "" };
    const text = await client.connection.sendRequest<string | null>(methods.report, params);
    console.log(`editor: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return text ?? "";
  } finally {
    await client.stop();
  }
}

void main().then((code) => {
  process.exitCode = code;
});
