/**
 * Changes one key of values.yaml at a time, renders again and asks whether the key was among the places that the changed
 * scalars, and the removed ones, were said to come from: `npm run helm:provenance [-- PART-OF-A-NAME]`.
 */
import { existsSync } from "node:fs";
import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml-2";
import type { Origins } from "../../engine/helm/origin";
import { absencesIn, provenanceOf } from "../../engine/helm/provenance";
import { TemplateCache } from "../../engine/helm/render";
import { plain } from "../../engine/helm/template/textOperations";
import { Text } from "../../engine/helm/value";
import { chartFiles, helmCases, helmCorpus, renderCase } from "./helmCases";
import { type Ranking, rankKeys } from "./helmRanking";

const maxPerturbations = 8;
const maxBytes = 400_000;

interface Leaf {
  readonly path: readonly string[];
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Scalar {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const counts = {
  charts: 0,
  perturbations: 0,
  linear: 0,
  linearRight: 0,
  changed: 0,
  byAny: 0,
  byData: 0,
  removed: 0,
  removedNamed: 0,
  removedSecurity: 0,
  removedSecurityNamed: 0,
  single: 0,
  singleChanged: 0,
};

const ranking: Ranking = { tried: 0, right: 0 };

/** Paths of fields that harden a container, a pod or its account. */
const security =
  /\/(?:securityContext|automountServiceAccountToken|hostNetwork|hostPID|hostIPC|hostPath|serviceAccountName)(?:\/|$)/;

/** Scalars with one key, of which as many are tried for each chart. */
const maxSingles = 12;

async function main(): Promise<number> {
  if (!existsSync(helmCorpus)) {
    console.log(`helm provenance: skipped, ${helmCorpus} is not here`);
    return 0;
  }
  const wanted = process.argv[2] ?? "";
  for (const helmCase of helmCases()) {
    if (helmCase.case !== "default" || helmCase.exit !== 0 || !helmCase.chartDir.includes(wanted)) continue;
    const files = chartFiles(helmCase);
    const values = files.get("values.yaml");
    const size = [...files.values()].reduce((sum, content) => sum + content.length, 0);
    if (values === undefined || size > maxBytes) continue;
    perturb(files, new TextDecoder().decode(Buffer.from(values)));
    await rankKeys(files, otherValue, ranking);
  }
  const share = (part: number, whole: number): string =>
    `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  console.log(`helm provenance: ${counts.charts} charts, ${counts.perturbations} changes of one key`);
  console.log(`  literal runs equal to the template: ${share(counts.linearRight, counts.linear)}`);
  console.log(
    `  changed scalars that name the key: ${share(counts.byAny, counts.changed)}, as data ${share(counts.byData, counts.changed)}`,
  );
  console.log(
    `  removed scalars that name the key: ${share(counts.removedNamed, counts.removed)}, security fields ${share(counts.removedSecurityNamed, counts.removedSecurity)}`,
  );
  console.log(
    `  security fields with one key that change with it: ${share(counts.singleChanged, counts.single)}`,
  );
  console.log(`  findings at the key that decides them: ${share(ranking.right, ranking.tried)}`);
  return counts.linearRight === counts.linear &&
    counts.byAny >= 0.99 * counts.changed &&
    counts.removedSecurityNamed >= 0.97 * counts.removedSecurity &&
    counts.singleChanged >= 0.999 * counts.single &&
    ranking.right >= 0.95 * ranking.tried
    ? 0
    : 1;
}

function perturb(files: Map<string, Uint8Array | string>, values: string): void {
  const cache = new TemplateCache();
  const base = renderCase(files, [], { cache });
  if (base.refused !== undefined || base.rendering.errors.length > 0) return;
  counts.charts++;
  for (const file of base.rendering.files.values()) if (file instanceof Text) checkRuns(file, files);
  const scalars = new Map([...base.rendering.files].map(([name, file]) => [name, scalarsOf(plain(file))]));
  const leaves = leavesOf(values);
  const stride = Math.max(1, Math.floor(leaves.length / maxPerturbations));
  for (let index = 0; index < leaves.length; index += stride) {
    const leaf = leaves[index];
    if (leaf) compare(leaf, values, files, cache, base.rendering.files, scalars, base.origins);
  }
  const known = new Map(leaves.map((leaf) => [leaf.path.join("\0"), leaf]));
  let tried = 0;
  for (const [name, file] of base.rendering.files)
    for (const [path, scalar] of scalars.get(name) ?? []) {
      if (!(file instanceof Text) || !security.test(path) || tried >= maxSingles) continue;
      const { data } = provenanceOf(file, scalar.start, scalar.end, base.origins);
      const [only] = data;
      const leaf = only && data.length === 1 ? known.get(only.path.join("\0")) : undefined;
      if (!leaf || only?.file !== "values.yaml") continue;
      const again = renderChanged(leaf, values, files, cache);
      if (!again) continue;
      tried++;
      counts.single++;
      const after = scalarsOf(plain(again.get(name) ?? "")).get(path);
      if (after?.value !== scalar.value) counts.singleChanged++;
      else console.log(`    does not change with ${only.path.join(".")}: ${name} ${path}`);
    }
}

/** What is rendered with another value of a key; `undefined` where Helm would refuse it. */
function renderChanged(
  leaf: Leaf,
  values: string,
  files: Map<string, Uint8Array | string>,
  cache: TemplateCache,
): ReadonlyMap<string, Text | string> | undefined {
  const changed = values.slice(0, leaf.start) + leaf.text + values.slice(leaf.end);
  const again = renderCase(new Map(files).set("values.yaml", changed), [], { cache, trace: false });
  return again.refused !== undefined || again.rendering.errors.length > 0 ? undefined : again.rendering.files;
}

/** Literal text must be the template's own, to the character. */
function checkRuns(file: Text, files: Map<string, Uint8Array | string>): void {
  let start = 0;
  for (const run of file.runs) {
    const path = run.site?.file.replace(/^[^/]+\//, "") ?? "";
    const template = files.get(path);
    if (run.linear && template !== undefined) {
      const text = new TextDecoder().decode(Buffer.from(template));
      counts.linear++;
      if (text.slice(run.offset, run.offset + run.end - start) === file.text.slice(start, run.end))
        counts.linearRight++;
    }
    start = run.end;
  }
}

function compare(
  leaf: Leaf,
  values: string,
  files: Map<string, Uint8Array | string>,
  cache: TemplateCache,
  rendered: ReadonlyMap<string, Text | string>,
  scalars: ReadonlyMap<string, ReadonlyMap<string, Scalar>>,
  origins: Origins,
): void {
  const again = renderChanged(leaf, values, files, cache);
  if (!again) return;
  counts.perturbations++;
  const wanted = leaf.path.join("\0");
  for (const [name, file] of rendered) {
    const next = plain(again.get(name) ?? "");
    if (!(file instanceof Text) || next === file.text) continue;
    const isAligned = partsOf(file.text).length === partsOf(next).length;
    const after = scalarsOf(next, isAligned);
    const before = isAligned ? scalarsOf(file.text, true) : scalars.get(name);
    for (const [path, scalar] of before ?? []) {
      const other = after.get(path);
      if (other?.value === scalar.value) continue;
      const { data, control } = provenanceOf(file, scalar.start, scalar.end, origins);
      const isIn = (paths: typeof data): boolean =>
        paths.some(({ file: from, path: at }) => from === "values.yaml" && isWithin(at.join("\0"), wanted));
      const byData = isIn(data);
      const conditions = absencesIn(file, scalar.start, scalar.end, origins).flatMap(
        (absence) => absence.conditions,
      );
      const byAny = byData || isIn([...control, ...conditions]);
      if (other) {
        counts.changed++;
        if (byData) counts.byData++;
        if (byAny) counts.byAny++;
        continue;
      }
      const isSecurity = security.test(path);
      counts.removed++;
      if (isSecurity) counts.removedSecurity++;
      if (byAny) counts.removedNamed++;
      if (byAny && isSecurity) counts.removedSecurityNamed++;
      if (!byAny && isSecurity && process.env.VERBOSE)
        console.log(`    removed with ${leaf.path.join(".")}: ${name} ${path}`);
    }
  }
}

/** The place itself, or a collection that holds it. */
function isWithin(place: string, wanted: string): boolean {
  return place === wanted || (place !== "" && wanted.startsWith(`${place}\0`));
}

/**
 * The scalars of all documents of a rendered file, each by its document and path: the document by its kind, so that others
 * may come and go; or by its index, where both texts have as many. Items without a name go by their index and the
 * length of their list: when one is gone, those behind it have not changed.
 */
function scalarsOf(text: string, byIndex = false): Map<string, Scalar> {
  const found = new Map<string, Scalar>();
  let offset = 0;
  for (const [index, part] of partsOf(text).entries()) {
    const document = parseDocument(part, { logLevel: "silent", uniqueKeys: false });
    if (document.errors.length === 0 && isMap(document.contents))
      collect(document.contents, byIndex ? `${index}` : String(document.get("kind") ?? ""), offset, found);
    offset += part.length;
    offset += /^---[ \t]*/.exec(text.slice(offset))?.[0].length ?? 0;
  }
  return found;
}

function partsOf(text: string): string[] {
  return text.split(/^---[ \t]*$/m);
}

function collect(node: Node | null, path: string, offset: number, found: Map<string, Scalar>): void {
  if (isMap(node))
    for (const { key, value } of node.items)
      collect(value as Node | null, `${path}/${isScalar(key) ? String(key.value) : "?"}`, offset, found);
  else if (isSeq(node))
    for (const [index, item] of node.items.entries()) {
      const name = isMap(item) ? item.get("name") : undefined;
      collect(
        item as Node,
        `${path}/${typeof name === "string" ? name : `${index} of ${node.items.length}`}`,
        offset,
        found,
      );
    }
  else if (isScalar(node) && node.range)
    found.set(path, {
      value: String(node.value),
      start: offset + node.range[0],
      end: offset + node.range[1],
    });
}

/** The scalars of values.yaml with another value for each. */
function leavesOf(text: string): Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (node: unknown, path: readonly string[]): void => {
    if (isMap(node))
      for (const { key, value } of node.items)
        visit(value, [...path, isScalar(key) ? String(key.value) : ""]);
    else if (isScalar(node) && node.range && node.type !== "BLOCK_LITERAL" && node.type !== "BLOCK_FOLDED") {
      const other = otherValue(node.value);
      if (other !== undefined && !node.anchor)
        leaves.push({ path, start: node.range[0], end: node.range[1], text: other });
    }
  };
  visit(parseDocument(text, { logLevel: "silent", uniqueKeys: false }).contents, []);
  return leaves;
}

function otherValue(value: unknown): string | undefined {
  if (typeof value === "boolean") return String(!value);
  if (typeof value === "number") return String(value + 1);
  return typeof value === "string" && value !== "" ? JSON.stringify(`${value}x`) : undefined;
}

main().then((code) => {
  process.exitCode = code;
});
