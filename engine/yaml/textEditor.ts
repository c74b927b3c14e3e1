import type { YamlDocument } from "./document";
import type { KeyOrder } from "./edit";
import type { Field } from "./field";
import { hasAnchor, type MapNode, type Pair, type SequenceNode, type YamlNode } from "./node";
import type { PlainMap, PlainValue } from "./pathEdit";
import { type PrintStyle, printAfterKey, printFlow, printInline, printItem, printScalar } from "./print";
import { detectStyle } from "./printStyle";
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
  private readonly edits: TextEdit[] = [];
  private readonly lines: TextLines;
  private readonly style: PrintStyle;

  constructor(
    private readonly document: YamlDocument,
    private readonly keyOrder: KeyOrder,
  ) {
    this.lines = new TextLines(document.text);
    this.style = detectStyle(document);
  }

  /** The edits in the order of the text. Refuses edits that would touch each other's text. */
  finish(): TextEdit[] {
    const sorted = this.edits.map((edit, index) => ({ edit, index }));
    sorted.sort((a, b) => a.edit.start - b.edit.start || a.index - b.index);
    const result = sorted.map(({ edit }) => edit);
    for (let i = 1; i < result.length; i++)
      if ((result[i]?.start ?? 0) < (result[i - 1]?.end ?? 0)) throw new EditRefused("the changes overlap");
    return result;
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
      const comment = /[ \t]+#.*$/.exec(header)?.[0] ?? "";
      this.replace(head, node.end, isBlock ? comment + printed : printed + comment);
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
    else if (node.flow) this.insertFlow(node, entries);
    else for (const [key, value] of Object.entries(entries)) this.insertBlock(map, node, key, value);
  }

  appendItem(at: Field, value: PlainValue): void {
    const node = at.content;
    if (node?.kind !== "sequence") throw new EditRefused("the value is not a sequence");
    if (node.anchor !== undefined) throw new EditRefused("the value is an anchor that other places use");
    const last = node.items.at(-1);
    if (!last) this.replace(node.start, node.end, `[${printFlow(value, this.style)}]`);
    else if (node.flow) this.replace(last.end, last.end, `, ${printFlow(value, this.style)}`);
    else this.insertLine(last.end, node.column, `- ${printItem(value, node.column, this.style)}`);
  }

  remove(at: Field): void {
    const container = at.parent?.content;
    if (container?.kind === "map" && at.keyNode) {
      const same = this.document.pairsOf(container, String(at.key));
      if (same.length > 1 && (container.flow || same.length === container.pairs.length))
        throw new EditRefused("the key stands twice");
      for (const pair of same)
        this.removeChild(at, container, container.pairs, container.pairs.indexOf(pair), "{}");
    } else if (container?.kind === "sequence" && typeof at.key === "number")
      this.removeChild(at, container, container.items, at.key, "[]");
    else throw new EditRefused("there is nothing to remove");
  }

  rename(at: Field, key: string): void {
    const node = at.keyNode;
    if (node?.kind !== "scalar" || node.style === "block")
      throw new EditRefused("the key is not a plain name");
    if (node.anchor !== undefined) throw new EditRefused("the key is an anchor that other places use");
    this.replace(this.startWithTag(node), node.end, this.likeScalar(node.style, key, true));
  }

  private removeChild(
    at: Field,
    container: MapNode | SequenceNode,
    children: readonly Child[],
    index: number,
    empty: string,
  ): void {
    const child = children[index];
    if (!child) throw new EditRefused("there is nothing to remove");
    if (hasAnchor(child.value)) throw new EditRefused("the value is an anchor that other places use");
    if (children.length === 1) this.removeOnly(at.parent, container, empty);
    else if (container.flow) this.removeFlow(children, index);
    else this.removeLines(child, children[index + 1]);
  }

  /** The last child goes: `key: {}` says the same as an empty block and stays valid. */
  private removeOnly(parent: Field | undefined, node: MapNode | SequenceNode, empty: string): void {
    const head = parent?.parent ? this.slotOf(parent).head : undefined;
    const ownLine = this.lines.beforeBlanks(node.start) === this.lines.start(node.start);
    if (head === undefined || node.flow || !ownLine || node.anchor !== undefined || node.tag !== undefined)
      this.replace(node.start, node.end, empty);
    else {
      this.replace(head, head, ` ${empty}`);
      this.removeLines(node, undefined);
    }
  }

  private removeFlow(children: readonly Child[], index: number): void {
    const child = children[index];
    const next = children[index + 1];
    const previous = children[index - 1];
    if (child && next) this.replace(child.start, next.start, "");
    else if (child && previous) this.replace(previous.end, child.end, "");
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
    } else if (lineEnd < this.lines.text.length) this.replace(start, this.lines.next(lineEnd), "");
    else this.replace(this.lines.endOfPrevious(start), lineEnd, "");
  }

  private insertBlock(map: Field, node: MapNode, key: string, value: PlainValue): void {
    const printed = `${printScalar(key, this.style)}:${printAfterKey(value, node.column, this.style)}`;
    const after = this.predecessor(map, node, key);
    if (after) this.insertLine(after.end, node.column, printed);
    else this.replace(node.start, node.start, printed + this.style.eol + " ".repeat(node.column));
  }

  /** The pair behind which a new key belongs; `undefined` for the first place. */
  private predecessor(map: Field, node: MapNode, key: string): Pair | undefined {
    const order = this.keyOrder(map);
    const rank = order?.indexOf(key) ?? -1;
    if (!order || rank < 0) return node.pairs.at(-1);
    let best: Pair | undefined;
    let bestRank = -1;
    let known = false;
    for (const pair of node.pairs) {
      const at = order.indexOf(pair.key ? this.lines.text.slice(pair.key.start, pair.key.end) : "");
      if (at >= 0) known = true;
      if (at > bestRank && at < rank) {
        best = pair;
        bestRank = at;
      }
    }
    return best ?? (known ? undefined : node.pairs.at(-1));
  }

  private insertFlow(node: MapNode, entries: PlainMap): void {
    const printed = Object.entries(entries).map(
      ([key, value]) => `${printScalar(key, this.style)}: ${printFlow(value, this.style)}`,
    );
    const last = node.pairs.at(-1);
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
    this.replace(at, at, this.style.eol + " ".repeat(column) + printed);
  }

  private likeScalar(style: string, value: PlainValue, inFlow: boolean): string {
    if (typeof value === "string" && style === "double") return JSON.stringify(value);
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
    return node.tag === undefined
      ? node.start
      : this.lines.text.lastIndexOf(node.tag, node.start - node.tag.length);
  }

  private replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text });
  }
}
