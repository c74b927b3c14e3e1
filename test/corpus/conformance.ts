/**
 * Compares our verdicts with those of Kubernetes' own Pod Security fixtures, in the profile of their level, at every
 * version they are named for, as bare Pods and wrapped into a Deployment and a CronJob: `npm run conformance`.
 */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { defaultConfig } from "../../engine/config";
import { parseMinor } from "../../engine/kubernetes/version";
import { createLinter, type Linter } from "../../engine/linter";
import { rules } from "../../rules";

/** What `verdicts.jsonl` says of one fixture of `psa`. */
interface Verdict {
  readonly source: string;
  readonly check_id: string;
  readonly file: string;
  readonly expect: "fail" | "pass";
  readonly level: "baseline" | "restricted";
  readonly versions: readonly string[];
  readonly rules: readonly string[];
  readonly also: readonly string[];
}

const corpus = resolve(__dirname, "../../../shared/corpora/verdicts");

function main(): number {
  const list = join(corpus, "verdicts.jsonl");
  if (!existsSync(list)) {
    console.log(`psa: skipped, ${list} is not here`);
    return 0;
  }
  const verdicts = readFileSync(list, "utf8").trim().split("\n").map(parseVerdict).filter(isOfPodSecurity);
  const wrong: string[] = [];
  let checks = 0;
  for (const verdict of verdicts)
    for (const version of verdict.versions) {
      const linter = linterFor(verdict.level, version);
      for (const [form, manifest] of formsOf(readFileSync(join(corpus, "files", verdict.file), "utf8"))) {
        checks++;
        const problem = disagreement(verdict, linter, manifest);
        if (problem) wrong.push(`${verdict.file} (${verdict.check_id}, ${version}, ${form}): ${problem}`);
      }
    }
  console.log(`psa: ${verdicts.length} verdicts, ${checks} checks, ${checks - wrong.length} right`);
  for (const line of wrong) console.log(`  ${line}`);
  if (checks === 0) console.log("  no verdict of psa was found");
  return wrong.length > 0 || checks === 0 ? 1 : 0;
}

function parseVerdict(line: string): Verdict {
  return JSON.parse(line);
}

function isOfPodSecurity({ source }: Verdict): boolean {
  return source === "psa";
}

const linters = new Map<string, Linter>();

function linterFor(level: Verdict["level"], version: string): Linter {
  const minor = parseMinor(version);
  if (minor === undefined) throw new Error(`unknown version ${version}`);
  const key = `${level} ${minor}`;
  const known = linters.get(key);
  if (known) return known;
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: `pss-${level}`, minor } });
  linters.set(key, linter);
  return linter;
}

/** Why the finding or the silence is not what Kubernetes says; `undefined` where it is. */
function disagreement(verdict: Verdict, linter: Linter, manifest: string): string | undefined {
  const { failures, findings, status, undecided } = linter.lint(manifest);
  if (failures.length > 0 || status.kind !== "checked" || undecided > 0)
    return `not checked as a whole: ${JSON.stringify({ status, failures, undecided })}`;
  const found = [...new Set(findings.map(({ rule }) => rule))];
  const expected = [...verdict.rules, ...verdict.also];
  if (verdict.expect === "pass") return found.length > 0 ? `expected nothing, got ${found}` : undefined;
  return found.some((rule) => expected.includes(rule))
    ? undefined
    : `expected ${expected}, got ${found.join() || "nothing"}`;
}

/** The Pod, and the same pod as the template of a Deployment and of a CronJob. */
function formsOf(pod: string): readonly (readonly [name: string, manifest: string])[] {
  const body = pod.replace(/^apiVersion: v1\nkind: Pod\n/, "");
  if (body === pod || !/^metadata:\n/m.test(body)) throw new Error(`not a fixture of a Pod:\n${pod}`);
  const inside = (spaces: number) => body.replace(/^(?=.)/gm, " ".repeat(spaces));
  return [
    ["Pod", pod],
    [
      "Deployment",
      `apiVersion: apps/v1
kind: Deployment
metadata:
  name: wrapped
spec:
  selector:
    matchLabels:
      app: wrapped
  template:
${inside(4)}`,
    ],
    [
      "CronJob",
      `apiVersion: batch/v1
kind: CronJob
metadata:
  name: wrapped
spec:
  schedule: 0 0 * * *
  jobTemplate:
    spec:
      template:
${inside(8)}`,
    ],
  ];
}

process.exitCode = main();
