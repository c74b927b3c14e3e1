import type { ValuesPath } from "../../engine/helm/origin";
import { YamlDocument } from "../../engine/yaml/document";
import type { Field } from "../../engine/yaml/field";
import type { Span } from "../../engine/yaml/span";

/** A place in a values file; `exact` where the key is written, otherwise `span` is the nearest one around it. */
export interface ValuesPlace {
  readonly span: Span;
  readonly exact: boolean;
  /** Not even the first key is there. */
  readonly nowhere: boolean;
}

/** Finds keys in values files by their paths; each text is parsed once. */
export class ValuesPlaces {
  private readonly documents = new Map<string, { text: string; root: Field; start: number }>();

  /** The place of a path in a text; the text's first character where not even the first key is there. */
  find(file: string, text: string, path: readonly string[]): ValuesPlace {
    const { root, start } = this.parsed(file, text);
    let field = root;
    let depth = 0;
    for (const step of path) {
      const next = field.at(field.isSequence ? Number(step) : step);
      if (!next.exists) break;
      field = next;
      depth++;
    }
    const { span } = field;
    const place =
      depth === 0
        ? { start: 0, end: Math.min(1, text.length) }
        : { start: span.start + start, end: span.end + start };
    return { span: place, exact: depth === path.length, nowhere: depth === 0 };
  }

  private parsed(file: string, text: string): { root: Field; start: number } {
    const known = this.documents.get(file);
    if (known?.text === text) return known;
    const made = { text, ...valuesRoot(text) };
    this.documents.set(file, made);
    return made;
  }
}

/** The values in a text, and the offset at which they start: a document marker may stand above them. */
export function valuesRoot(text: string): { readonly root: Field; readonly start: number } {
  const start = /^---[ \t]*\r?\n/.exec(text)?.[0].length ?? 0;
  return { root: new YamlDocument(text.slice(start)).root, start };
}

/** The last key of a path, in lower case. */
export function lastKey({ path }: ValuesPath): string {
  return (path.at(-1) ?? "").toLowerCase();
}
