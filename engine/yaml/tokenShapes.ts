import type { MapNode, ScalarNode, SequenceNode, YamlNode } from "./node";
import { blockBodyStart } from "./scalarText";
import type { Span } from "./span";
import type {
  BlockScalarToken,
  CollectionItem,
  CollectionToken,
  FlowScalarToken,
  SourceToken,
  Token,
} from "./tokens";

/** The anchor and the tag in front of a node. */
export interface Properties {
  readonly anchor?: string;
  readonly tag?: string;
  readonly propertiesSpan?: Span;
}

/** Behind the last line that belongs to the value, without its break; the header's end where there is none. */
export function blockEnd(token: BlockScalarToken): number {
  const header = token.props.find(({ type }) => type === "block-scalar-header");
  const source = header && "source" in header ? header.source : "";
  const kept = source.includes("+") ? token.source.replace(/\r?\n$/, "") : token.source.trimEnd();
  return kept === "" ? token.offset + source.length : blockBodyStart(token) + kept.length;
}

/** The lexer makes a scalar without text where it finds nothing else between two indicators. */
export function isEmptyToken(token: Token | undefined): boolean {
  return token?.type === "scalar" && token.source === "";
}

export function isBlock(node: YamlNode | undefined): node is MapNode | SequenceNode {
  return (node?.kind === "map" || node?.kind === "sequence") && !node.flow;
}

export function isExplicit(item: CollectionItem): boolean {
  return item.start.some((part) => part.type === "explicit-key-ind");
}

/** `&anchor` or `!!str` with nothing behind is a scalar without text. */
export function emptyScalar(at: number, properties: Properties): ScalarNode {
  const token: FlowScalarToken = { type: "scalar", offset: at, indent: 0, source: "" };
  return { kind: "scalar", style: "plain", token, start: at, end: at, ...properties };
}

export function styleOf(token: FlowScalarToken): ScalarNode["style"] {
  if (token.type === "single-quoted-scalar") return "single";
  return token.type === "double-quoted-scalar" ? "double" : "plain";
}

/** Where the `?`, anchor or tag in front of a key starts. */
export function firstOffset(parts: readonly SourceToken[]): number | undefined {
  return parts.find(({ type }) => type === "explicit-key-ind" || type === "anchor" || type === "tag")?.offset;
}

export function propertiesEnd(parts: readonly SourceToken[] | undefined): number {
  let end = 0;
  for (const part of parts ?? [])
    if (part.type === "anchor" || part.type === "tag" || part.type === "explicit-key-ind")
      end = part.offset + part.source.length;
  return end;
}

export function endOf(token: CollectionToken): number {
  const item = token.items.at(-1);
  const last = item?.value ?? item?.key;
  return last && "source" in last ? last.offset + last.source.length : token.offset + 1;
}

/**
 * `{ a: 1 }{ b: 2 }`: the parser takes the first collection for a key of what follows on its line, and go-yaml for the
 * whole document. A colon makes it a key to both.
 */
export function flowBeforeText(
  token: Token | undefined,
):
  | { readonly flow: Token; readonly start: readonly SourceToken[]; readonly behind: SourceToken }
  | undefined {
  const item = token?.type === "block-map" ? token.items[0] : undefined;
  if (item?.key?.type !== "flow-collection") return undefined;
  const behind = item.sep?.find(({ type }) => type !== "space");
  if (!behind || behind.type === "map-value-ind" || behind.type === "newline") return undefined;
  return { flow: item.key, start: item.start, behind };
}

/**
 * `b: 1` with `c: 2` indented below it: the parser takes `1 c` for a key inside `b`. What was meant is a value, and an
 * entry that is indented too far.
 */
export function splitMisindented(
  item: CollectionItem,
): { readonly item: CollectionItem; readonly rest: CollectionToken } | undefined {
  const { value } = item;
  const [first, ...others] = value?.type === "block-map" ? value.items : [];
  const key = first?.key;
  if (value?.type !== "block-map" || !first || key?.type !== "scalar" || !key.source.includes("\n"))
    return undefined;
  if (!first.sep?.some(({ type }) => type === "map-value-ind")) return undefined;
  if (item.sep?.some(({ type }) => type === "newline")) return undefined;
  const { upper, last } = splitLastLine(key);
  const rest = { ...value, offset: last.offset, items: [{ ...first, start: [], key: last }, ...others] };
  return { item: { ...item, value: upper }, rest };
}

/** A plain scalar over several lines as the lines above, and the last one without its indentation. */
export function splitLastLine(token: FlowScalarToken): { upper: FlowScalarToken; last: FlowScalarToken } {
  const cut = token.source.length - token.source.slice(token.source.lastIndexOf("\n") + 1).trimStart().length;
  return {
    upper: { ...token, source: token.source.slice(0, cut).trimEnd() },
    last: { ...token, offset: token.offset + cut, source: token.source.slice(cut) },
  };
}
