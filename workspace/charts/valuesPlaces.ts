import type { ValuesPath } from "../../engine/helm/origin";
import type { Span } from "../../engine/yaml/span";
import type { ValuesDocuments } from "./valuesDocuments";

/** A place in a values file; `exact` where the key is written, otherwise `span` is the nearest one around it. */
export interface ValuesPlace {
  readonly span: Span;
  readonly exact: boolean;
  /** Not even the first key is there. */
  readonly nowhere: boolean;
}

/** Finds keys in values files by their paths. */
export class ValuesPlaces {
  constructor(private readonly documents: ValuesDocuments) {}

  /** The place of a path in a text; the text's first character where not even the first key is there. */
  find(text: string, path: readonly string[]): ValuesPlace {
    const { document, start } = this.documents.document(text);
    let field = document.root;
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
}

/** The last key of a path, in lower case. */
export function lastKey({ path }: ValuesPath): string {
  return (path.at(-1) ?? "").toLowerCase();
}
