import type { OriginId, Origins, ValuesPath } from "./origin";
import { runIndex } from "./template/output";
import type { Mark, Run, Site, Text } from "./value";

/** Where a part of a rendered file came from. */
export interface Provenance {
  /** The piece of a template that wrote the first character; `undefined` for an empty file. */
  readonly template: TemplateRange | undefined;
  /** The calls that led there, from the innermost `include` to the action in the file that was rendered. */
  readonly callers: readonly Site[];
  /** Places in values files that were copied, the likeliest first. */
  readonly data: readonly ValuesPath[];
  /** Places that decided whether and what was written, the nearest condition first. */
  readonly control: readonly ValuesPath[];
}

/** Offsets (UTF-16) in the text of a template. */
export interface TemplateRange {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  /** The text of the range is what was rendered, character by character; otherwise it is an action that wrote it. */
  readonly literal: boolean;
}

/** A place where something would have been written if a value were different. */
export interface Absence {
  /** The branch that was not taken. */
  readonly site: Site;
  readonly conditions: readonly ValuesPath[];
}

/** Where the characters from `start` to `end` of a rendered text came from. */
export function provenanceOf(text: Text, start: number, end: number, origins: Origins): Provenance {
  const runs = runsBetween(text.runs, start, end);
  let origin: OriginId = 0;
  let last = -1;
  for (const run of runs) {
    if (run.origin !== last) origin = origins.join(origin, run.origin);
    last = run.origin;
  }
  const callers: Site[] = [];
  for (let site = runs[0]?.site?.caller; site; site = site.caller) callers.push(site);
  return {
    template: templateRange(text.runs, start, end),
    callers,
    data: origins.data(origin),
    control: origins.control(origin),
  };
}

/** The template text behind the characters from `start` to `end`, as far as one piece of a template wrote them. */
export function templateRange(runs: readonly Run[], start: number, end: number): TemplateRange | undefined {
  const index = runIndex(runs, start);
  const run = runs[index];
  if (!run?.site) return undefined;
  if (!run.linear) return { file: run.site.file, start: run.site.start, end: run.site.end, literal: false };
  const from = run.offset + start - (runs[index - 1]?.end ?? 0);
  const isWhole = end <= run.end;
  return { file: run.site.file, start: from, end: from + Math.min(end, run.end) - start, literal: isWhole };
}

/** Branches that were not taken between two offsets, the nearest to `start` first. */
export function absencesIn(text: Text, start: number, end: number, origins: Origins): Absence[] {
  const seen = new Set<Site>();
  const found: Absence[] = [];
  for (const mark of marksBetween(text.marks, start, end)) {
    if (seen.has(mark.site)) continue;
    seen.add(mark.site);
    found.push({
      site: mark.site,
      conditions: [...origins.data(mark.origin), ...origins.control(mark.origin)],
    });
  }
  return found;
}

function runsBetween(runs: readonly Run[], start: number, end: number): Run[] {
  const found: Run[] = [];
  for (let index = runIndex(runs, start); index < runs.length; index++) {
    const run = runs[index];
    if (!run) break;
    found.push(run);
    if (run.end >= end) break;
  }
  return found;
}

function marksBetween(marks: readonly Mark[], start: number, end: number): Mark[] {
  return marks.filter((mark) => mark.at >= start && mark.at <= end);
}
