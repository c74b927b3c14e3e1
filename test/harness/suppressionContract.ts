import assert from "node:assert/strict";
import type { Finding } from "../../engine/finding";
import type { FileResult, Linter } from "../../engine/linter";
import { annotationPrefix } from "../../engine/suppress/annotations";
import { entriesByStart } from "../../engine/suppress/below";
import { scopesFor, suppressionEdits } from "../../engine/suppress/placement";
import { YamlDocument } from "../../engine/yaml/document";
import { applyEdits, shiftSpan, type TextEdit } from "../../engine/yaml/span";
import { TextLines } from "../../engine/yaml/textLines";
import { canonical } from "./declaredChanges";
import { documentsOf, type Json, toJson } from "./toJson";
import type { Choices } from "./yamlModel";

const reason = "agreed: # with everybody";

/** What became of a suppression that was put in place. */
export type Placed = "comment" | "annotation" | "refused";

/**
 * Suppresses a finding as its quick fix does, and asserts that it alone goes, with what else its scope covers; that
 * kubectl reads the same, that all other findings stay where they were, and that the text comes back when the suppression
 * is removed.
 *
 * @returns `undefined` where nothing can be suppressed.
 */
export function checkSuppression(text: string, linter: Linter, choices: Choices): Placed | undefined {
  const before = linter.lint(text);
  const target = before.findings[choices.next(Math.max(1, before.findings.length))];
  const scopes = target ? scopesFor(before, target) : [];
  if (!target || scopes.length === 0) return undefined;
  const scope = choices.pick(scopes);
  const wish = { finding: target, rules: [target.rule], scope, reason };
  const result = suppressionEdits(text, before, wish);
  if ("refused" in result) {
    assert.match(result.refused, /anchor/);
    return "refused";
  }
  const { edits } = result;
  const edited = applyEdits(text, edits);
  const story = `${scope} ${keyOf(target)}\n${edited}`;
  const after = linter.lint(edited);
  assert.deepEqual(problemsOf(after), problemsOf(before), story);
  const isComment = edits.every((edit) => edit.text.includes("# kubehint: "));
  assert.equal(readingOf(edited), readingOf(text), story);
  assert.deepEqual(keys(everything(after)), keys(everything(before)), story);
  assert.deepEqual(
    after.suppressed.filter(({ suppressed }) => suppressed.reason !== reason),
    [],
    story,
  );
  assert.ok(keys(after.suppressed).includes(keyOf(target)), `not suppressed: ${story}`);
  const reach = isComment ? scope : "resource";
  const allowed = before.findings.filter((finding) => isCovered(finding, target, reach, before, text));
  const more = keys(after.suppressed).filter((key) => !keys(allowed).includes(key));
  assert.deepEqual(more, [], `more than it: ${story}`);
  if (reach !== "here") assert.deepEqual(keys(after.suppressed), keys(allowed), `less than all: ${story}`);
  checkPlaces(before, after, edits, story);
  checkReturn(text, edited, after, story);
  return isComment ? "comment" : "annotation";
}

function isCovered(
  finding: Finding,
  target: Finding,
  scope: string,
  { documents }: FileResult,
  text: string,
): boolean {
  if (finding.rule !== target.rule) return false;
  if (scope === "file") return true;
  if (finding.resource.document !== target.resource.document) return false;
  if (scope === "resource") return true;
  const paths = [finding.path, finding.subject];
  if (scope === "container") {
    const container = /^.*?\/(?:(?:containers|initContainers|ephemeralContainers)\/\d+|container(?=\/|$))/;
    const own = container.exec(target.subject)?.[0] ?? container.exec(target.path)?.[0];
    return own !== undefined && paths.some((path) => path === own || path.startsWith(`${own}/`));
  }
  const place = documents.find(
    ({ start, length }) => target.span.start >= start && target.span.start <= start + length,
  );
  if (!place) return false;
  const lines = new TextLines(text);
  const line = lines.start(target.span.start);
  const document = new YamlDocument(text.slice(place.start, place.start + place.length));
  const entries = [...entriesByStart(document).values()]
    .map((entry) => ({ ...entry, ...shiftSpan(entry, place.start) }))
    .filter(({ start, pointer }) => lines.start(start) === line || pointer === target.path);
  return (
    lines.start(finding.span.start) === line ||
    entries.some(
      ({ start, end, pointer }) =>
        (finding.span.start >= start && finding.span.start < end) ||
        paths.some((path) => path === pointer || path.startsWith(`${pointer}/`)),
    )
  );
}

/** Every finding is where it was, moved by what was written above it. */
function checkPlaces(before: FileResult, after: FileResult, edits: readonly TextEdit[], story: string): void {
  const places = (result: FileResult, shift: (offset: number) => number) =>
    everything(result)
      .map((finding) => `${keyOf(finding)} ${shift(finding.span.start)}-${shift(finding.span.end - 1)}`)
      .sort();
  const moved = (offset: number) =>
    offset +
    edits
      .filter(({ end }) => end <= offset)
      .reduce((sum, { start, end, text }) => sum + text.length - (end - start), 0);
  assert.deepEqual(
    places(after, (offset) => offset),
    places(before, moved),
    story,
  );
}

/** What removes the suppression gives the text back, but for blanks at the end of its line. */
function checkReturn(text: string, edited: string, after: FileResult, story: string): void {
  const own = after.documents.flatMap(({ start, result: { directives } }) =>
    directives.filter((one) => one.reason === reason).map((directive) => ({ start, directive })),
  );
  assert.equal(own.length, 1, story);
  for (const { start, directive } of own) {
    const removal = directive.remove();
    assert.ok("edits" in removal, story);
    const back = applyEdits(
      edited,
      removal.edits.map((edit) => ({ ...edit, ...shiftSpan(edit, start) })),
    );
    if (directive.by === "comment") assert.equal(withoutTrailing(back), withoutTrailing(text), story);
    else assert.equal(readingOf(back), readingOf(text), story);
  }
}

function withoutTrailing(text: string): string {
  return text.replace(/[ \t]+(?=\r?\n|$)/g, "");
}

function problemsOf({ documents }: FileResult): string[] {
  return documents.flatMap(({ result }) => result.document?.problems.map(({ code }) => code) ?? []);
}

/** What kubectl reads, but for our annotations. */
function readingOf(text: string): string {
  const without = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(without);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
      if (key.startsWith(annotationPrefix)) return [];
      const inner = without(item);
      const isEmpty = inner === null || (typeof inner === "object" && Object.keys(inner).length === 0);
      return key === "annotations" && isEmpty ? [] : [[key, inner]];
    });
    return Object.fromEntries(entries);
  };
  return documentsOf(text)
    .map(({ root }) => canonical(without(toJson(root))))
    .filter((value) => value !== "null")
    .join("\n");
}

function keyOf({ rule, resource, path, subject }: Finding): string {
  // A comment above the first `---` is a document to kubectl, so that the others are counted from one.
  return `${resource.kind} ${resource.namespace} ${resource.name} ${rule} ${path} ${subject}`;
}

function everything({ findings, suppressed }: FileResult): Finding[] {
  return [...findings, ...suppressed];
}

function keys(findings: readonly Finding[]): string[] {
  return findings.map(keyOf).sort();
}
