import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml-2";
import { defaultConfig } from "../../engine/config";
import { recognize } from "../../engine/kubernetes/recognize";
import { createLinter } from "../../engine/linter";
import { normalizeBreaks } from "../../engine/yaml/lines";
import { splitDocuments } from "../../engine/yaml/split";
import { rules } from "../../rules";
import { milliseconds, percentile, type Row, times } from "./measure";

const corpus = resolve(__dirname, "../../../shared/corpora/manifests");

/** Reading and linting every file of the corpus, against reading it and parsing just its Kubernetes documents. */
export function scan(): Row[] {
  if (!existsSync(corpus)) return [];
  const files = readdirSync(corpus, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
  const ours: number[] = [];
  const library: number[] = [];
  // In turn, so that a change of the machine's speed meets both.
  for (let round = 0; round < 4; round++) {
    const [lint] = times(1, () => {
      for (const file of files) linter.lint(readFileSync(file, "utf8"));
    });
    const [parse] = times(1, () => {
      for (const file of files) parseKubernetes(readFileSync(file, "utf8"));
    });
    // The first round warms both up.
    if (round > 0) {
      ours.push(lint ?? 0);
      library.push(parse ?? 0);
    }
  }
  ours.sort((a, b) => a - b);
  library.sort((a, b) => a - b);
  return [
    {
      what: `Scan of ${files.length} files, ${rules.length} rules (reading included on both sides)`,
      p50: milliseconds(percentile(ours, 0.5)),
      p95: milliseconds(percentile(ours, 0.95)),
      ratio: (percentile(ours, 0.5) / percentile(library, 0.5)).toFixed(2),
    },
  ];
}

function parseKubernetes(text: string): void {
  for (const slice of splitDocuments(normalizeBreaks(text))) {
    const recognition = recognize(slice.text);
    if (recognition.parse && !recognition.headOnly) parseAllDocuments(slice.text, { uniqueKeys: false });
  }
}
