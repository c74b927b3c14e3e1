import { parseArgs } from "node:util";
import { type Counterexample, fuzzDocuments, longestLint } from "./documents";
import { fuzzKeystrokes } from "./keystrokes";
import { corpusSubjects, ownSubjects } from "./subjects";

/**
 * Mutates manifests by chance, the same for the same seed, and tries what docs/reliability.md promises of every text:
 *
 *   npm run fuzz -- --count N [--seed S] [--kind documents|keystrokes|all] [--minutes M]
 *
 * `--count` is how many texts, and how many edits, there are at most; `--minutes` ends each kind before that. The exit
 * status is 1 where something was wrong; what was wrong is printed as small as it could be made.
 */
function main(): number {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "10000" },
      seed: { type: "string" },
      kind: { type: "string", default: "all" },
      minutes: { type: "string" },
    },
  });
  const count = Number(values.count);
  const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 100_000);
  const { kind } = values;
  if (
    !Number.isInteger(count) ||
    count < 1 ||
    !Number.isInteger(seed) ||
    !["documents", "keystrokes", "all"].includes(kind)
  ) {
    console.error("npm run fuzz -- --count N [--seed S] [--kind documents|keystrokes|all] [--minutes M]");
    return 2;
  }
  const subjects = [...ownSubjects(), ...corpusSubjects(2000, 64 * 1024)];
  console.log(`seed ${seed}, ${subjects.length} subjects`);
  const run = () => ({
    count,
    seed,
    subjects,
    most: 5,
    ...(values.minutes === undefined ? {} : { until: performance.now() + Number(values.minutes) * 60_000 }),
  });
  const found: Counterexample[] = [];
  if (kind !== "keystrokes") found.push(...documents(run()));
  if (kind !== "documents") found.push(...keystrokes(run()));
  for (const { run: number, wrong, text } of found)
    console.log(`\nrun ${number}: ${wrong}\n${JSON.stringify(text)}`);
  return found.length > 0 ? 1 : 0;
}

function documents(run: Parameters<typeof fuzzDocuments>[0]): readonly Counterexample[] {
  const started = performance.now();
  const figures = fuzzDocuments(run);
  const { texts, characters, withObjects, partly, findings, fixes, slowest, counterexamples } = figures;
  console.log(
    `documents: ${texts} texts of ${Math.round(characters / texts)} characters on average, ${withObjects} with objects (${partly} partly checked), ${findings} findings, ${fixes} fixes made; slowest ${Math.round(slowest)} of ${longestLint} ms; ${counterexamples.length} wrong, ${seconds(started)}`,
  );
  return counterexamples;
}

function keystrokes(run: Parameters<typeof fuzzKeystrokes>[0]): readonly Counterexample[] {
  const started = performance.now();
  const { sessions, edits, takenOver, counterexamples } = fuzzKeystrokes(run);
  console.log(
    `keystrokes: ${edits} edits in ${sessions} texts, ${takenOver} documents taken over; ${counterexamples.length} wrong, ${seconds(started)}`,
  );
  return counterexamples;
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(0)} s`;
}

process.exitCode = main();
