import * as yaml from "yaml-2";
import { splitDocuments } from "../../engine/yaml/split";
import { canonical } from "./declaredChanges";
import { documentsToJson } from "./toJson";

type Variant = (text: string) => string;

/** The same manifest in other writing: what kubectl reads of it stays. */
const variants: Readonly<Record<string, Variant>> = {
  CRLF: (text) => text.replace(/\r?\n/g, "\r\n"),
  "byte order mark": (text) => (text.startsWith("\ufeff") ? text : `\ufeff${text}`),
  "no final newline": (text) => text.trimEnd(),
  "flow style": (text) => rewritten(text, {}, inFlow),
  comments: (text) => rewritten(text, {}, commented),
  "four spaces": (text) => rewritten(text, { indent: 4 }),
  "sequences not indented": (text) => rewritten(text, { indentSeq: false }),
  "quoted keys": (text) => rewritten(text, {}, quoted),
};

export const variantNames: readonly string[] = Object.keys(variants);

/** `undefined` where the other writing would read differently, or where the text cannot be written anew. */
export function variantOf(name: string, text: string): string | undefined {
  try {
    const result = variants[name]?.(text);
    if (result === undefined || result === text) return undefined;
    return canonical(documentsToJson(result)) === canonical(documentsToJson(text)) ? result : undefined;
  } catch {
    return undefined;
  }
}

function rewritten(
  text: string,
  options: yaml.ToStringOptions,
  change: (document: yaml.Document) => void = () => {},
): string {
  return splitDocuments(text)
    .filter((slice) => slice.text.trim() !== "")
    .map((slice) => {
      const document = yaml.parseDocument(slice.text, { keepSourceTokens: false, uniqueKeys: false });
      change(document);
      return document.toString({ lineWidth: 0, ...options });
    })
    .join("---\n");
}

/** Leaves of two levels in flow style; comments could not stand in them. */
function inFlow(document: yaml.Document): void {
  yaml.visit(document, {
    Collection: (_, node) => {
      const nested = node.items.some((item) => {
        const value = yaml.isPair(item) ? item.value : item;
        return (
          yaml.isCollection(value) &&
          value.items.some((one) => yaml.isCollection(yaml.isPair(one) ? one.value : one))
        );
      });
      if (nested || /#/.test(String(node.comment ?? ""))) return undefined;
      node.flow = true;
      return yaml.visit.SKIP;
    },
  });
}

function commented(document: yaml.Document): void {
  let count = 0;
  yaml.visit(document, {
    Pair: (_, pair) => {
      if (yaml.isScalar(pair.key)) pair.key.commentBefore ??= ` above ${count++}`;
      if (
        yaml.isScalar(pair.value) &&
        !(typeof pair.value.value === "string" && pair.value.value.includes("\n"))
      )
        pair.value.comment ??= ` beside ${count++}`;
    },
    Seq: (_, sequence) => {
      for (const item of sequence.items) if (yaml.isScalar(item)) item.comment ??= ` item ${count++}`;
    },
  });
}

function quoted(document: yaml.Document): void {
  yaml.visit(document, {
    Pair: (_, pair) => {
      if (yaml.isScalar(pair.key) && typeof pair.key.value === "string" && pair.key.value !== "<<")
        pair.key.type = yaml.Scalar.QUOTE_DOUBLE;
    },
  });
}
