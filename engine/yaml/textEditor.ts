import type { YamlDocument } from "./document";
import type { KeyOrder } from "./edit";
import type { Field } from "./field";
import type { MapNode, Pair, SequenceNode, YamlNode } from "./node";
import type { PlainMap, PlainValue } from "./pathEdit";
import {
  type PrintStyle,
  printAfterKey,
  printEntries,
  printFlow,
  printInline,
  printItem,
  printScalar,
} from "./print";
import { detectStyle } from "./printStyle";
import type { TextEdit } from "./span";

/** An edit that could only be guessed; the message says why, for the user. */
export class EditRefused extends Error {}

/** Makes text edits of one document whose new text looks like its surroundings. Offsets count from the document. */
export class TextEditor {
  private readonly edits: TextEdit[] = [];
  private readonly text: string;
  private readonly style: PrintStyle;

  constructor(
    document: YamlDocument,
    private readonly keyOrder: KeyOrder,
  ) {
    this.text = document.text;
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

  /** Replaces the value of an existing key or item. */
  replaceValue(at: Field, value: PlainValue): void {
    const node = at.written;
    if (node?.anchor !== undefined) throw new EditRefused("the value is an anchor that other places use");
    const pair = this.pairOf(at);
    const isCollection = typeof value === "object" && value !== null && Object.keys(value).length > 0;
    if (!pair) {
      if (!node) throw new EditRefused("the item is empty");
      this.replace(
        node.start,
        node.end,
        node.kind === "scalar" && node.style !== "block"
          ? this.likeScalar(node.style, value, this.isInFlow(at))
          : printFlow(value, this.style),
      );
    } else if (pair.colonEnd === undefined) throw new EditRefused("the key has no colon");
    else if (this.isInFlow(at) || (node && "flow" in node && node.flow && isCollection))
      this.replace(
        node?.start ?? pair.colonEnd,
        node?.end ?? pair.colonEnd,
        (node ? "" : " ") + printFlow(value, this.style),
      );
    else if (!isCollection && node?.kind === "scalar" && node.style !== "block")
      this.replace(node.start, node.end, this.likeScalar(node.style, value, false));
    else {
      const end =
        node?.kind === "scalar" && node.style === "block"
          ? this.beforeBreak(node.end)
          : (node?.end ?? pair.colonEnd);
      this.replace(pair.colonEnd, end, printAfterKey(value, this.columnOf(pair.start), this.style));
    }
  }

  /** Inserts new keys into a mapping (or into a key without a value), each at its customary place. */
  insertEntries(map: Field, entries: PlainMap): void {
    const node = map.content;
    if (!node || node.kind === "scalar") this.fillEmpty(map, entries);
    else if (node.kind !== "map") throw new EditRefused("the parent is not a mapping");
    else if (node.flow) this.insertFlow(node, entries);
    else for (const [key, value] of Object.entries(entries)) this.insertBlock(map, node, key, value);
  }

  appendItem(at: Field, value: PlainValue): void {
    const node = at.content;
    if (node?.kind !== "sequence") throw new EditRefused("the value is not a sequence");
    if (node.anchor !== undefined) throw new EditRefused("the value is an anchor that other places use");
    const last = node.items.at(-1);
    if (node.flow) {
      const printed = printFlow(value, this.style);
      if (!last) this.replace(node.start, node.end, `[${printed}]`);
      else this.replace(last.end, last.end, `, ${printed}`);
    } else if (last) {
      this.insertLine(last.end, node.column, `- ${printItem(value, node.column, this.style)}`);
    }
  }

  remove(at: Field): void {
    const container = at.parent?.content;
    const keyNode = at.keyNode;
    if (container?.kind === "map" && keyNode) {
      const index = container.pairs.findIndex((pair) => pair.key === keyNode);
      this.removeChild(at, container, container.pairs, index, "{}");
    } else if (container?.kind === "sequence" && typeof at.key === "number")
      this.removeChild(at, container, container.items, at.key, "[]");
    else throw new EditRefused("there is nothing to remove");
  }

  rename(at: Field, key: string): void {
    const node = at.keyNode;
    if (node?.kind !== "scalar") throw new EditRefused("the key is not a plain name");
    this.replace(node.start, node.end, this.likeScalar(node.style, key));
  }

  private removeChild(
    at: Field,
    container: MapNode | SequenceNode,
    children: readonly {
      readonly start: number;
      readonly end: number;
      readonly value: YamlNode | undefined;
    }[],
    index: number,
    empty: string,
  ): void {
    const child = children[index];
    if (!child) throw new EditRefused("there is nothing to remove");
    if (hasAnchor(child.value)) throw new EditRefused("the value is an anchor that other places use");
    if (children.length === 1) this.replaceWhole(at.parent, container, empty);
    else if (container.flow) this.removeFlow(children, index);
    else this.removeLines(child, children[index + 1]);
  }

  /** The last child goes: `key: {}` says the same as an empty block and stays valid. */
  private replaceWhole(parent: Field | undefined, node: MapNode | SequenceNode, empty: string): void {
    const pair = parent && this.pairOf(parent);
    if (pair?.colonEnd !== undefined && !node.flow && node.anchor === undefined && node.tag === undefined)
      this.replace(pair.colonEnd, node.end, ` ${empty}`);
    else this.replace(node.start, node.end, empty);
  }

  private removeFlow(
    children: readonly { readonly start: number; readonly end: number }[],
    index: number,
  ): void {
    const child = children[index];
    const next = children[index + 1];
    const previous = children[index - 1];
    if (child && next) this.replace(child.start, next.start, "");
    else if (child && previous) this.replace(previous.end, child.end, "");
  }

  /** Whole lines, with the comment behind the value; the first entry of `- key: value` gives its place to the next. */
  private removeLines(child: { start: number; end: number }, next: { start: number } | undefined): void {
    const lineStart = this.lineStart(child.start);
    if (/\S/.test(this.text.slice(lineStart, child.start))) {
      if (!next) throw new EditRefused("the entry shares its line with another");
      const between = this.text.slice(child.end, next.start);
      if (/^[ \t\r\n]*$/.test(between)) this.replace(child.start, next.start, "");
      else throw new EditRefused("a comment stands between the entry and the next");
      return;
    }
    const end = this.lineEnd(child.end);
    if (end < this.text.length) this.replace(lineStart, end + 1, "");
    else this.replace(Math.max(0, this.beforeBreak(lineStart)), end, "");
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
      const at = order.indexOf(pair.key ? this.text.slice(pair.key.start, pair.key.end) : "");
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
      const onOwnLine = /\n/.test(this.text.slice(node.start, first.start));
      const separator = onOwnLine ? `,${this.style.eol}${" ".repeat(this.columnOf(first.start))}` : ", ";
      this.replace(last.end, last.end, separator + printed.join(separator));
    }
  }

  /** `key:`, `key: null` or `key: ~` gets its first entries. */
  private fillEmpty(map: Field, entries: PlainMap): void {
    const pair = this.pairOf(map);
    const node = map.written;
    if (pair?.colonEnd === undefined || (node && hasAnchor(node)))
      throw new EditRefused("the parent is not a mapping");
    if (this.isInFlow(map))
      this.replace(
        node?.start ?? pair.colonEnd,
        node?.end ?? pair.colonEnd,
        (node ? "" : " ") + printFlow(entries, this.style),
      );
    else {
      const column = this.columnOf(pair.start) + this.style.step;
      if (node && node.end > node.start) this.replace(pair.colonEnd, node.end, "");
      this.insertLine(node?.end ?? pair.colonEnd, column, printEntries(entries, column, this.style));
    }
  }

  /** New text on a line of its own below the line in which `offset` lies (or behind a block scalar that ends there). */
  private insertLine(offset: number, column: number, printed: string): void {
    const indented = " ".repeat(column) + printed;
    if (offset > 0 && this.text[offset - 1] === "\n") this.replace(offset, offset, indented + this.style.eol);
    else {
      const end = this.beforeBreak(this.lineEnd(offset) + 1);
      const at = this.lineEnd(offset) === this.text.length ? this.text.length : end;
      this.replace(at, at, this.style.eol + indented);
    }
  }

  private likeScalar(style: string, value: PlainValue, inFlow = true): string {
    if (typeof value === "string" && style === "double") return JSON.stringify(value);
    if (typeof value === "string" && style === "single" && !/['\n]/.test(value)) return `'${value}'`;
    return inFlow ? printFlow(value, this.style) : printInline(value, this.style);
  }

  private pairOf(at: Field): Pair | undefined {
    const map = at.parent?.content;
    return map?.kind === "map" && at.keyNode ? map.pairs.find((pair) => pair.key === at.keyNode) : undefined;
  }

  private isInFlow(at: Field): boolean {
    const parent = at.parent?.content;
    return parent !== undefined && parent.kind !== "scalar" && parent.kind !== "alias" && parent.flow;
  }

  private columnOf(offset: number): number {
    return offset - this.lineStart(offset);
  }

  private lineStart(offset: number): number {
    return this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  /** Offset of the LF that ends the line of `offset`, or the end of the text. */
  private lineEnd(offset: number): number {
    const end = this.text.indexOf("\n", offset);
    return end < 0 ? this.text.length : end;
  }

  /** `offset` moved in front of the line break that ends there, if one does. */
  private beforeBreak(offset: number): number {
    if (this.text[offset - 1] !== "\n") return offset;
    return this.text[offset - 2] === "\r" ? offset - 2 : offset - 1;
  }

  private replace(start: number, end: number, text: string): void {
    this.edits.push({ start, end, text });
  }
}

function hasAnchor(node: YamlNode | undefined): boolean {
  if (!node) return false;
  if (node.anchor !== undefined) return true;
  if (node.kind === "map") return node.pairs.some((pair) => hasAnchor(pair.value));
  return node.kind === "sequence" && node.items.some((item) => hasAnchor(item.value));
}
