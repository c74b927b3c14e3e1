// @ts-check
/**
 * Writes every file that is made from the rules, or with `--check` fails when one of them is out of date.
 *
 *     npm run generate [-- --check]
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rulesIndex } from "./generate/rulesIndex.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const check = process.argv.includes("--check");
const stale = [];

/** @param {string} file relative to the root @param {string} text */
function write(file, text) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  if (check) stale.push(file);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    console.log(`wrote ${file}`);
  }
}

for (const [file, text] of rulesIndex(root)) write(file, text);

const pages = spawnSync(process.execPath, ["--import", "tsx", join(root, "scripts/generate/fromRules.ts")], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
if (pages.status !== 0) {
  process.stderr.write(pages.stderr);
  process.exit(2);
}
/** @type {Record<string, string>} */
const files = JSON.parse(pages.stdout);
for (const [file, text] of Object.entries(files)) write(file, text);

const folder = join(root, "docs/rules");
if (existsSync(folder))
  for (const name of readdirSync(folder)) {
    const file = `docs/rules/${name}`;
    if (Object.hasOwn(files, file)) continue;
    if (check) stale.push(file);
    else rmSync(join(folder, name));
  }

if (stale.length > 0) {
  console.error(`out of date: ${stale.join(", ")}\nrun: npm run generate`);
  process.exit(1);
}
