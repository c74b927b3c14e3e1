import type { Finding } from "../../engine/finding";
import type { ValuesPath } from "../../engine/helm/origin";
import { templateRange } from "../../engine/helm/provenance";
import type { Text } from "../../engine/helm/value";
import { YamlDocument } from "../../engine/yaml/document";
import { editDocument } from "../../engine/yaml/edit";
import { type PathEdit, set } from "../../engine/yaml/pathEdit";
import type { TextEdit } from "../../engine/yaml/span";
import type { ChartModel } from "./chartModel";
import type { ChartScan } from "./chartScan";
import { type CheckOptions, checkChart } from "./scanChart";

/** What a fix of a finding in rendered text can be made from. */
export interface FixSource {
  /** As the linter has it, in offsets of the rendered text. */
  readonly finding: Finding;
  readonly rendered: Text;
  /** The values key that decides. */
  readonly key: ValuesPath | undefined;
  /** The name of a template's file among those that users edit. */
  readonly fileOf: (template: string) => string | undefined;
}

export interface ChartFix {
  readonly path: string;
  /** The text that the edits are of. */
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/**
 * The edit of the values file where a key decides, otherwise of the template. It was tried: with it the chart is rendered
 * and linted again, the finding is gone in every environment, and nothing new came. `undefined` where there is none.
 */
export function chartFix(
  source: FixSource,
  before: ChartScan,
  model: ChartModel,
  options: CheckOptions,
): ChartFix | undefined {
  for (const wanted of [editOfValues(source, before, model), editOfTemplate(source, before, model)])
    if (wanted && isGood(wanted, source.finding, before, model, options)) return wanted;
  return undefined;
}

function editOfValues(
  { finding, key }: FixSource,
  before: ChartScan,
  model: ChartModel,
): ChartFix | undefined {
  const changes = finding.fix?.changes ?? [];
  if (!key || changes.length === 0 || finding.fix?.newDocument) return undefined;
  const path = model.pathOf(key.file);
  const text = before.texts.get(path);
  if (text === undefined) return undefined;
  const marker = /^---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0;
  const document = new YamlDocument(text.slice(marker));
  const inValues: PathEdit[] = [];
  for (const change of changes) {
    const steps = stepsBelow(finding.path, change.at.pointer);
    if (!steps) return undefined;
    let at = document.root;
    for (const step of [...key.path, ...steps]) at = at.at(at.isSequence ? Number(step) : step);
    // A switch is turned off rather than taken out of the file that documents it.
    const isSwitch = change.op === "remove" && at.boolean() === true;
    inValues.push(isSwitch ? set(at, false) : { ...change, at });
  }
  const edited = editDocument(document, inValues, () => undefined);
  if (!("edits" in edited)) return undefined;
  const edits = edited.edits.map((edit) => ({
    ...edit,
    start: edit.start + marker,
    end: edit.end + marker,
  }));
  return { path, text, edits };
}

/** The steps from one place to another at or below it. */
function stepsBelow(from: string, to: string): string[] | undefined {
  if (to === from) return [];
  if (!to.startsWith(`${from}/`)) return undefined;
  return to
    .slice(from.length + 1)
    .split("/")
    .map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
}

/** The edits of the rendered text, where all that they touch is written in one template as it is. */
function editOfTemplate(
  { finding, rendered, fileOf }: FixSource,
  before: ChartScan,
  model: ChartModel,
): ChartFix | undefined {
  const made = finding.fix?.edits();
  if (!made || !("edits" in made) || made.edits.length === 0) return undefined;
  let file: string | undefined;
  const edits: TextEdit[] = [];
  for (const edit of made.edits) {
    // An insertion stands behind what is written before it.
    const isInsertion = edit.end === edit.start;
    const start = isInsertion ? Math.max(0, edit.start - 1) : edit.start;
    const range = templateRange(rendered.runs, start, isInsertion ? start + 1 : edit.end);
    if (!range?.literal || (file !== undefined && file !== range.file)) return undefined;
    file = range.file;
    edits.push(isInsertion ? { ...edit, start: range.end, end: range.end } : { ...edit, ...spanOf(range) });
  }
  const name = file === undefined ? undefined : fileOf(file);
  const path = name === undefined ? undefined : model.pathOf(name);
  const text = path === undefined ? undefined : before.texts.get(path);
  return path === undefined || text === undefined ? undefined : { path, text, edits };
}

function spanOf({ start, end }: { readonly start: number; readonly end: number }) {
  return { start, end };
}

function isGood(
  { path, text, edits }: ChartFix,
  finding: Finding,
  before: ChartScan,
  model: ChartModel,
  options: CheckOptions,
): boolean {
  const after = model.trial(path, applied(text, edits), () => checkChart(model, options));
  // What was broken off half way proves nothing.
  if (options.shouldStop?.()) return false;
  const known = identities(before);
  const now = identities(after);
  if (now.has(identityOf(finding))) return false;
  for (const one of now) if (!known.has(one)) return false;
  const said = new Set([...before.notices.values()].flat().map(({ message }) => message));
  if ([...after.notices.values()].flat().some(({ message }) => !said.has(message))) return false;
  return [...after.statuses].every(
    ([file, { kind }]) => kind !== "partly" || before.statuses.get(file)?.kind === "partly",
  );
}

function identities({ findings }: ChartScan): Set<string> {
  return new Set([...findings.values()].flat().map(identityOf));
}

function identityOf({ rule, path, resource: { apiVersion, kind, name, namespace } }: Finding): string {
  return JSON.stringify([rule, apiVersion, kind, name, namespace, path]);
}

function applied(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { start, end, text: inserted } of [...edits].sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + inserted + result.slice(end);
  return result;
}
