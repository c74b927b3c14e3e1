/**
 * Edits the values of charts again and again, and holds what is taken over from one edit to the next to charts that are
 * read anew: `npm run helm:edits -- [EDITS] [SEED]`, some edits for each chart.
 */
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { chartFiles } from "../harness/chartFiles";
import { editValues } from "../harness/valuesEdits";

const corpus = resolve(__dirname, "../../../shared/corpora/helm/charts");
/** Bytes: of larger charts reading one anew takes seconds. */
const largest = 600_000;

async function main(): Promise<void> {
  if (!existsSync(corpus)) return console.log("no charts at hand");
  const edits = Number(process.argv[2] ?? 20);
  let seed = Number(process.argv[3] ?? 1);
  let tried = 0;
  let taken = 0;
  for (const repository of readdirSync(corpus))
    for (const name of readdirSync(join(corpus, repository))) {
      const files = chartFiles(join(corpus, repository, name));
      const size = Object.values(files).reduce((sum, text) => sum + text.length, 0);
      if (files["/w/values.yaml"] === undefined || size > largest) continue;
      try {
        taken += await editValues(files, "/w", edits, seed++);
      } catch (error) {
        console.log(`${repository}/${name}: ${String(error).slice(0, 200)}`);
        process.exitCode = 1;
      }
      tried++;
    }
  console.log(`${tried} charts, each edited ${edits} times; ${taken} files were taken over`);
}

void main();
