import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defaultConfig } from "../../engine/config";
import type { Finding } from "../../engine/finding";
import { createLinter } from "../../engine/linter";
import { splitDocuments } from "../../engine/yaml/split";
import { rules } from "../../rules";
import { type Broken, checkEachFix, checkFixAll, nothingChecked } from "../harness/fixContract";
import { variantNames, variantOf } from "../harness/variants";
import { compareFixes } from "./fixVerdicts";

/**
 * Makes every fix that is offered on other people's manifests, and on the same manifests in eight other writings, and
 * checks what every fix promises (docs/fixes.md): `npm run fixes:all`, or `-- --part 1/2` for a half. Skips where there is
 * no corpus.
 */
const corpus = resolve(__dirname, "../../../shared/corpora/manifests");
/** The same rule in text of the same shape is made so many times. */
const mostAlike = 3;
/** One document in so many is written in other ways too. */
const sampled = 14;
/** So many breaches of a promise by a rule are shown in full. */
const mostShown = Number(process.env.KUBEHINT_SHOWN ?? 2);

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
const alike = new Map<string, number>();
const seen = new Set<string>();
const shown = new Map<string, number>();
const totals = nothingChecked();
const byWriting = new Map<string, number>();
let documents = 0;
let files = 0;
let fixAlls = 0;

/** Gives no second look to the same fix of the same rule: same surroundings, same edit. */
function isFresh(text: string, writing: string, { rule, span, fix }: Finding): boolean {
  const changes = fix?.changes.map(
    ({ op, at }) => `${op} ${at.pointer.replace(/\d+/g, "0")} ${at.parent?.entries().map(({ key }) => key)}`,
  );
  const line = text.slice(text.lastIndexOf("\n", span.start) + 1, span.start).replace(/[^\s-]/g, "x");
  const key = `${writing} ${rule} ${changes} ${line}`;
  const count = alike.get(key) ?? 0;
  alike.set(key, count + 1);
  return count < mostAlike;
}

function checkText(text: string, writing: string, file: string): void {
  const { fixes } = totals;
  const known = totals.broken.length;
  checkEachFix(text, linter, totals, (finding) => isFresh(text, writing, finding));
  byWriting.set(writing, (byWriting.get(writing) ?? 0) + totals.fixes - fixes);
  for (const broken of totals.broken.slice(known)) show(broken, writing, file);
}

function show({ promise, rule, detail }: Broken, writing: string, file: string): void {
  const key = `${promise} ${rule}`;
  const count = shown.get(key) ?? 0;
  shown.set(key, count + 1);
  if (count < mostShown) console.error(`  broken: ${promise}: ${rule} (${writing}) ${file}: ${detail}`);
}

function checkFile(text: string, file: string): void {
  if (!/apiVersion/.test(text)) return;
  files++;
  for (const { text: document } of splitDocuments(text)) {
    if (seen.has(document)) continue;
    seen.add(document);
    documents++;
    checkText(document, "as it is", file);
    if (documents % sampled !== 0) continue;
    for (const name of variantNames) {
      const variant = variantOf(name, document);
      if (variant !== undefined) checkText(variant, name, file);
    }
  }
  if (seen.has(`file ${text}`)) return;
  seen.add(`file ${text}`);
  fixAlls++;
  const known = totals.broken.length;
  checkFixAll(text, linter, totals, fixAlls % 4 === 0 ? undefined : ["once"]);
  for (const broken of totals.broken.slice(known)) show(broken, "file", file);
}

function main(): number {
  if (!existsSync(corpus)) {
    console.log("fixes: not present, nothing to do");
    return 0;
  }
  const [part = 1, of = 1] = (process.argv[process.argv.indexOf("--part") + 1] ?? "").split("/").map(Number);
  const sharded = process.argv.includes("--part");
  const started = performance.now();
  const paths = readdirSync(corpus, { recursive: true, encoding: "utf8" });
  paths
    .filter((path) => /\.(?:ya?ml|json)$/.test(path))
    .sort()
    .forEach((path, index) => {
      if (!sharded || index % of === part - 1) checkFile(readFileSync(join(corpus, path), "utf8"), path);
    });
  return report((performance.now() - started) / 1000);
}

function report(seconds: number): number {
  const { fixes, safe, refused, refusals, ofOthers, broken } = totals;
  console.log(
    `fixes: ${fixes} made in ${documents} documents of ${files} files (${safe} safe), ${refused} refused, ` +
      `${fixAlls} files fixed as a whole; ${broken.length} promises broken; ${seconds.toFixed(1)} s`,
  );
  for (const [writing, count] of byWriting) console.log(`  ${count} ${writing}`);
  console.log(`  ${ofOthers} findings became true of an object among the others`);
  for (const [reason, count] of refusals) console.log(`  ${count} refused: ${reason}`);
  const counts = new Map<string, number>();
  for (const { promise } of broken) counts.set(promise, (counts.get(promise) ?? 0) + 1);
  for (const [promise, count] of counts) console.log(`  ${count} broken: ${promise}`);
  const others = compareFixes(linter);
  console.log(`  ${others.summary}`);
  for (const line of others.wrong) console.error(`  unexplained: ${line}`);
  for (const [key, count] of [...shown].sort(([, a], [, b]) => b - a)) console.log(`    ${count} ${key}`);
  return broken.length + others.wrong.length > 0 ? 1 : 0;
}

process.exitCode = main();
