import type { Finding } from "../../engine/finding";
import type { Chart } from "../../engine/helm/chart/chart";
import type { Origins, ValuesPath } from "../../engine/helm/origin";
import { absencesIn, provenanceOf, type TemplateRange } from "../../engine/helm/provenance";
import type { Text } from "../../engine/helm/value";
import type { PlacedDocument } from "../../engine/linter";
import type { Field } from "../../engine/yaml/field";
import { fieldAtPointer } from "../../engine/yaml/pointer";
import type { Span } from "../../engine/yaml/span";
import { lastKey, type ValuesPlaces } from "./valuesPlaces";

/** A place in a file of a chart; `file` is its path in the chart that is rendered. */
export interface ChartPlace {
  readonly file: string;
  readonly span: Span;
}

export interface Placed {
  /** Where the user changes it. */
  readonly at: ChartPlace;
  /** The template text, where `at` is a values key. */
  readonly template: ChartPlace | undefined;
  /** The values key, where `at` is one. */
  readonly key: ValuesPath | undefined;
}

export interface PlacingContext {
  readonly origins: Origins;
  /** The charts by where helm says their files are. */
  readonly owners: ReadonlyMap<string, Chart>;
  /** Files that users edit: texts by their path in the chart that is rendered. */
  readonly textOf: (file: string) => string | undefined;
  readonly values: ValuesPlaces;
}

/**
 * Where a finding in rendered text is reported: on the values key that decides, in a file that users edit, otherwise on
 * the template. Files that came with a dependency are not edited: what they decide is reported where its parent could
 * set it.
 */
export function placeFinding(
  finding: Finding,
  rendered: Text,
  documents: readonly PlacedDocument[],
  path: string,
  context: PlacingContext,
): Placed | undefined {
  const { start, end } = finding.span;
  const provenance = provenanceOf(rendered, start, Math.max(end, start + 1), context.origins);
  const template = templatePlace(provenance.template, provenance.callers, context);
  const field = fieldOf(finding, documents);
  const wanted = finding.missing && field ? missingCandidates(finding, rendered, field, context) : [];
  const present = finding.missing ? [] : ranked(finding, provenance.data);
  const deciding = provenance.control.filter((condition) => namesField(condition, finding.path));
  for (const candidate of [...wanted, ...present, ...(provenance.data.length === 0 ? deciding : [])]) {
    const named = ownPath(candidate, path, context);
    const own = named && finding.missing ? forAll(named, context) : named;
    const text = own && context.textOf(own.file);
    if (!own || text === undefined) continue;
    const { span, nowhere } = context.values.find(text, own.path);
    if (nowhere) continue;
    return { at: { file: own.file, span }, template, key: own };
  }
  if (template) return { at: template, template: undefined, key: undefined };
  return dependencyPlace(path, context);
}

/** The keys that would bring what is missing, the likeliest first. */
function missingCandidates(
  finding: Finding,
  rendered: Text,
  { field, offset }: { field: Field; offset: number },
  { origins, textOf, owners }: PlacingContext,
): ValuesPath[] {
  let around = field;
  const absent: string[] = [];
  while (around.parent && !around.present) {
    absent.unshift(String(around.key));
    around = around.parent;
  }
  const content = around.content;
  if (!content) return [];
  const start = offset + content.start;
  const end = offset + content.end;
  const inside = siblingsPlace(around, rendered, offset, origins, absent);
  const names = absent.length > 0 ? absent : [finding.path.split("/").at(-1) ?? ""];
  const conditions = absencesIn(rendered, start, end, origins)
    .filter(({ site }) => {
      const text = textOf(chartFile(site.file, owners) ?? "")?.slice(site.start, site.end) ?? "";
      return names.some((name) => text.includes(name));
    })
    .flatMap((absence) => absence.conditions);
  return [...inside, ...conditions];
}

/** A mapping that is a mapping of values as a whole gets its missing key there. */
function siblingsPlace(
  around: Field,
  rendered: Text,
  offset: number,
  origins: Origins,
  absent: readonly string[],
): ValuesPath[] {
  const content = around.content;
  if (content?.kind !== "map") return [];
  if (content.pairs.length === 0) {
    const { data } = provenanceOf(rendered, offset + content.start, offset + content.end, origins);
    return data.map(({ file, path }) => ({ file, path: [...path, ...absent] }));
  }
  for (const entry of around.entries()) {
    const value = entry.written;
    const key = entry.keySpan;
    if (value?.kind !== "scalar" || !key) continue;
    // Keys that a template spells out take their values one by one: another one would be read by nobody.
    if (provenanceOf(rendered, offset + key.start, offset + key.end, origins).template?.literal !== false)
      continue;
    const { data } = provenanceOf(rendered, offset + value.start, offset + value.end, origins);
    const same = data.filter(({ path }) => path.at(-1) === String(entry.key));
    if (same.length > 0)
      return same.map(({ file, path }) => ({ file, path: [...path.slice(0, -1), ...absent] }));
  }
  return [];
}

function fieldOf(
  { path, resource }: Finding,
  documents: readonly PlacedDocument[],
): { field: Field; offset: number } | undefined {
  const placed = documents[resource.document];
  const root = placed?.result.document?.root;
  return placed && root && { field: fieldAtPointer(root, path), offset: placed.start };
}

/** Of several values that make up one text, the one that the rule speaks of. */
function ranked(finding: Finding, data: readonly ValuesPath[]): readonly ValuesPath[] {
  if (data.length < 2) return data;
  const part = ["tag", "digest", "registry"].find((name) => finding.rule.includes(name));
  const weight = (place: ValuesPath): number => {
    if (part !== undefined && lastKey(place).includes(part)) return 0;
    return namesField(place, finding.path) ? 1 : 2;
  };
  return [...data].sort((a, b) => weight(a) - weight(b));
}

function namesField(place: ValuesPath, path: string): boolean {
  const field = (path.split("/").at(-1) ?? "").toLowerCase();
  const key = lastKey(place);
  return field.length > 2 && key.length > 2 && (key.includes(field) || field.includes(key));
}

/** What no values file sets is set for all of them in the chart's own, where that has the mapping it belongs in. */
function forAll(place: ValuesPath, { textOf, values }: PlacingContext): ValuesPath {
  const text = textOf("values.yaml");
  if (text === undefined || place.file.includes("/values.yaml")) return place;
  return values.find(text, place.path.slice(0, 1)).exact ? { ...place, file: "values.yaml" } : place;
}

/** The path in a file that users edit which has the same effect; `undefined` where there is none. */
function ownPath(place: ValuesPath, rendered: string, context: PlacingContext): ValuesPath | undefined {
  const owner = ownerOfValues(place.file, rendered, context.owners);
  if (!owner?.chart.vendored) return place;
  const above = owner.path.split("/charts/").slice(1);
  return { file: "values.yaml", path: [...above, ...place.path] };
}

/** The chart whose values.yaml a file is; among aliases of one chart, that which rendered the file. */
function ownerOfValues(
  file: string,
  rendered: string,
  owners: ReadonlyMap<string, Chart>,
): { path: string; chart: Chart } | undefined {
  if (!file.endsWith("values.yaml")) return undefined;
  const location = file.replace(/\/?values\.yaml$/, "");
  const found = [...owners].filter(([, chart]) => chart.location === location);
  const nearest = found.find(([path]) => rendered.startsWith(`${path}/`)) ?? found[0];
  return nearest && { path: nearest[0], chart: nearest[1] };
}

/** The template text that wrote it, or the place that called a template which users do not edit. */
function templatePlace(
  range: TemplateRange | undefined,
  callers: readonly { readonly file: string; readonly start: number; readonly end: number }[],
  { owners, textOf }: PlacingContext,
): ChartPlace | undefined {
  for (const site of range ? [range, ...callers] : callers) {
    const file = chartFile(site.file, owners);
    if (file !== undefined && textOf(file) !== undefined)
      return { file, span: { start: site.start, end: Math.max(site.end, site.start + 1) } };
  }
  return undefined;
}

/** The path in the chart that is rendered of what helm calls `web/charts/redis/templates/a.yaml`. */
export function chartFile(path: string, owners: ReadonlyMap<string, Chart>): string | undefined {
  let best: { prefix: string; chart: Chart } | undefined;
  for (const [prefix, chart] of owners)
    if (path.startsWith(`${prefix}/`) && prefix.length > (best?.prefix.length ?? -1))
      best = { prefix, chart };
  if (!best) return undefined;
  const inner = path.slice(best.prefix.length + 1);
  return best.chart.location === "" ? inner : `${best.chart.location}/${inner}`;
}

/** What a dependency does by itself is reported where the parent configures it, or names it. */
function dependencyPlace(path: string, { textOf, values }: PlacingContext): Placed | undefined {
  const names = path
    .split("/charts/")
    .slice(1)
    .map((name) => name.split("/")[0] ?? "");
  const own = textOf("values.yaml");
  if (own !== undefined && names.length > 0) {
    const { span, exact } = values.find(own, names.slice(0, 1));
    if (exact) return { at: { file: "values.yaml", span }, template: undefined, key: undefined };
  }
  const metadata = textOf("Chart.yaml");
  if (metadata === undefined) return undefined;
  const name = names[0] ?? "";
  const start = Math.max(
    0,
    metadata.search(new RegExp(`(?:alias|name): *["']?${escaped(name)}["']? *$`, "m")),
  );
  return { at: { file: "Chart.yaml", span: { start, end: start + 1 } }, template: undefined, key: undefined };
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
