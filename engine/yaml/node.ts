import type { Span } from "./span";
import type { BlockScalarToken, FlowScalarToken } from "./tokens";

/**
 * The tree of one YAML document. It is a light layer over the concrete syntax tree: every node knows the exact offsets
 * (UTF-16, from the start of the document's text) of what was written, and nothing is interpreted yet: merges, aliases
 * and the meaning of scalars belong to `field.ts`.
 */
export type YamlNode = MapNode | SequenceNode | ScalarNode | AliasNode;

interface NodeBase {
  /** Where the content starts and ends, without its anchor and tag. */
  readonly start: number;
  readonly end: number;
  readonly anchor?: string;
  readonly tag?: string;
  /** Of the anchor and the tag, from the first to the last character, where there are any. */
  readonly propertiesSpan?: Span;
}

export interface MapNode extends NodeBase {
  readonly kind: "map";
  readonly flow: boolean;
  readonly pairs: readonly Pair[];
  /** Zero-based column of the keys of a block mapping. */
  readonly column: number;
}

export interface Pair {
  readonly key: YamlNode | undefined;
  readonly value: YamlNode | undefined;
  /** From the first character of the key (or its `?`) to the end of the value, or of the colon without one. */
  readonly start: number;
  readonly end: number;
  /** Offset just behind the colon; `undefined` while only the key is typed. */
  readonly colonEnd: number | undefined;
}

export interface SequenceNode extends NodeBase {
  readonly kind: "sequence";
  readonly flow: boolean;
  readonly items: readonly Item[];
  /** Zero-based column of the dashes of a block sequence. */
  readonly column: number;
}

export interface Item {
  readonly value: YamlNode | undefined;
  /** From the dash (of a block sequence) or the value with its tag (of a flow sequence) to the end of the value. */
  readonly start: number;
  readonly end: number;
}

export type ScalarStyle = "plain" | "single" | "double" | "block";

export interface ScalarNode extends NodeBase {
  readonly kind: "scalar";
  readonly style: ScalarStyle;
  readonly token: FlowScalarToken | BlockScalarToken;
}

export interface AliasNode extends NodeBase {
  readonly kind: "alias";
  readonly name: string;
  /** The node it stands for; `undefined` for an unknown anchor and for one that would contain itself. */
  readonly target: YamlNode | undefined;
}

/** The node, or one inside it, has an anchor. */
export function hasAnchor(node: YamlNode | undefined): boolean {
  if (!node) return false;
  if (node.anchor !== undefined) return true;
  if (node.kind === "map") return node.pairs.some((pair) => hasAnchor(pair.key) || hasAnchor(pair.value));
  return node.kind === "sequence" && node.items.some((item) => hasAnchor(item.value));
}

/** A place where the text is not YAML; `span` counts from the start of the document's text. */
export interface YamlProblem {
  readonly code: YamlProblemCode;
  readonly start: number;
  readonly end: number;
}

export type YamlProblemCode =
  | "unexpected-token"
  | "missing-colon"
  | "bad-indentation"
  | "unclosed-flow"
  | "unclosed-quote"
  | "tab-indentation"
  | "unknown-anchor"
  | "contains-itself"
  | "too-deep"
  | "too-many-aliases"
  | "bad-merge"
  | "bad-key"
  | "bad-tag"
  | "bad-escape"
  | "not-json"
  | "bad-separator"
  | "directive-alone"
  | "ignored-text"
  | "merge-conflict"
  | "control-character";
