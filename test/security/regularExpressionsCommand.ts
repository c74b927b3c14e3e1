import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Attack, parsed, regularExpressions, type Verdict, verdicts } from "./regularExpressions";

/** What is used of the analyzer, recheck 4.5. */
interface Analyzer {
  checkSync(
    source: string,
    flags: string,
    options: { readonly timeout: number },
  ): { readonly status: "safe" | "unknown" } | { readonly status: "vulnerable"; readonly attack: Attack };
}

/**
 * `npm run patterns`: analyses what is new among the regular expressions, each for up to half a minute, and writes down
 * what is known of all. What is not linear stands there with the text that shows it, and without a reason: the test fails
 * until it is repaired, or until somebody has bounded it and says why that is enough.
 *
 * The analyzer is no dependency, since it brings programs of its own for each platform (52 MB). Without them:
 * `npm install --prefix FOLDER --omit=optional recheck@4.5.0`, then `NODE_PATH=FOLDER/node_modules npm run patterns`.
 */
async function main(): Promise<void> {
  let analyzer: Analyzer | undefined;
  const all: [string, Verdict][] = [];
  for (const [written, file] of await regularExpressions()) {
    const known = Object.hasOwn(verdicts, written) ? verdicts[written] : undefined;
    if (!known) analyzer ??= load();
    const verdict = known ?? (analyzer && verdictOf(written, analyzer));
    if (!verdict) return;
    if (!known && verdict !== "safe") process.stdout.write(`${file}: ${written}\n`);
    all.push([written, verdict]);
  }
  all.sort(([one], [other]) => (one < other ? -1 : 1));
  const text = `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`;
  writeFileSync(join(__dirname, "regularExpressions.json"), text);
}

/** The build in JavaScript alone, without threads. */
function load(): Analyzer | undefined {
  try {
    return createRequire(__filename)("recheck/lib/browser.js");
  } catch {
    process.stderr.write(
      "There are new patterns, and recheck is not installed:\n" +
        "  npm install --prefix FOLDER --omit=optional recheck@4.5.0\n" +
        "  NODE_PATH=FOLDER/node_modules npm run patterns\n",
    );
    process.exitCode = 2;
    return undefined;
  }
}

function verdictOf(written: string, analyzer: Analyzer): Verdict {
  const { source, flags } = parsed(written);
  const found = analyzer.checkSync(source, flags, { timeout: 30_000 });
  if (found.status === "safe") return "safe";
  const attacks: Attack[] = [];
  if (found.status === "vulnerable") {
    const { pumps, suffix } = found.attack;
    attacks.push({ pumps: pumps.map(({ prefix, pump }) => ({ prefix, pump })), suffix });
  }
  return { why: "", longest: 100_000, attacks };
}

void main();
