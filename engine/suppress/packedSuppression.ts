import type { Directive } from "./directive";
import { newMemo } from "./memo";
import type { SuppressibleDocument } from "./suppressible";
import type { Used } from "./suppressor";

/** What suppresses findings of a file, as plain data: for another thread, or for when its text is gone. */
export interface PackedSuppression {
  readonly documents: readonly PackedDocument[];
  /** The names that suppress something already: document, directive and rule by their indexes. */
  readonly used: readonly (readonly [document: number, directive: number, rule: number])[];
}

interface PackedDocument extends Pick<SuppressibleDocument, "start" | "hasTree" | "resource"> {
  readonly directives: readonly Omit<Directive, "remove" | "changes">[];
  readonly images: readonly (readonly [pointer: string, image: string])[];
}

export function packSuppression(documents: readonly SuppressibleDocument[], used: Used): PackedSuppression {
  return {
    documents: documents.map(({ start, hasTree, resource, directives, images }) => ({
      start,
      hasTree,
      resource,
      directives: directives.map(({ remove: _, changes: __, ...plain }) => plain),
      images: [...images],
    })),
    used: documents.flatMap(({ directives }, document) =>
      directives.flatMap(({ rules }, directive) =>
        rules.flatMap((named, rule) => (used.has(named) ? [[document, directive, rule] as const] : [])),
      ),
    ),
  };
}

/** Without the text a directive can be told of, and not be taken out. */
export function unpackSuppression(packed: PackedSuppression): {
  readonly documents: readonly SuppressibleDocument[];
  readonly used: Used;
} {
  const documents = packed.documents.map(
    ({ directives, images, ...plain }): SuppressibleDocument => ({
      ...plain,
      directives: directives.map((one) => ({
        ...one,
        changes: [],
        remove: () => ({ refused: "the text is gone" }),
      })),
      memo: newMemo(),
      images: new Map(images),
    }),
  );
  const used: Used = new Set();
  for (const [document, directive, rule] of packed.used) {
    const named = documents[document]?.directives[directive]?.rules[rule];
    if (named) used.add(named);
  }
  return { documents, used };
}
