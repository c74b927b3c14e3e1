/**
 * Measures what the goals are about and prints one Markdown table: `npm run bench`, or `npm run bench -- keystrokes`
 * `scan` or `charts` for a part of it, `npm run bench -- --peers [FOLDER]` for the same folder through other tools,
 * `npm run bench -- growth [FILES...]` for how the command line grows with the number of files, and `npm run bench --
 * chart-memory` for what open charts hold. Times are CPU-bound and single threaded; ratios are against `yaml` 2.9.1 parsing
 * the same text in the same process, so they hold across machines.
 */
import { cpus } from "node:os";
import { resolve } from "node:path";
import { chartMemory } from "./bench/chartMemory";
import { charts } from "./bench/charts";
import { growth } from "./bench/growth";
import { keystrokes } from "./bench/keystrokes";
import { manyDocuments, oneDocument } from "./bench/manifests";
import type { Row } from "./bench/measure";
import { peers } from "./bench/peers";
import { scan } from "./bench/scan";

/** What other tools are compared on, unless another folder is named. */
const defaultFolder = resolve(__dirname, "../../../shared/corpora/manifests");

const parts = {
  keystrokes: () => [
    ...keystrokes("12 documents, 1,000 lines", manyDocuments(12, 1000)),
    ...keystrokes("1 document, 1,000 lines", oneDocument(1000)),
  ],
  scan,
  charts,
};

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const at = asked.indexOf("--peers");
  if (at >= 0) {
    console.log(await peers(resolve(asked[at + 1] ?? defaultFolder)));
    return;
  }
  if (asked[0] === "growth") {
    console.log(await growth(asked.slice(1).map(Number)));
    return;
  }
  if (asked[0] === "chart-memory") {
    console.log(await chartMemory());
    return;
  }
  const rows: Row[] = [];
  for (const [name, part] of Object.entries(parts))
    if (asked.length === 0 || asked.includes(name)) rows.push(...(await part()));
  console.log(`Node ${process.version}, ${cpus()[0]?.model ?? "unknown processor"}\n`);
  console.log(
    "| What | p50 | p95 | Ratio to parsing the same text with yaml 2.9.1 |\n| --- | --: | --: | --: |",
  );
  for (const { what, p50, p95, ratio } of rows) console.log(`| ${what} | ${p50} | ${p95} | ${ratio} |`);
}

void main();
