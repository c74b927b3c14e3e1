/**
 * Renders every chart of the corpus and compares each file with what helm makes of it, byte by byte; and what helm
 * refuses must be refused, at the same place: `npm run helm:conformance [-- PART-OF-A-NAME]`.
 */
import { existsSync } from "node:fs";
import { plain } from "../../engine/helm/template/textOperations";
import {
  chartFiles,
  expectedFiles,
  type HelmCase,
  hasLostDependencies,
  helmCases,
  helmCorpus,
  renderCase,
  valuesOf,
} from "./helmCases";

/** Refusals that depend on something we have not. */
const explained: ReadonlyMap<string, string> = new Map([
  ["schema-needs-network", "helm fetches a schema, which we do not"],
]);

function main(): number {
  if (!existsSync(helmCorpus)) {
    console.log(`helm: skipped, ${helmCorpus} is not here`);
    return 0;
  }
  const wanted = process.argv[2] ?? "";
  const cases = helmCases().filter(({ chartDir }) => chartDir.includes(wanted));
  const wrong: string[] = [];
  const counts = { rendered: 0, refused: 0, files: 0, explained: 0 };
  const started = performance.now();
  for (const helmCase of cases) {
    const problem = compare(helmCase, counts);
    if (problem !== undefined) wrong.push(`${helmCase.chartDir} ${helmCase.case}: ${problem}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `helm: ${cases.length} cases in ${seconds} s, ${cases.length - wrong.length} right: ${counts.rendered} rendered alike (${counts.files} files), ${counts.refused} refused alike, ${counts.explained} explained`,
  );
  for (const line of wrong) console.log(`  ${line}`);
  return wrong.length > 0 || cases.length === 0 ? 1 : 0;
}

type Counts = Record<"rendered" | "refused" | "files" | "explained", number>;

function compare(helmCase: HelmCase, counts: Counts): string | undefined {
  const files = chartFiles(helmCase);
  const lostDependencies = hasLostDependencies(helmCase, files);
  const { rendering, refused } = renderCase(files, valuesOf(helmCase), { lostDependencies });
  const said = refused ?? rendering.errors[0]?.message;
  const expected = expectedFiles(helmCase);
  if (expected === undefined || (helmCase.exit !== 0 && refused !== undefined))
    return compareRefusal(helmCase, said, counts);
  if (said !== undefined) return `refused: ${said.slice(0, 300)}`;
  const names = new Set([...Object.keys(expected), ...rendering.files.keys()]);
  for (const name of names) {
    const text = plain(rendering.files.get(name) ?? "");
    if (text !== (expected[name] ?? ""))
      return `${name} differs at ${firstDifference(text, expected[name] ?? "")}`;
    counts.files++;
  }
  counts.rendered++;
  return undefined;
}

function compareRefusal(helmCase: HelmCase, said: string | undefined, counts: Counts): string | undefined {
  const expected = helmCase.engineError ?? helmCase.error ?? "";
  const errorClass = "errorClass" in helmCase ? String(helmCase.errorClass) : "";
  if (explained.has(errorClass)) {
    counts.explained++;
    return undefined;
  }
  if (said === undefined) return `rendered, but helm says: ${expected.slice(0, 200)}`;
  if (helmCase.engineStage === "render" && placeOf(said) !== placeOf(expected))
    return `refused at ${placeOf(said)}, helm at ${placeOf(expected)}`;
  counts.refused++;
  return undefined;
}

/** `file:line:column` of the first place that an error names. */
function placeOf(message: string): string {
  return /[^\s(]+:\d+(?::\d+)?/.exec(message)?.[0] ?? "";
}

function firstDifference(text: string, expected: string): string {
  let at = 0;
  while (at < text.length && text[at] === expected[at]) at++;
  return `${at}: ${JSON.stringify(text.slice(at, at + 60))}, helm has ${JSON.stringify(expected.slice(at, at + 60))}`;
}

process.exitCode = main();
