import type { YamlDocument } from "../yaml/document";
import type { YamlNode } from "../yaml/node";
import { pointerStep } from "../yaml/pointer";
import type { Span } from "../yaml/span";

/** A key or list item with its value, and where it stands. */
export interface Below extends Span {
  /** JSON Pointer. */
  readonly pointer: string;
}

/**
 * The outermost key or list item that begins at each offset of a document. The document's own first key is not among
 * them: what stands above it stands above the document.
 */
export function entriesByStart(document: YamlDocument): ReadonlyMap<number, Below> {
  const found = new Map<number, Below>();
  const add = (below: Below) => {
    if (!found.has(below.start)) found.set(below.start, below);
  };
  const walk = (node: YamlNode | undefined, pointer: string): void => {
    if (node?.kind === "map")
      for (const { key, value, start, end } of node.pairs) {
        const name = key?.kind === "scalar" ? String(document.scalarValue(key)) : "";
        const below = `${pointer}/${pointerStep(name)}`;
        add({ start, end, pointer: below });
        walk(value, below);
      }
    else if (node?.kind === "sequence")
      for (const [index, { value, start, end }] of node.items.entries()) {
        add({ start, end, pointer: `${pointer}/${index}` });
        walk(value, `${pointer}/${index}`);
      }
  };
  walk(document.root.written, "");
  return found;
}
