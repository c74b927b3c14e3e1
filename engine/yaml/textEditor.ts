import { trimmedEnd } from "../trimmedEnd";
import type { YamlDocument } from "./document";
import type { KeyOrder } from "./edit";
import type { Field } from "./field";
import { hasAnchor, type MapNode, type Pair, type SequenceNode, type YamlNode } from "./node";
import type { PlainMap, PlainValue } from "./pathEdit";
import {
  type PrintStyle,
  printAfterKey,
  printFlow,
  printInline,
  printItem,
  printRoot,
  printScalar,
  quoted,
} from "./print";
import type { TextEdit } from "./span";
import { TextLines } from "./textLines";

/** An edit that could only be guessed; the message says why, for the user. */
export class EditRefused extends Error {}

/** A pair or an item as something that can be replaced or removed. */
interface Child {
  readonly start: number;
  readonly end: number;
  readonly value: YamlNode | undefined;
}

/** Of new lines at the same offset, the deeper ones come first. */
interface PlacedEdit extends TextEdit {
  readonly depth: number;
}

/** Deeper than any column. */
const innermost = 1e9;

/** Where a value stands, or would stand. */
interface Slot {
  /** Behind the colon or the dash. */
  readonly head: number;
  readonly node: YamlNode | undefined;
  /** Of the key or the dash. */
  readonly column: number;
  readonly inFlow: boolean;
  readonly isItem: boolean;
}

/** Makes text edits of one document whose new text looks like its surroundings. Offsets count from the document. */
export class TextEditor {
  private readonly edits: PlacedEdit[] = [];
  private readonly removals = new Map<
    MapNode | SequenceNode,
    { parent: Field | undefined; indexes: Set<number> }
  >();
  private readonly appends = new Map<SequenceNode, { at: Field; values: PlainValue[] }>();
  private readonly lines: TextLines;
  private readonly style: PrintStyle;

  constructor(
    private readonly document: YamlDocument,
    private readonly keyOrder: KeyOrder,
  ) {
    this.lines = new TextLines(document.text);
    this.style = document.style();
  }

  /** The edits in the order of the text. Refuses edits that would touch each other's text. */
  finish(): TextEdit[] {
    this.appendNoted();
    this.removeNoted();
    const result: TextEdit[] = [];
    for (const { start, end, text } of [...this.edits].sort(
      (a, b) => a.start - b.start || b.depth - a.depth,
    )) {
      const last = result.at(-1);
      const isMore = text === "" && last?.text === "" && start <= last.end;
      if (!last || (start >= last.end && !isMore)) result.push({ start, end, text });
      // What goes away twice goes away, and neighbours go as one.
      else if (isMore) result[result.length - 1] = { start: last.start, end: Math.max(end, last.end), text };
      else throw new EditRefused("the changes overlap");
    }
    return this.withoutLastBreak(result);
  }

  /** Where the last lines go and the text ended without a break, the break above them goes, and blank lines there. */
  private withoutLastBreak(edits: TextEdit[]): TextEdit[] {
    const { text } = this.lines;
    const last = edits.at(-1);
    if (last?.text !== "" || last.end < text.length || text.endsWith("\n")) return edits;
    if (last.start !== this.lines.start(last.start)) return edits;
    const start = Math.max(edits.at(-2)?.end ?? 0, this.lines.endOfTextAbove(last.start));
    return [...edits.slice(0, -1), { ...last, start }];
  }

  /** Replaces the value of an existing key or item, also one that is empty. */
  replaceValue(at: Field, value: PlainValue): void {
    const { node, ...slot } = this.slotOf(at);
    if (hasAnchor(node)) throw new EditRefused("the value is an anchor that other places use");
    const isCollection = typeof value === "object" && value !== null && Object.keys(value).length > 0;
    const staysInline = slot.inFlow || (node && "flow" in node && node.flow && isCollection);
    if (
      staysInline ||
      (!isCollection && node?.kind === "scalar" && node.style !== "block" && node.end > node.start)
    ) {
      const start = node ? this.startWithTag(node) : slot.head;
      const printed =
        node?.kind === "scalar"
          ? this.likeScalar(node.style, value, slot.inFlow)
          : printFlow(value, this.style);
      this.replace(start, node?.end ?? start, node && node.end > node.start ? printed : ` ${printed}`);
      return;
    }
    const printed = slot.isItem
      ? ` ${printItem(value, slot.column, this.style)}`
      : printAfterKey(value, slot.column, this.style);
    this.replaceBehind(slot.head, node, printed);
  }

  /** Comments on the line of the key and above the old value stay. */
  private replaceBehind(head: number, node: YamlNode | undefined, printed: string): void {
    const isBlock = printed.startsWith(this.style.eol);
    const lineEnd = this.lines.end(head);
    if (!node) this.replace(isBlock ? lineEnd : head, isBlock ? lineEnd : head, printed);
    else if (this.startWithTag(node) <= lineEnd) {
      const isBlockScalar = node.kind === "scalar" && node.style === "block";
      const header = isBlockScalar ? this.lines.text.slice(node.start, lineEnd) : "";
      const commentAt = header.search(/[ \t]#/) + 1;
      const comment =
        commentAt === 0 ? "" : header.slice(trimmedEnd(header.slice(0, commentAt), " \t").length);
      const behind = this.lines.end(node.end);
      if (isBlock && !isBlockScalar && /^[ \t]+#/.test(this.lines.text.slice(node.end, behind))) {
        this.replace(head, node.end, "");
        this.replace(behind, behind, printed);
      } else this.replace(head, node.end, isBlock ? comment + printed : printed + comment);
    } else {
      const above = this.lines.endOfPrevious(this.startWithTag(node));
      if (!isBlock) this.replace(head, head, printed);
      this.replace(above, node.end, isBlock ? printed : "");
    }
  }

  /** Inserts new keys into a mapping (or into a key without a value), each at its customary place. */
  insertEntries(map: Field, entries: PlainMap): void {
    const node = map.content;
    if (!node || node.kind === "scalar") this.replaceValue(map, entries);
    else if (node.kind !== "map") throw new EditRefused("the parent is not a mapping");
    else if (node.pairs.length > 0 && this.left(node, node.pairs).length === 0)
      this.refill(map, node, entries);
    else if (node.flow) this.insertFlow(node, entries);
    else for (const [key, value] of Object.entries(entries)) this.insertBlock(map, node, key, value);
  }

  /** Noted until `finish`, so that several items, and those that go at the same time, agree. */
  appendItem(at: Field, value: PlainValue): void {
    const node = at.content;
    if (node?.kind !== "sequence") throw new EditRefused("the value is not a sequence");
    if (node.anchor !== undefined) throw new EditRefused("the value is an anchor that other places use");
    const noted = this.appends.get(node) ?? { at, values: [] };
    noted.values.push(value);
    this.appends.set(node, noted);
  }

  private appendNoted(): void {
    for (const [node, { at, values }] of this.appends) {
      const last = this.left(node, node.items).at(-1);
      if (node.items.length === 0) this.replace(node.start, node.end, printFlow(values, this.style));
      else if (!last) this.refill(at, node, values);
      else if (node.flow)
        this.replace(last.end, last.end, values.map((value) => `, ${printFlow(value, this.style)}`).join(""));
      else
        for (const value of values)
          this.insertLine(last.end, node.column, `- ${printItem(value, node.column, this.style)}`);
    }
  }

  /** Everything in a collection goes, and something else comes. */
  private refill(at: Field, node: MapNode | SequenceNode, value: PlainValue): void {
    this.removals.delete(node);
    if (at.parent) this.replaceValue(at, value);
    else this.replace(node.start, node.end, printRoot(value, node.flow, this.style));
  }

  /** The entries or items that are not to be removed. */
  private left<T>(container: MapNode | SequenceNode, children: readonly T[]): readonly T[] {
    const indexes = this.removals.get(container)?.indexes;
    return indexes ? children.filter((_, index) => !indexes.has(index)) : children;
  }

  /** Noted until `finish`: what is left in the parent decides how the text changes. */
  remove(at: Field): void {
    const container = at.parent?.content;
    if (container?.kind === "map" && at.keyNode)
      for (const pair of this.document.pairsOf(container, String(at.key)))
        this.noteRemoval(at, container, container.pairs.indexOf(pair), pair);
    else if (container?.kind === "sequence" && typeof at.key === "number")
      this.noteRemoval(at, container, at.key, container.items[at.key]);
    else throw new EditRefused("there is nothing to remove");
  }

  rename(at: Field, key: string): void {
    const node = at.keyNode;
    if (node?.kind !== "scalar" || node.style === "block")
      throw new EditRefused("the key is not a plain name");
    if (node.anchor !== undefined) throw new EditRefused("the key is an anchor that other places use");
    this.replace(this.startWithTag(node), node.end, this.likeScalar(node.style, key, true));
  }

  private noteRemoval(
    at: Field,
    container: MapNode | SequenceNode,
    index: number,
    child: Child | undefined,
  ): void {
    if (!child) throw new EditRefused("there is nothing to remove");
    if (hasAnchor(child.value)) throw new EditRefused("the value is an anchor that other places use");
    const removal = this.removals.get(container) ?? { parent: at.parent, indexes: new Set<number>() };
    removal.indexes.add(index);
    this.removals.set(container, removal);
  }

  private removeNoted(): void {
    for (const [container, { parent, indexes }] of this.removals) {
      const children: readonly Child[] = container.kind === "map" ? container.pairs : container.items;
      if (indexes.size === children.length)
        this.removeOnly(parent, container, container.kind === "map" ? "{}" : "[]");
      else for (const run of runsOf(indexes)) this.removeRun(container, children, run);
    }
  }

  /** Neighbours that go together; in a block each goes by its own lines, unless the first shares one with a dash. */
  private removeRun(container: MapNode | SequenceNode, children: readonly Child[], [from, to]: Run): void {
    const first = children[from];
    const last = children[to];
    if (!first || !last) return;
    const next = children[to + 1];
    if (container.flow) this.removeFlow(first, last, children[from - 1], next);
    else if (from === 0 && this.lines.beforeBlanks(first.start) > this.lines.start(first.start))
      this.removeLines({ start: first.start, end: last.end }, next);
    else for (const child of children.slice(from, to + 1)) this.removeLines(child, undefined);
  }

  /** The last child goes: `key: {}` says the same as an empty block and stays valid. */
  private removeOnly(parent: Field | undefined, node: MapNode | SequenceNode, empty: string): void {
    const head = parent?.parent ? this.slotOf(parent).head : undefined;
    const ownLine = this.lines.beforeBlanks(node.start) === this.lines.start(node.start);
    if (head === undefined || node.flow || !ownLine) this.replace(node.start, node.end, empty);
    else {
      const at = node.propertiesSpan?.end ?? head;
      this.replace(at, at, ` ${empty}`);
      this.removeLines(node, undefined);
    }
  }

  private removeFlow(first: Child, last: Child, previous: Child | undefined, next: Child | undefined): void {
    if (next) this.replace(first.start, next.start, "");
    else if (previous) this.replace(previous.end, last.end, "");
  }

  /** Whole lines, with the comment behind the value; the first entry of `- key: value` gives its place to the next. */
  private removeLines(child: { start: number; end: number }, next: { start: number } | undefined): void {
    const start = this.lines.start(child.start);
    const lineEnd = this.lines.end(child.end);
    const before = this.lines.beforeBlanks(child.start);
    if (before > start) {
      if (!next) throw new EditRefused("the entry shares its line with another");
      // Comments of the next entry stay above it, and the dash alone in its line.
      if (/\S/.test(this.lines.text.slice(lineEnd, next.start))) this.replace(before, lineEnd, "");
      else this.replace(child.start, next.start, "");
    } else this.replace(start, this.lines.next(lineEnd), "");
  }

  private insertBlock(map: Field, node: MapNode, key: string, value: PlainValue): void {
    const printed = `${printScalar(key, this.style)}:${printAfterKey(value, node.column, this.style)}`;
    const after = this.predecessor(map, node, key);
    if (after) this.insertLine(after.end, node.column, printed);
    else this.replace(node.start, node.start, printed + this.style.eol + " ".repeat(node.column));
  }

  /** The pair behind which a new key belongs; `undefined` for the first place. A merge overrides what stands above it. */
  private predecessor(map: Field, node: MapNode, key: string): Pair | undefined {
    const pairs = this.left(node, node.pairs);
    const merge = pairs.findLast((pair) => this.document.isMerge(pair));
    const customary = this.customary(map, node, pairs, key);
    return merge && (!customary || customary.start < merge.start) ? merge : customary;
  }

  private customary(map: Field, node: MapNode, pairs: readonly Pair[], key: string): Pair | undefined {
    const order = this.keyOrder(map);
    const rank = order?.indexOf(key) ?? -1;
    if (!order || rank < 0) return pairs.at(-1);
    let best: Pair | undefined;
    let bestRank = -1;
    let known = false;
    for (const pair of pairs) {
      const at = order.indexOf(pair.key ? this.lines.text.slice(pair.key.start, pair.key.end) : "");
      if (at >= 0) known = true;
      if (at > bestRank && at < rank) {
        best = pair;
        bestRank = at;
      }
    }
    // Where the first pair goes, what is written before it would touch what is removed.
    return best ?? (known && pairs[0] === node.pairs[0] ? undefined : pairs.at(-1));
  }

  private insertFlow(node: MapNode, entries: PlainMap): void {
    const printed = Object.entries(entries).map(
      ([key, value]) => `${printScalar(key, this.style)}: ${printFlow(value, this.style)}`,
    );
    const last = this.left(node, node.pairs).at(-1);
    const first = node.pairs[0];
    if (!last || !first) this.replace(node.start, node.end, printFlow(entries, this.style));
    else {
      const onOwnLine = /\n/.test(this.lines.text.slice(node.start, first.start));
      const separator = onOwnLine ? `,${this.style.eol}${" ".repeat(this.lines.column(first.start))}` : ", ";
      this.replace(last.end, last.end, separator + printed.join(separator));
    }
  }

  /** New text on a line of its own below the line in which `offset` lies. */
  private insertLine(offset: number, column: number, printed: string): void {
    const at = this.lines.end(offset);
    // A dash may stand in the column of the key above it.
    const depth = 1 + 2 * column + (printed.startsWith("- ") ? 1 : 0);
    this.edits.push({ start: at, end: at, text: this.style.eol + " ".repeat(column) + printed, depth });
  }

  private likeScalar(style: string, value: PlainValue, inFlow: boolean): string {
    if (typeof value === "string" && style === "double") return quoted(value);
    if (
      typeof value === "string" &&
      style === "single" &&
      /^[^'\u0000-\u001f\u007f-\u009f\u2028\u2029]*$/.test(value)
    )
      return `'${value}'`;
    return inFlow ? printFlow(value, this.style) : printInline(value, this.style);
  }

  private slotOf(at: Field): Slot {
    const parent = at.parent?.content;
    const item = parent?.kind === "sequence" && typeof at.key === "number" ? parent.items[at.key] : undefined;
    if (item && parent?.kind === "sequence") {
      const head = parent.flow ? item.start : item.start + 1;
      return { head, node: item.value, column: parent.column, inFlow: parent.flow, isItem: true };
    }
    const pair = parent?.kind === "map" ? parent.pairs.find(({ key }) => key === at.keyNode) : undefined;
    if (!pair || parent?.kind !== "map") throw new EditRefused("the parent is not a mapping");
    if (pair.colonEnd === undefined) throw new EditRefused("the key has no colon");
    return {
      head: pair.colonEnd,
      node: pair.value,
      column: parent.column,
      inFlow: parent.flow,
      isItem: false,
    };
  }

  /** A tag says how the old value was to be read, so it goes with it. */
  private startWithTag(node: YamlNode): number {
    return node.propertiesSpan?.start ?? node.start;
  }

  private replace(start: number, end: number, text: string): void {
    // What is put behind a key that has no value comes before a new line at the same place.
    this.edits.push({ start, end, text, depth: start === end ? innermost : 0 });
  }
}

type Run = readonly [from: number, to: number];

/** Indexes that follow each other, as first and last. */
function runsOf(indexes: ReadonlySet<number>): Run[] {
  const runs: Run[] = [];
  for (const index of [...indexes].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === index - 1) runs[runs.length - 1] = [last[0], index];
    else runs.push([index, index]);
  }
  return runs;
}
