import type { Finding, FixResult } from "../finding";
import { fixEdits } from "../fixEdits";
import { podSpecsOf } from "../kubernetes/podSpec";
import type { DocumentResult, FileResult, PlacedDocument } from "../linter";
import { isIn } from "../podSecurityLevel";
import { YamlDocument } from "../yaml/document";
import { set } from "../yaml/pathEdit";
import { fieldAtPointer } from "../yaml/pointer";
import { applyEdits, shiftSpan, type TextEdit } from "../yaml/span";
import { TextLines } from "../yaml/textLines";
import { annotationPrefix } from "./annotations";
import { entriesByStart } from "./below";
import { reasonPlaceholder } from "./directive";
import { DirectiveIndex } from "./directiveIndex";
import { readDirectives } from "./readDirectives";

/** Where a suppression is to hold: on the finding's line, in its container, in its object, in its file. */
export const suppressionScopes = ["here", "container", "resource", "file"] as const;
export type SuppressionScope = (typeof suppressionScopes)[number];

/** What is to be suppressed. */
export interface Wish {
  readonly finding: Finding;
  /** Ids: of the finding, and of others at the same place. */
  readonly rules: readonly string[];
  readonly scope: SuppressionScope;
  /** Empty for one that has to be written yet. */
  readonly reason: string;
}

/**
 * The edits (offsets of the file) that put a suppression where it covers what is wished for and no more; every other byte
 * stays. Where no comment can stand, in JSON or within a text, the object gets an annotation.
 */
export function suppressionEdits(text: string, result: FileResult, wish: Wish): FixResult {
  const place = documentOf(result, wish.finding);
  const { document } = place?.result ?? {};
  if (!place || !document) return { refused: "the document is not read" };
  const edits =
    wish.scope === "file" ? inFile(text, wish) : editsIn(document, place.result, place.start, wish);
  if ("refused" in edits || wish.scope === "file") return edits;
  return { edits: edits.edits.map((edit) => ({ ...edit, ...shiftSpan(edit, place.start) })) };
}

/**
 * The same, as a comment on its line, for a finding that was placed in a text which is no manifest: the values of a chart.
 */
export function placedSuppressionEdits(text: string, wish: Omit<Wish, "scope">): FixResult {
  const document = new YamlDocument(text);
  const whole: Wish = { ...wish, scope: "here" };
  const lines = new TextLines(text);
  const offset = wish.finding.span.start;
  // Its path is one of the rendered object.
  const placed = { ...whole, finding: { ...wish.finding, path: "", subject: "" } };
  for (const edit of [behindLine(offset, lines, whole), aboveLine(lines.start(offset), lines, whole)])
    if (covers(document, edit, offset, placed)) return { edits: [edit] };
  return { refused: "no comment can stand on this line" };
}

/** The scopes that make sense for a finding. */
export function scopesFor(result: FileResult, finding: Finding): SuppressionScope[] {
  const place = documentOf(result, finding);
  if (!place?.result.document) return [];
  const isJson = jsonStart.test(place.result.document.text);
  return suppressionScopes.filter((scope) => {
    if (scope === "resource") return true;
    return !isJson && (scope !== "container" || containerOf(place.result, finding) !== undefined);
  });
}

const jsonStart = /^\s*\{/;

function documentOf({ documents }: FileResult, { span }: Finding): PlacedDocument | undefined {
  return documents.find(({ start, length }) => span.start >= start && span.start <= start + length);
}

function editsIn(document: YamlDocument, result: DocumentResult, start: number, wish: Wish): FixResult {
  const lines = new TextLines(document.text);
  const offset = wish.finding.span.start - start;
  const candidates: (TextEdit | undefined)[] =
    wish.scope === "here" && !jsonStart.test(document.text)
      ? [offset, keyOf(document, wish)].flatMap((at) => [
          behindLine(at, lines, wish),
          aboveLine(lines.start(at), lines, wish),
        ])
      : wish.scope === "container"
        ? [aboveContainer(document, result, lines, wish)]
        : [];
  for (const edit of candidates) if (edit && covers(document, edit, offset, wish)) return { edits: [edit] };
  return onObject(document, result, lines, wish);
}

/** Where the key of the finding's place stands: within a text of several lines no comment can. */
function keyOf({ root }: YamlDocument, { finding }: Wish): number {
  return fieldAtPointer(root, finding.path).headSpan.start;
}

function behindLine(offset: number, lines: TextLines, wish: Wish): TextEdit {
  const end = lines.end(offset);
  const isApart = /[ \t]/.test(lines.text[end - 1] ?? "");
  return { start: end, end, text: `${isApart ? "" : " "}${comment("ignore", wish)}` };
}

function aboveLine(lineStart: number, lines: TextLines, wish: Wish): TextEdit {
  const indentation = /[ \t]*/y;
  indentation.lastIndex = lineStart;
  const indent = indentation.exec(lines.text)?.[0] ?? "";
  return {
    start: lineStart,
    end: lineStart,
    text: `${indent}${comment("ignore", wish)}${lineBreakOf(lines.text)}`,
  };
}

function aboveContainer(
  document: YamlDocument,
  result: DocumentResult,
  lines: TextLines,
  wish: Wish,
): TextEdit | undefined {
  const container = containerOf(result, wish.finding);
  const entry = [...entriesByStart(document).values()].find(({ pointer }) => pointer === container);
  if (!entry) return undefined;
  const start = lines.start(entry.start);
  return lines.beforeBlanks(entry.start) === start ? aboveLine(start, lines, wish) : undefined;
}

/** JSON Pointer of the container that a finding is about. */
function containerOf({ resources }: DocumentResult, finding: Finding): string | undefined {
  for (const resource of resources)
    if (isIn(resource, finding))
      for (const pod of podSpecsOf(resource))
        for (const { field } of pod.containers)
          for (const pointer of [finding.subject, finding.path])
            if (pointer === field.pointer || pointer.startsWith(`${field.pointer}/`)) return field.pointer;
  return undefined;
}

/** An annotation; a comment above an object that has no metadata. */
function onObject(document: YamlDocument, result: DocumentResult, lines: TextLines, wish: Wish): FixResult {
  const resource = result.resources.find((one) => isIn(one, wish.finding));
  if (!resource) return { refused: "the object is not found" };
  if (resource.metadata.isMap)
    return fixEdits(
      wish.rules.map((rule) =>
        set(resource.metadata.at("annotations", `${annotationPrefix}${rule}`), reasonOf(wish)),
      ),
    );
  const first = document.root.content;
  if (jsonStart.test(document.text) || result.resources.length > 1 || !first)
    return { refused: "the object has no metadata for an annotation" };
  return { edits: [aboveLine(lines.start(first.start), lines, wish)] };
}

function inFile(text: string, wish: Wish): FixResult {
  if (jsonStart.test(text)) return { refused: "JSON has no comments" };
  const start = text.startsWith("\ufeff") ? 1 : 0;
  return {
    edits: [{ start, end: start, text: `${comment("ignore-file", wish)}${lineBreakOf(text)}` }],
  };
}

/** True where the text stays the same but for a comment, and that comment covers the finding. */
function covers(document: YamlDocument, edit: TextEdit, offset: number, { finding, rules }: Wish): boolean {
  const text = applyEdits(document.text, [edit]);
  const edited = new YamlDocument(text);
  if (edited.problems.length > document.problems.length) return false;
  const ids = new Map(rules.map((rule) => [rule, rule]));
  const added = readDirectives(text, edited, [], { ids, peers: {} }).filter(
    ({ span }) => span.start >= edit.start && span.end <= edit.start + edit.text.length,
  );
  const { rule, path, subject } = finding;
  const moved = edit.start <= offset ? offset + edit.text.length : offset;
  return new DirectiveIndex(added).find({ rule, offset: moved, path, subject }) !== undefined;
}

function comment(verb: "ignore" | "ignore-file", wish: Wish): string {
  return `# kubehint: ${verb}[${wish.rules.join(", ")}] ${reasonOf(wish)}`;
}

/** On one line, and without what would begin another suppression. */
function reasonOf({ reason }: Wish): string {
  const line = reason
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]+/g, " ")
    .replace(/#(?=[ \t]*kubehint)/g, "")
    .trim();
  return line === "" ? reasonPlaceholder : line;
}

function lineBreakOf(text: string): string {
  return /^[^\n]*\r\n/.test(text) ? "\r\n" : "\n";
}
