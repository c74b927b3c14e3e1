import { Anchors } from "./anchors";
import type { AliasNode, Item, MapNode, Pair, ScalarNode, SequenceNode, YamlNode, YamlProblem } from "./node";
import { TokenChecks } from "./tokenChecks";
import {
  blockEnd,
  emptyScalar,
  endOf,
  firstOffset,
  flowBeforeText,
  isBlock,
  isEmptyToken,
  isExplicit,
  type Properties,
  propertiesEnd,
  splitLastLine,
  splitMisindented,
  styleOf,
} from "./tokenShapes";
import type {
  BlockScalarToken,
  CollectionItem,
  CollectionToken,
  DocumentToken,
  FlowScalarToken,
  SourceToken,
  Token,
} from "./tokens";

/** Turns concrete syntax tokens into the tree, and notes what go-yaml would not accept. */
export class TreeBuilder {
  private readonly checks: TokenChecks;
  private readonly anchors = new Anchors();

  /** @param original the text as written, from which the values of scalars are read. */
  constructor(
    private readonly text: string,
    original: string,
  ) {
    this.checks = new TokenChecks(text, original);
  }

  get problems(): readonly YamlProblem[] {
    return this.checks.problems;
  }

  stream(tokens: readonly Token[]): YamlNode | undefined {
    let root: YamlNode | undefined;
    let read = false;
    let end: readonly SourceToken[] | undefined;
    for (const token of tokens) {
      if (token.type === "document" && !read) {
        end = token.end;
        root = this.document(token);
        read = true;
      } else if (token.type === "error" || token.type === "directive")
        this.checks.unexpected(token.offset, token.source.length);
      else if (!read && token.type === "space") this.checks.tabs([token], true);
    }
    if (root) {
      this.checks.nothingBehind(end);
      this.checks.behindRoot(root.end, isBlock(root) ? root.column : Number.POSITIVE_INFINITY);
    }
    return root;
  }

  private document(token: DocumentToken): YamlNode | undefined {
    const ended = flowBeforeText(token.value);
    if (ended) {
      this.checks.errorAt(ended.behind);
      const before = [...token.start, ...ended.start];
      return this.node(ended.flow, this.properties(before, true), before);
    }
    return this.node(token.value, this.properties(token.start, true), token.start);
  }

  /** @param before what stands between the last node and this one: an anchor or a tag alone makes an empty scalar. */
  private node(
    token: Token | null | undefined,
    properties: Properties,
    before: readonly SourceToken[] | undefined,
  ): YamlNode | undefined {
    const isEmpty = properties.anchor === undefined && properties.tag === undefined;
    if (!token && isEmpty) return undefined;
    this.anchors.enter();
    const node =
      properties.anchor === undefined
        ? this.make(token, properties, before)
        : this.anchors.build(properties.anchor, () => this.make(token, properties, before));
    this.anchors.leave();
    return node;
  }

  private make(
    token: Token | null | undefined,
    properties: Properties,
    before: readonly SourceToken[] | undefined,
  ): YamlNode | undefined {
    return token ? this.content(token, properties) : emptyScalar(propertiesEnd(before), properties);
  }

  private content(token: Token, properties: Properties): YamlNode | undefined {
    switch (token.type) {
      case "alias":
        return this.alias(token, properties);
      case "scalar":
      case "single-quoted-scalar":
      case "double-quoted-scalar":
        return this.flowScalar(token, properties);
      case "block-scalar":
        return this.blockScalar(token, properties);
      case "block-map":
        return this.blockMap(token, properties);
      case "block-seq":
        if (this.checks.flowDepth > 0) this.checks.unexpected(token.offset, 1);
        return this.blockSequence(token, properties);
      case "flow-collection":
        return this.flow(token, properties);
      default:
        this.checks.errorToken(token);
        return undefined;
    }
  }

  private alias(token: FlowScalarToken, properties: Properties): AliasNode {
    const name = token.source.slice(1);
    const end = token.offset + token.source.length;
    this.checks.nothingBehind(token.end);
    if (properties.anchor !== undefined || properties.tag !== undefined)
      this.checks.unexpected(token.offset, token.source.length);
    const result = this.anchors.alias(name);
    if ("problem" in result) this.checks.problem(result.problem, token.offset, end);
    const target = "target" in result ? result.target : undefined;
    return { kind: "alias", name, target, start: token.offset, end };
  }

  private flowScalar(token: FlowScalarToken, properties: Properties): ScalarNode {
    const end = token.offset + token.source.length;
    this.checks.nothingBehind(token.end);
    this.checks.scalar(token, properties.tag);
    // Without what stands behind it, which would be kept as long as the tree.
    const { type, offset, indent, source } = token;
    const kept = { type, offset, indent, source };
    return { kind: "scalar", style: styleOf(token), token: kept, start: offset, end, ...properties };
  }

  private blockScalar(token: BlockScalarToken, properties: Properties): ScalarNode {
    for (const property of token.props) this.checks.errorToken(property);
    this.checks.blockScalar(token, properties.tag);
    const end = blockEnd(token);
    return { kind: "scalar", style: "block", token, start: token.offset, end, ...properties };
  }

  private blockMap(token: CollectionToken, properties: Properties): MapNode {
    const pairs: Pair[] = [];
    let column: number | undefined;
    for (const [index, written] of token.items.entries()) {
      const split = splitMisindented(written);
      const item = split?.item ?? written;
      const pair = this.pair(item, token.offset, { flow: false, atLineStart: index > 0 });
      if (!pair) continue;
      const at = this.column(pair.start);
      column ??= at;
      if (at !== column && item.key) this.checks.indentation(item.start, pair.start, pair.end);
      if (pair.colonEnd === undefined && pair.key && !isExplicit(item))
        this.checks.problem("missing-colon", pair.key.start, pair.key.end);
      pairs.push(pair);
      if (!split) continue;
      const rest = this.blockMap(split.rest, none);
      this.checks.problem("bad-indentation", rest.start, rest.end);
      for (const pair of rest.pairs) pairs.push(pair);
    }
    const start = pairs[0]?.start ?? token.offset;
    return {
      kind: "map",
      flow: false,
      pairs: [...pairs],
      column: column ?? this.column(token.offset),
      start,
      end: pairs.at(-1)?.end ?? start,
      ...properties,
    };
  }

  private pair(item: CollectionItem, fallback: number, { flow, atLineStart }: PairPlace): Pair | undefined {
    const before = this.properties(item.start, atLineStart);
    const explicit = isExplicit(item);
    const key = this.key(item, before, flow, explicit);
    let colon = item.sep?.find((part) => part.type === "map-value-ind");
    if (!key && !colon && !item.value && !explicit) return undefined;
    const written = isEmptyToken(item.value) ? undefined : item.value;
    const keyWithColon = flow && !written && key && colon && this.colonOfKey(key, colon.offset);
    if (keyWithColon) colon = undefined;
    const value = this.node(written, this.properties(item.sep), item.sep);
    if (key) this.checks.key(key, value, flow);
    if (flow && key && colon && !explicit) this.checks.implicitFlowKey(key, colon.offset);
    const start = firstOffset(item.start) ?? key?.start ?? colon?.offset ?? value?.start ?? fallback;
    const colonEnd = colon ? colon.offset + 1 : undefined;
    if (!key) this.checks.problem("bad-key", start, start + 1);
    if (
      value?.kind === "map" &&
      !value.flow &&
      colon &&
      !explicit &&
      !this.breakBetween(colon.offset, value.start)
    )
      this.checks.problem("bad-indentation", value.start, value.end);
    const end = Math.max(
      value?.end ?? 0,
      colonEnd ?? 0,
      key?.end ?? 0,
      propertiesEnd(item.sep),
      propertiesEnd(item.start),
    );
    return { key: keyWithColon || key, value, start, end, colonEnd };
  }

  /**
   * In a block, a key that seems to run over several lines is a line without a colon above the real key.
   */
  private key(
    item: CollectionItem,
    properties: Properties,
    flow: boolean,
    explicit: boolean,
  ): YamlNode | undefined {
    const token = item.key;
    const hasColon = item.sep?.some((part) => part.type === "map-value-ind") ?? false;
    if (flow || explicit || !hasColon || !token || !("source" in token))
      return this.node(token, properties, item.start);
    if (token.type !== "scalar" || !token.source.includes("\n")) {
      if (
        token.type !== "scalar" &&
        this.checks.breaksWithin(token.offset, token.offset + token.source.length)
      )
        this.checks.errorAt(token);
      return this.node(token, properties, item.start);
    }
    this.checks.problem("missing-colon", token.offset, token.offset + token.source.indexOf("\n"));
    return this.node(splitLastLine(token).last, properties, item.start);
  }

  /** In a flow, `a:` in front of a comma or bracket is a plain scalar that ends with a colon. */
  private colonOfKey(key: YamlNode, colon: number): ScalarNode | undefined {
    if (key.kind !== "scalar" || key.style !== "plain" || key.token.type !== "scalar") return undefined;
    if (key.end !== colon || !/[,[\]{}]/.test(this.text[colon + 1] ?? "")) return undefined;
    return { ...key, token: { ...key.token, source: `${key.token.source}:` }, end: colon + 1 };
  }

  private blockSequence(token: CollectionToken, properties: Properties): SequenceNode {
    const items: Item[] = [];
    for (const item of token.items) {
      const dash = item.start.find((part) => part.type === "seq-item-ind");
      const value = this.node(item.value, this.properties(item.start, items.length > 0), item.start);
      if (!dash && !value) continue;
      const start = dash?.offset ?? value?.start ?? token.offset;
      if (!dash) this.checks.indentation(item.start, start, value?.end ?? start + 1);
      items.push({ value, start, end: Math.max(value?.end ?? 0, start + 1) });
    }
    const start = items[0]?.start ?? token.offset;
    return {
      kind: "sequence",
      flow: false,
      items: [...items],
      column: this.column(start),
      start,
      end: items.at(-1)?.end ?? start,
      ...properties,
    };
  }

  private flow(token: CollectionToken, properties: Properties): YamlNode {
    this.checks.flowDepth++;
    const isMap = token.type === "flow-collection" && token.start.type === "flow-map-start";
    const node = isMap ? this.flowMap(token, properties) : this.flowSequence(token, properties);
    this.checks.flowDepth--;
    const { start, end, behind } = this.flowEnds(token);
    this.checks.nothingBehind(behind);
    return { ...node, start, end };
  }

  private flowMap(token: CollectionToken, properties: Properties): MapNode {
    const pairs: Pair[] = [];
    this.checks.commas(token.items);
    for (const item of token.items) {
      // In flow style a lone scalar is a key without a value, and some arrive as the value of an item without a key.
      const loneKey: CollectionItem = { start: item.start, key: item.value ?? null };
      const pair = this.pair(item.key || item.sep ? item : loneKey, token.offset, inFlow);
      if (!pair) continue;
      if (pair.value && pair.colonEnd === undefined)
        this.checks.problem("unexpected-token", pair.value.start, pair.value.end);
      pairs.push(pair);
    }
    return {
      kind: "map",
      flow: true,
      pairs: [...pairs],
      column: 0,
      start: token.offset,
      end: token.offset,
      ...properties,
    };
  }

  private flowSequence(token: CollectionToken, properties: Properties): SequenceNode {
    const items: Item[] = [];
    this.checks.commas(token.items);
    for (const item of token.items) {
      const single = item.sep?.some((part) => part.type === "map-value-ind") || isExplicit(item);
      const value = single
        ? this.flowSinglePair(item)
        : this.node(item.key ?? item.value, this.properties(item.start), item.start);
      if (value) items.push({ value, start: firstOffset(item.start) ?? value.start, end: value.end });
      if (single || !item.key || !item.value) continue;
      this.checks.errorAt(item.value);
      const second = this.node(item.value, none, undefined);
      if (second) items.push({ value: second, start: second.start, end: second.end });
    }
    return {
      kind: "sequence",
      flow: true,
      items: [...items],
      column: 0,
      start: token.offset,
      end: token.offset,
      ...properties,
    };
  }

  /** `[a: 1]` is a sequence of one mapping. */
  private flowSinglePair(item: CollectionItem): YamlNode | undefined {
    const pair = this.pair(item, 0, inFlow);
    // What looked like a pair was a plain scalar that ends with a colon.
    if (pair && pair.colonEnd === undefined && !isExplicit(item)) return pair.key;
    return pair && { kind: "map", flow: true, pairs: [pair], column: 0, start: pair.start, end: pair.end };
  }

  private flowEnds(token: CollectionToken): { start: number; end: number; behind: readonly SourceToken[] } {
    const isFlow = token.type === "flow-collection";
    const last = isFlow ? token.end : [];
    const close = last.find((part) => part.type === "flow-map-end" || part.type === "flow-seq-end");
    const isMap = isFlow && token.start.type === "flow-map-start";
    if (close && (close.type === "flow-map-end") !== isMap) this.checks.errorAt(close);
    const behind = last.filter((part) => part !== close);
    if (close) return { start: token.offset, end: close.offset + 1, behind };
    this.checks.problem("unclosed-flow", token.offset, token.offset + 1);
    return { start: token.offset, end: endOf(token), behind };
  }

  private properties(parts: readonly SourceToken[] | undefined, atLineStart = false): Properties {
    if (!parts || parts.length === 0) return none;
    this.checks.parts(parts, atLineStart);
    let properties = none;
    for (const part of parts) {
      if (part.type !== "anchor" && part.type !== "tag") continue;
      const start = properties.propertiesSpan?.start ?? part.offset;
      const propertiesSpan = { start, end: part.offset + part.source.length };
      if (part.type === "anchor")
        properties = { ...properties, anchor: part.source.slice(1), propertiesSpan };
      else properties = { ...properties, tag: part.source, propertiesSpan };
    }
    return properties;
  }

  private column(offset: number): number {
    return offset - this.text.lastIndexOf("\n", offset - 1) - 1;
  }

  private breakBetween(start: number, end: number): boolean {
    const at = this.text.indexOf("\n", start);
    return at >= 0 && at < end;
  }
}

const none: Properties = {};
const inFlow: PairPlace = { flow: true, atLineStart: false };

interface PairPlace {
  readonly flow: boolean;
  /** The entry starts a line of its own, so that a tab in front of it would be indentation. */
  readonly atLineStart: boolean;
}
