import { fieldAt } from "../../engine/explain";
import type { Finding } from "../../engine/finding";
import { readText } from "../../engine/helm/lib/yamlParse";
import type { OriginId, Origins } from "../../engine/helm/origin";
import { type Site, Text } from "../../engine/helm/value";
import type { FileResult } from "../../engine/linter";
import { type Span, shiftSpan } from "../../engine/yaml/span";

/** A file as one environment renders it. */
export interface RenderedFile {
  readonly environment: string;
  /** Its name as Helm says it: `web/templates/deployment.yaml`. */
  readonly path: string;
  /** False where Helm would refuse the chart, and this is as far as it goes. */
  readonly whole: boolean;
  readonly text: Text | string;
  readonly result: FileResult;
  /** What is reported of it, in this text. */
  readonly findings: readonly Finding[];
  /** The name of a template's file among those that users edit. */
  readonly fileOf: (template: string) => string | undefined;
}

/** Where in a rendered file something appears. */
export interface RenderedPlace {
  readonly file: RenderedFile;
  readonly offset: number;
}

/** A scalar of a values file with its path. */
export interface ValuesKey {
  readonly path: readonly string[];
  readonly span: Span;
}

/** The setting of a values file at an offset; `undefined` for what is no scalar. */
export function valuesKeyAt(text: string, offset: number): ValuesKey | undefined {
  const { document, start } = readText(text);
  const found = fieldAt(document.root, offset - start);
  if (found?.written?.kind !== "scalar") return undefined;
  return { path: found.path.map(String), span: shiftSpan(found.span, start) };
}

/** Where a value of a values file is copied to, in the order of the rendered files. */
export function placesOfKey(
  files: readonly RenderedFile[],
  file: string,
  { path }: ValuesKey,
  origins: Origins,
): RenderedPlace[] {
  const known = new Map<OriginId, boolean>();
  const wanted = JSON.stringify(path);
  const isFrom = (origin: OriginId): boolean => {
    let answer = known.get(origin);
    if (answer === undefined) {
      answer = origins.data(origin).some((one) => one.file === file && JSON.stringify(one.path) === wanted);
      known.set(origin, answer);
    }
    return answer;
  };
  return placesWhere(files, ({ origin, site }) => site !== undefined && isFrom(origin));
}

/** Where the action of a template at an offset writes. */
export function placesOfAction(
  files: readonly RenderedFile[],
  file: string,
  offset: number,
): RenderedPlace[] {
  return placesWhere(files, ({ site, linear }, { fileOf }) => {
    for (let at: Site | undefined = site; at; at = at.caller)
      if (at.start <= offset && offset <= at.end && fileOf(at.file) === file && (at !== site || !linear))
        return true;
    return false;
  });
}

/** Where text that stands in a template as it is written is rendered. */
export function placesOfText(
  files: readonly RenderedFile[],
  template: string,
  offset: number,
): RenderedPlace[] {
  const places: RenderedPlace[] = [];
  for (const file of files) {
    if (!(file.text instanceof Text)) continue;
    let start = 0;
    for (const { end, site, offset: from, linear } of file.text.runs) {
      const at = start + offset - from;
      if (linear && start <= at && at < end && site && file.fileOf(site.file) === template)
        places.push({ file, offset: at });
      start = end;
    }
  }
  return places;
}

function placesWhere(
  files: readonly RenderedFile[],
  is: (run: Text["runs"][number], file: RenderedFile) => boolean,
): RenderedPlace[] {
  const places: RenderedPlace[] = [];
  for (const file of files) {
    if (!(file.text instanceof Text)) continue;
    let start = 0;
    for (const run of file.text.runs) {
      const written = file.text.text.slice(start, run.end);
      const blanks = written.length - written.trimStart().length;
      if (blanks < written.length && is(run, file)) places.push({ file, offset: start + blanks });
      start = run.end;
    }
  }
  return places;
}
