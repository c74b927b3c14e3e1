import { dereference, type Entry, type YamlDocument } from "./document";
import { KeyedList } from "./keyedList";
import type { YamlNode } from "./node";
import { pointerStep } from "./pointer";
import type { Reading } from "./reading";
import type { ScalarValue } from "./scalar";
import type { Span } from "./span";

/**
 * A place in a document that may or may not exist, seen as kubectl sees it: `field.at("spec", "hostPID")` is always a
 * field. A value of the wrong type reads as `undefined`, never as an exception. Spans count from the document's text.
 */
export class Field implements Reading {
  private children: KeyedList<Field> | undefined;
  private knownPointer: string | undefined;
  /** Of a sequence the items, of a mapping the entries, once somebody asked. */
  private list: readonly Field[] | undefined;
  /** What the scalar here says, once somebody asked; null also for what is no scalar. */
  private knownValue: ScalarValue | undefined;

  /**
   * @param node what is written here, aliases not followed; `undefined` where nothing is.
   * @param keyNode the key, for an entry of a mapping that exists.
   * @param shared reached through an alias or a merge, so that the text also belongs to another place.
   */
  constructor(
    readonly document: YamlDocument,
    readonly parent: Field | undefined,
    readonly key: string | number,
    private readonly node: YamlNode | undefined,
    readonly keyNode: YamlNode | undefined,
    readonly shared: boolean,
  ) {}

  /** What is written here, aliases followed. */
  get content(): YamlNode | undefined {
    return dereference(this.node);
  }

  /** What is written here, aliases not followed. */
  get written(): YamlNode | undefined {
    return this.node;
  }

  /** The key is there or, in a sequence, the item; its value may be null. */
  get exists(): boolean {
    if (this.keyNode !== undefined || this.node !== undefined) return true;
    const container = typeof this.key === "number" ? this.parent?.content : undefined;
    return container?.kind === "sequence" && Number(this.key) < container.items.length;
  }

  /** There is a value that is not null: null is the same as unset to the API server. */
  get present(): boolean {
    const content = this.content;
    if (!content) return false;
    return content.kind !== "scalar" || this.value() !== null;
  }

  get isMap(): boolean {
    return this.content?.kind === "map";
  }

  get isSequence(): boolean {
    return this.content?.kind === "sequence";
  }

  /** The field below, step by step; a string is a key, a number an index. */
  at(...path: readonly (string | number)[]): Field {
    let field: Field = this;
    for (const step of path) field = field.child(step);
    return field;
  }

  boolean(): boolean | undefined {
    const value = this.value();
    return typeof value === "boolean" ? value : undefined;
  }

  /** A whole number; also one that is written as a float (`1e3`), as the API server's decoder takes it. */
  integer(): number | undefined {
    const value = this.value();
    if (typeof value === "bigint") return Number(value);
    return typeof value === "number" && Number.isInteger(value) ? value : undefined;
  }

  string(): string | undefined {
    const value = this.value();
    return typeof value === "string" ? value : undefined;
  }

  /** The text of any scalar but null: for fields that take a number or a string, and for annotations. */
  text(): string | undefined {
    const value = this.value();
    return value === null ? undefined : String(value);
  }

  /**
   * The value is filled in later (a template expression or an environment variable), so nothing can be said of it:
   * `{{ .Values.x }}`, `${VAR}`, `$(VAR)`, `<placeholder>` as a whole. A text of several lines is a file or a program of
   * which something can be said whatever one of its lines holds.
   */
  get undecided(): boolean {
    const content = this.content;
    if (this.node?.kind === "alias" && !content) return true;
    const value = this.value();
    return (
      typeof value === "string" &&
      !isFile(value) &&
      /\{\{|\$\{[A-Za-z_]|^\$\([A-Za-z_][\w.-]*\)$|^<[^<>]+>$|^%[A-Z_]+%$/.test(value)
    );
  }

  /** The items of a sequence; empty for anything else. */
  items(): readonly Field[] {
    const content = this.content;
    if (content?.kind !== "sequence") return [];
    this.list ??= content.items.map(
      ({ value }, index) => new Field(this.document, this, index, value, undefined, this.leadsElsewhere),
    );
    return this.list;
  }

  /** The entries of a mapping, merges included, in the order of the text; empty for anything else. */
  entries(): readonly Field[] {
    const content = this.content;
    if (content?.kind !== "map") return [];
    this.list ??= this.document.entries(content).values.map(({ key }) => this.child(key));
    return this.list;
  }

  /** Keys and indexes from the root. */
  get path(): readonly (string | number)[] {
    return this.parent ? [...this.parent.path, this.key] : [];
  }

  /** The path as a JSON Pointer (RFC 6901); empty for the root. */
  get pointer(): string {
    if (!this.parent) return "";
    if (this.knownPointer === undefined) {
      this.knownPointer = `${this.parent.pointer}/${pointerStep(this.key)}`;
    }
    return this.knownPointer;
  }

  get keySpan(): Span | undefined {
    return this.keyNode && { start: this.keyNode.start, end: this.keyNode.end };
  }

  /**
   * Where a finding about this field is shown: a scalar is its value, an alias the alias, anything else its key; a
   * sequence item without a key its dash line's first entry; a missing field the nearest existing parent's key.
   */
  get span(): Span {
    const node = this.node;
    if (node?.kind === "scalar" && node.style !== "block" && node.end > node.start) return spanOf(node);
    if (node?.kind === "alias") return spanOf(node);
    if (this.keyNode) return spanOf(this.keyNode);
    if (node)
      return this.parent && typeof this.key === "number" ? firstLine(this.document, node) : rootSpan(this);
    return this.parent ? this.parent.headSpan : { start: 0, end: 0 };
  }

  /** The key that leads here, the first entry of a sequence item, or the document's first key. */
  get headSpan(): Span {
    if (this.keyNode) return spanOf(this.keyNode);
    const node = this.node;
    if (node)
      return this.parent && typeof this.key === "number" ? firstLine(this.document, node) : rootSpan(this);
    return this.parent ? this.parent.headSpan : { start: 0, end: 0 };
  }

  private value(): ScalarValue {
    if (this.knownValue === undefined) this.knownValue = this.document.scalarValue(this.content);
    return this.knownValue;
  }

  private child(step: string | number): Field {
    const content = this.content;
    if (typeof step === "number" && content?.kind === "sequence") {
      const item = this.items()[step];
      if (item) return item;
    }
    const known = this.children?.get(step);
    if (known) return known;
    const field = this.makeChild(step, content);
    // Rules ask for far more fields than there are: those that are missing would outweigh the tree.
    if (field.exists) {
      this.children ??= new KeyedList();
      this.children.set(field);
    }
    return field;
  }

  private makeChild(step: string | number, content: YamlNode | undefined): Field {
    const shared = this.leadsElsewhere;
    if (content?.kind === "map" && typeof step === "string") {
      const entry: Entry | undefined = this.document.entries(content).get(step);
      if (entry)
        return new Field(this.document, this, step, entry.value, entry.keyNode, shared || entry.merged);
    }
    return new Field(this.document, this, step, undefined, undefined, shared);
  }

  /** What lies below was reached through an alias or a merge. */
  private get leadsElsewhere(): boolean {
    return this.shared || this.node?.kind === "alias";
  }
}

/** More than one line that is not empty. */
function isFile(value: string): boolean {
  return value.trim().includes("\n");
}

function spanOf(node: YamlNode): Span {
  return { start: node.start, end: node.end };
}

/** The first key of a mapping, the `|` or `>` of a text of several lines, else the first line of the node. */
function firstLine(document: YamlDocument, node: YamlNode): Span {
  if (node.kind === "map" && node.pairs[0]?.key) return spanOf(node.pairs[0].key);
  const breakAt = document.text.indexOf("\n", node.start);
  const end = breakAt < 0 ? node.end : Math.min(node.end, breakAt);
  if (node.kind !== "scalar" || node.style !== "block") return { start: node.start, end };
  let headerEnd = node.start;
  while (headerEnd < end && !" \t\r".includes(document.text.charAt(headerEnd))) headerEnd++;
  return { start: node.start, end: headerEnd };
}

/** The root has no key: its `kind` line names it best. */
function rootSpan(field: Field): Span {
  const node = field.content;
  if (node?.kind === "map") {
    const kind = field.document.entries(node).get("kind");
    if (kind) return { start: kind.keyNode.start, end: kind.value?.end ?? kind.keyNode.end };
  }
  return node ? firstLine(field.document, node) : { start: 0, end: 0 };
}
