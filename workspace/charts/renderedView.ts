import type { Origins } from "../../engine/helm/origin";
import { provenanceOf } from "../../engine/helm/provenance";
import { Text } from "../../engine/helm/value";
import type { Span } from "../../engine/yaml/span";
import type { RenderedFile } from "./renderedPlaces";

/** A place in a file of a chart; `file` is its name in the chart that is rendered. */
export interface SourcePlace {
  readonly file: string;
  readonly span: Span;
}

/** What one environment renders for a template, by the template's name; `undefined` where it renders nothing. */
export function renderedFrom(
  files: readonly RenderedFile[],
  template: string,
  environment: string,
): RenderedFile | undefined {
  return files.find((file) => file.environment === environment && file.fileOf(file.path) === template);
}

/**
 * The template text that wrote the character at an offset of a rendered text: the innermost that users edit. `undefined`
 * for text that no template of theirs wrote.
 */
export function sourceOf(file: RenderedFile, offset: number, origins: Origins): SourcePlace | undefined {
  if (!(file.text instanceof Text)) return undefined;
  const { template, callers } = provenanceOf(file.text, offset, offset + 1, origins);
  for (const site of template ? [template, ...callers] : callers) {
    const name = file.fileOf(site.file);
    if (name !== undefined) return { file: name, span: { start: site.start, end: site.end } };
  }
  return undefined;
}

/** Where the text of a template at an offset, or else what follows it, is rendered; the end for what renders nothing. */
export function renderedOffset(file: RenderedFile, template: string, offset: number): number {
  if (!(file.text instanceof Text)) return 0;
  const { text, runs } = file.text;
  /** Blanks that an action begins with are between what it writes and what stands before. */
  const firstSeen = (from: number) => from + text.slice(from).search(/\S|$/);
  let start = 0;
  let next = { from: Number.POSITIVE_INFINITY, at: text.length };
  for (const { end, site, offset: from, linear } of runs) {
    for (let at = site; at; at = at.caller) {
      if (file.fileOf(at.file) !== template) continue;
      const isOwn = at === site && linear;
      const first = isOwn ? from : at.start;
      const last = isOwn ? from + end - start : at.end;
      if (first <= offset && offset < last) return isOwn ? start + offset - from : firstSeen(start);
      if (first > offset && first < next.from) next = { from: first, at: start };
    }
    start = end;
  }
  return next.at;
}
