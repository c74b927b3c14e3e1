import type { AliasNode, Item, MapNode, Pair, ScalarNode, SequenceNode, YamlNode, YamlProblem } from "./node";
import type { BlockScalarToken, CollectionToken, FlowScalarToken, SourceToken, Token } from "./tokens";
import { type DocumentToken, tokenize } from "./tokens";

export interface ComposedDocument {
  readonly root: YamlNode | undefined;
  /** In the order of the text. The tree holds everything that could be read in spite of them. */
  readonly problems: readonly YamlProblem[];
}

/**
 * Builds the tree of one document (see `splitDocuments`); all offsets count from the start of `text`. Never throws:
 * what is not YAML becomes a problem, and the rest of the tree stays. Depth is bounded by `tokenize`.
 */
export function composeDocument(text: string): ComposedDocument {
  const stream = tokenize(text);
  const composer = new Composer(text);
  if (stream.tooDeepAt !== undefined)
    return {
      root: undefined,
      problems: [{ code: "too-deep", start: stream.tooDeepAt, end: stream.tooDeepAt + 1 }],
    };
  const root = composer.stream(stream.tokens);
  return { root, problems: composer.problems.sort((a, b) => a.start - b.start) };
}

interface Properties {
  anchor?: string;
  tag?: string;
}

interface CollectionItem {
  readonly start: readonly SourceToken[];
  readonly key?: Token | null;
  readonly sep?: readonly SourceToken[];
  readonly value?: Token;
}

class Composer {
  readonly problems: YamlProblem[] = [];
  /** The latest node of each anchor; `null` while it is being built, so that an alias inside it is told apart. */
  private readonly anchors = new Map<string, YamlNode | null>();

  constructor(private readonly text: string) {}

  stream(tokens: readonly Token[]): YamlNode | undefined {
    let root: YamlNode | undefined;
    for (const token of tokens) {
      if (token.type === "document") root ??= this.document(token);
      else if (token.type === "error")
        this.problem("unexpected-token", token.offset, token.offset + token.source.length);
    }
    return root;
  }

  private document(token: DocumentToken): YamlNode | undefined {
    for (const end of token.end ?? []) this.errorToken(end as Token);
    return this.node(token.value, this.properties(token.start));
  }

  private node(token: Token | null | undefined, properties: Properties): YamlNode | undefined {
    if (!token) return undefined;
    if (properties.anchor !== undefined) this.anchors.set(properties.anchor, null);
    const node = this.content(token, properties);
    if (node && properties.anchor !== undefined) this.anchors.set(properties.anchor, node);
    return node;
  }

  private content(token: Token, properties: Properties): YamlNode | undefined {
    switch (token.type) {
      case "alias":
        return this.alias(token);
      case "scalar":
      case "single-quoted-scalar":
      case "double-quoted-scalar":
        return this.flowScalar(token, properties);
      case "block-scalar":
        return this.blockScalar(token, properties);
      case "block-map":
        return this.blockMap(token, properties);
      case "block-seq":
        return this.blockSequence(token, properties);
      case "flow-collection":
        return token.start.type === "flow-map-start"
          ? this.flowMap(token, properties)
          : this.flowSequence(token, properties);
      default:
        this.errorToken(token);
        return undefined;
    }
  }

  private alias(token: FlowScalarToken): AliasNode {
    const name = token.source.slice(1);
    const target = this.anchors.get(name);
    const end = token.offset + token.source.length;
    if (target === undefined) this.problem("unknown-anchor", token.offset, end);
    else if (target === null) this.problem("contains-itself", token.offset, end);
    return { kind: "alias", name, target: target ?? undefined, start: token.offset, end };
  }

  private flowScalar(token: FlowScalarToken, properties: Properties): ScalarNode {
    const end = token.offset + token.source.length;
    const quote = token.type === "scalar" ? "" : token.source[0];
    if (quote && (token.source.length < 2 || !token.source.endsWith(quote)))
      this.problem("unclosed-quote", token.offset, token.offset + 1);
    for (const after of token.end ?? []) this.errorToken(after as Token);
    const style = quote === "'" ? "single" : quote === '"' ? "double" : "plain";
    return { kind: "scalar", style, token, start: token.offset, end, ...properties };
  }

  private blockScalar(token: BlockScalarToken, properties: Properties): ScalarNode {
    let end = token.offset;
    for (const property of token.props) {
      this.errorToken(property);
      if ("source" in property) end = Math.max(end, property.offset + property.source.length);
    }
    return {
      kind: "scalar",
      style: "block",
      token,
      start: token.offset,
      end: end + token.source.length,
      ...properties,
    };
  }

  private blockMap(token: CollectionToken, properties: Properties): MapNode {
    const pairs: Pair[] = [];
    let column: number | undefined;
    for (const item of token.items) {
      const pair = this.pair(item, token.offset);
      if (!pair) continue;
      const at = this.column(pair.start);
      column ??= at;
      if (at !== column && item.key) {
        const tab = item.start.find((part) => part.type === "space" && part.source.includes("\t"));
        this.problem(tab ? "tab-indentation" : "bad-indentation", tab?.offset ?? pair.start, pair.end);
      }
      if (pair.colonEnd === undefined && pair.key)
        this.problem("missing-colon", pair.key.start, pair.key.end);
      pairs.push(pair);
    }
    const start = pairs[0]?.start ?? token.offset;
    return {
      kind: "map",
      flow: false,
      pairs,
      column: column ?? this.column(token.offset),
      start,
      end: pairs.at(-1)?.end ?? start,
      ...properties,
    };
  }

  private pair(item: CollectionItem, fallback: number): Pair | undefined {
    const before = this.properties(item.start);
    const key = this.key(item.key, before);
    const colon = item.sep?.find((part) => part.type === "map-value-ind");
    if (!key && !colon && !item.value) return undefined;
    const after = this.properties(item.sep ?? []);
    const value = this.node(item.value, after);
    const question = item.start.find((part) => part.type === "explicit-key-ind");
    const start = question?.offset ?? key?.start ?? colon?.offset ?? value?.start ?? fallback;
    const colonEnd = colon ? colon.offset + 1 : undefined;
    if (
      value?.kind === "map" &&
      !value.flow &&
      colon &&
      !this.breakBetween(colon.offset, value.start) &&
      !question
    )
      this.problem("bad-indentation", value.start, value.end);
    const end = Math.max(value?.end ?? 0, colonEnd ?? 0, key?.end ?? 0, this.propertiesEnd(item.sep));
    return { key, value, start, end, colonEnd };
  }

  /** A key that seems to run over several lines is a line without a colon above the real key. */
  private key(token: Token | null | undefined, properties: Properties): YamlNode | undefined {
    if (token?.type !== "scalar" || !token.source.includes("\n")) return this.node(token, properties);
    const lastLine = token.source.lastIndexOf("\n");
    const indent = /^[ \t]*/.exec(token.source.slice(lastLine + 1))?.[0].length ?? 0;
    const cut = lastLine + 1 + indent;
    const firstLine = token.source.indexOf("\n");
    this.problem("missing-colon", token.offset, token.offset + firstLine);
    return this.node({ ...token, offset: token.offset + cut, source: token.source.slice(cut) }, properties);
  }

  private blockSequence(token: CollectionToken, properties: Properties): SequenceNode {
    const items: Item[] = [];
    for (const item of token.items) {
      const dash = item.start.find((part) => part.type === "seq-item-ind");
      const value = this.node(item.value, this.properties(item.start));
      if (!dash && !value) continue;
      const start = dash?.offset ?? value?.start ?? token.offset;
      if (!dash) this.problem("unexpected-token", start, value?.end ?? start + 1);
      items.push({ value, start, end: Math.max(value?.end ?? 0, start + 1) });
    }
    const start = items[0]?.start ?? token.offset;
    return {
      kind: "sequence",
      flow: false,
      items,
      column: this.column(start),
      start,
      end: items.at(-1)?.end ?? start,
      ...properties,
    };
  }

  private flowMap(token: CollectionToken, properties: Properties): MapNode {
    const pairs: Pair[] = [];
    for (const item of token.items) {
      // In flow style a lone scalar is a key without a value, and some arrive as the value of an item without a key.
      const loneKey: CollectionItem = { start: item.start, key: item.value ?? null };
      const pair = this.pair(item.key || item.sep ? item : loneKey, token.offset);
      if (pair) pairs.push(pair);
    }
    return { kind: "map", flow: true, pairs, column: 0, ...this.flowEnds(token), ...properties };
  }

  private flowSequence(token: CollectionToken, properties: Properties): SequenceNode {
    const items: Item[] = [];
    for (const item of token.items) {
      const value = item.sep
        ? this.flowSinglePair(item)
        : this.node(item.value ?? item.key, this.properties(item.start));
      if (value) items.push({ value, start: value.start, end: value.end });
    }
    return { kind: "sequence", flow: true, items, column: 0, ...this.flowEnds(token), ...properties };
  }

  /** `[a: 1]` is a sequence of one mapping. */
  private flowSinglePair(item: CollectionItem): MapNode | undefined {
    const pair = this.pair(item, 0);
    return pair && { kind: "map", flow: true, pairs: [pair], column: 0, start: pair.start, end: pair.end };
  }

  private flowEnds(token: CollectionToken): { start: number; end: number } {
    const last = token.type === "flow-collection" ? token.end : [];
    const close = last.find((part) => part.type === "flow-map-end" || part.type === "flow-seq-end");
    for (const part of last) this.errorToken(part as Token);
    if (close) return { start: token.offset, end: close.offset + 1 };
    this.problem("unclosed-flow", token.offset, token.offset + 1);
    return { start: token.offset, end: this.endOf(token) };
  }

  private endOf(token: CollectionToken): number {
    const item = token.items.at(-1);
    const last = item?.value ?? item?.key;
    return last && "source" in last ? last.offset + last.source.length : token.offset + 1;
  }

  private properties(parts: readonly SourceToken[] | undefined): Properties {
    const properties: Properties = {};
    for (const part of parts ?? []) {
      if (part.type === "anchor") properties.anchor = part.source.slice(1);
      else if (part.type === "tag") properties.tag = part.source;
      else this.errorToken(part as Token);
    }
    return properties;
  }

  private propertiesEnd(parts: readonly SourceToken[] | undefined): number {
    let end = 0;
    for (const part of parts ?? [])
      if (part.type === "anchor" || part.type === "tag") end = part.offset + part.source.length;
    return end;
  }

  private errorToken(token: Token): void {
    if (token.type === "error" || token.type === "flow-error-end")
      this.problem("unexpected-token", token.offset, token.offset + Math.max(1, token.source.length));
  }

  private problem(code: YamlProblem["code"], start: number, end: number): void {
    this.problems.push({ code, start, end: Math.max(start + 1, end) });
  }

  private column(offset: number): number {
    return offset - this.text.lastIndexOf("\n", offset - 1) - 1;
  }

  private breakBetween(start: number, end: number): boolean {
    const at = this.text.indexOf("\n", start);
    return at >= 0 && at < end;
  }
}
