import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { scanFiles } from "../../workspace/scanFiles";
import { FindingsTable, tableDifference } from "./findingsTable";

/**
 * Scans the corpus of other people's manifests with every rule: nothing fails, every file is counted once, and files that
 * are no Kubernetes manifests have no finding. The findings are held against the committed table, so that a change of a
 * rule shows which projects it touches: `npm run corpus -- --write` writes it anew. Skips where there is no corpus.
 */
const corpus = resolve(__dirname, "../../../shared/corpora/manifests");
const tableFile = resolve(__dirname, "findings.tsv");

/** Files that are certainly no manifests, by their path below the corpus. */
const neverKubernetes: readonly RegExp[] = [
  /(?:^|\/)\.github\/(?:[^/]+$|(?:workflows|actions|ISSUE_TEMPLATE)\/)/,
  /(?:^|\/)\.gitlab-ci/,
  /^actions\+starter-workflows\//,
  /^ansible\+ansible-examples\//,
  /^docker\+awesome-compose\/.*compose/,
  /(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/,
  /^kubernetes-sigs\+kubespray\/(?!tests\/files\/|roles\/.*\/files\/)/,
  /^aws-cloudformation\+aws-cloudformation-templates\/(?!EKS\/manifest\.yml$)/,
  /^istio\+istio\/releasenotes\//,
  /(?:^|\/)(?:kustomization|Chart|skaffold)\.ya?ml$/,
];

/** Text whose root never names an API version and a kind, whatever else it says: an independent and coarse test. */
function cannotBeManifest(text: string): boolean {
  return !/["']?apiVersion["']?\s*:/.test(text) || !/["']?kind["']?\s*:/.test(text);
}

async function main(): Promise<number> {
  if (!existsSync(corpus)) {
    console.log("corpus: not present, nothing to do");
    return 0;
  }
  const wrong: string[] = [];
  const counts = { silent: 0, findings: 0, undecided: 0 };
  const reasons = new Map<string, number>();
  const table = new FindingsTable();
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
  const started = performance.now();
  const totals = await scanFiles(
    {
      fileSystem: nodeFileSystem(),
      roots: [corpus],
      base: corpus,
      linter,
      onAcross: ({ path, findings, failures }) => {
        counts.findings += findings.length;
        table.add(relative(corpus, path), findings);
        for (const { rule, error } of failures)
          wrong.push(`${relative(corpus, path)}: rule ${rule} failed: ${error}`);
      },
    },
    ({ path, text, result, unreadable }) => {
      const file = relative(corpus, path);
      const { status, findings, failures } = result;
      counts.findings += findings.length;
      table.add(file, findings);
      counts.undecided += result.undecided;
      if (unreadable) wrong.push(`${file}: unreadable`);
      if ("reason" in status) {
        const key = `${status.kind}: ${status.reason}`;
        reasons.set(key, (reasons.get(key) ?? 0) + 1);
      }
      for (const { rule, error } of failures) wrong.push(`${file}: rule ${rule} failed: ${error}`);
      const isSilent = neverKubernetes.some((pattern) => pattern.test(file));
      if (isSilent) counts.silent++;
      if (findings.length > 0 && (isSilent || cannotBeManifest(text)))
        wrong.push(`${file}: ${findings.length} findings in what is no manifest (${findings[0]?.rule})`);
    },
  );
  if (totals.found !== totals.checked + totals.partly + totals.skipped)
    wrong.push("the counts do not add up");
  if (counts.silent < 1000) wrong.push(`only ${counts.silent} files are known to be no manifests`);

  console.log(
    `corpus: ${totals.found} files: ${totals.checked} checked, ${totals.partly} partly, ${totals.skipped} skipped; ` +
      `${counts.findings} findings of ${rules.length} rules, ${counts.undecided} undecided; ` +
      `${counts.silent} files known to be no manifests; ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  for (const [reason, number] of reasons) console.log(`  ${number} ${reason}`);
  for (const line of wrong) console.error(`  wrong: ${line}`);
  const isCurrent = process.argv.includes("--write") ? writeTable(table) : compareTable(table);
  return wrong.length > 0 || !isCurrent ? 1 : 0;
}

function writeTable(table: FindingsTable): true {
  writeFileSync(tableFile, table.text());
  return true;
}

function compareTable(table: FindingsTable): boolean {
  const committed = existsSync(tableFile) ? readFileSync(tableFile, "utf8") : "";
  const difference = tableDifference(committed, table.text());
  if (difference.length === 0) return true;
  console.error("findings.tsv is out of date; look at what changed, then run: npm run corpus -- --write");
  for (const line of difference) console.error(`  ${line}`);
  return false;
}

main().then((status) => {
  process.exitCode = status;
});
