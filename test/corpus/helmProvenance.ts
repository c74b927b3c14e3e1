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

const counts = { charts: 0, perturbations: 0, linear: 0, linearRight: 0, changed: 0, byAny: 0, byData: 0 };

function main(): number {
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
    if (values !== undefined && size <= maxBytes)
      perturb(files, new TextDecoder().decode(Buffer.from(values)));
  }
  const share = (part: number, whole: number): string =>
    `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  console.log(`helm provenance: ${counts.charts} charts, ${counts.perturbations} changes of one key`);
  console.log(`  literal runs equal to the template: ${share(counts.linearRight, counts.linear)}`);
  console.log(
    `  changed scalars that name the key: ${share(counts.byAny, counts.changed)}, as data ${share(counts.byData, counts.changed)}`,
  );
  return counts.linearRight === counts.linear && counts.byAny >= 0.99 * counts.changed ? 0 : 1;
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
  const changed = values.slice(0, leaf.start) + leaf.text + values.slice(leaf.end);
  const again = renderCase(new Map(files).set("values.yaml", changed), [], { cache, trace: false });
  if (again.refused !== undefined || again.rendering.errors.length > 0) return;
  counts.perturbations++;
  const wanted = leaf.path.join("\0");
  for (const [name, file] of rendered) {
    const next = plain(again.rendering.files.get(name) ?? "");
    if (!(file instanceof Text) || next === file.text) continue;
    const after = scalarsOf(next);
    for (const [path, scalar] of scalars.get(name) ?? []) {
      const other = after.get(path);
      if (!other || other.value === scalar.value) continue;
      const { data, control } = provenanceOf(file, scalar.start, scalar.end, origins);
      const isIn = (paths: typeof data): boolean =>
        paths.some(({ file: from, path: at }) => from === "values.yaml" && isWithin(at.join("\0"), wanted));
      counts.changed++;
      const byData = isIn(data);
      if (byData) counts.byData++;
      const conditions = absencesIn(file, scalar.start, scalar.end, origins).flatMap(
        (absence) => absence.conditions,
      );
      if (byData || isIn([...control, ...conditions])) counts.byAny++;
    }
  }
}

/** The place itself, or a collection that holds it. */
function isWithin(place: string, wanted: string): boolean {
  return place === wanted || (place !== "" && wanted.startsWith(`${place}\0`));
}

/**
 * The scalars of all documents of a rendered file, each by its kind and path. Items without a name go by their index and the
 * length of their list: when one is gone, those behind it have not changed.
 */
function scalarsOf(text: string): Map<string, Scalar> {
  const found = new Map<string, Scalar>();
  let offset = 0;
  for (const part of text.split(/^---[ \t]*$/m)) {
    const document = parseDocument(part, { logLevel: "silent", uniqueKeys: false });
    if (document.errors.length === 0 && isMap(document.contents))
      collect(document.contents, String(document.get("kind") ?? ""), offset, found);
    offset += part.length;
    offset += /^---[ \t]*/.exec(text.slice(offset))?.[0].length ?? 0;
  }
  return found;
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

process.exitCode = main();
