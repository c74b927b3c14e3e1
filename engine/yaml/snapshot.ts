import type { Field } from "./field";
import {
  childrenOf,
  entryAt,
  isUndecided,
  type KeptTree,
  KeptTreeBuilder,
  keptKind,
  keptSpan,
  subtree,
} from "./keptTree";
import { pointerStep } from "./pointer";
import type { Reading } from "./reading";
import type { ScalarValue } from "./scalar";
import type { Span } from "./span";

/** Says which entries of a mapping are worth keeping; a dropped value leaves a key that reads as null. */
export type Keep = (entry: Field) => "whole" | "key" | "none";

/** The deepest place that is kept; what lies below reads as missing. */
const deepest = 30;

/**
 * A part of a document that outlives its tree, for rules that look across files: thousands of objects stay in memory,
 * their texts and trees do not. Reads like the `Field` it was taken from.
 */
export class Snapshot implements Reading {
  private constructor(
    readonly key: string | number,
    private readonly tree: KeptTree | undefined,
    /** Which place of the tree it is. */
    private readonly place: number,
    readonly parent: Snapshot | undefined,
  ) {}

  static of(field: Field, keep: Keep): Snapshot {
    const builder = new KeptTreeBuilder();
    keepPlace(builder, field, "", keep, 0);
    return Snapshot.from(builder.tree());
  }

  /** The root of what was kept before, see `kept`. */
  static from(tree: KeptTree | undefined): Snapshot {
    return new Snapshot("", tree, 0, undefined);
  }

  /** Plain data, for another thread; `undefined` where there is nothing. */
  get kept(): KeptTree | undefined {
    return this.tree && subtree(this.tree, this.place);
  }

  /** Keys and indexes from the root of the snapshot. */
  get path(): readonly (string | number)[] {
    return this.parent ? [...this.parent.path, this.key] : [];
  }

  readonly keySpan = undefined;

  get exists(): boolean {
    return this.tree !== undefined;
  }

  get present(): boolean {
    return this.tree !== undefined && (this.value !== null || !this.is("scalar"));
  }

  get undecided(): boolean {
    return this.tree !== undefined && isUndecided(this.tree, this.place);
  }

  get isMap(): boolean {
    return this.is("map");
  }

  get isSequence(): boolean {
    return this.is("sequence");
  }

  get pointer(): string {
    if (!this.parent) return "";
    return `${this.parent.pointer}/${pointerStep(this.key)}`;
  }

  get span(): Span {
    if (this.tree) return keptSpan(this.tree, this.place);
    return this.parent?.span ?? { start: 0, end: 0 };
  }

  at(...path: readonly (string | number)[]): Snapshot {
    let snapshot: Snapshot = this;
    for (const step of path) snapshot = snapshot.child(step);
    return snapshot;
  }

  boolean(): boolean | undefined {
    const { value } = this;
    return typeof value === "boolean" ? value : undefined;
  }

  integer(): number | undefined {
    const { value } = this;
    if (typeof value === "bigint") return Number(value);
    return typeof value === "number" && Number.isInteger(value) ? value : undefined;
  }

  string(): string | undefined {
    const { value } = this;
    return typeof value === "string" ? value : undefined;
  }

  text(): string | undefined {
    const { value } = this;
    return value === undefined || value === null ? undefined : String(value);
  }

  items(): readonly Snapshot[] {
    const { tree } = this;
    if (!tree || !this.isSequence) return [];
    return [...childrenOf(tree, this.place)].map((place, index) => new Snapshot(index, tree, place, this));
  }

  entries(): readonly Snapshot[] {
    const { tree } = this;
    if (!tree || !this.isMap) return [];
    return [...childrenOf(tree, this.place)].map(
      (place) => new Snapshot(tree.keys[place] ?? "", tree, place, this),
    );
  }

  private child(step: string | number): Snapshot {
    const place = typeof step === "string" ? this.entry(step) : this.item(step);
    return place === undefined
      ? new Snapshot(step, undefined, 0, this)
      : new Snapshot(step, this.tree, place, this);
  }

  private entry(key: string): number | undefined {
    return this.tree && this.isMap ? entryAt(this.tree, this.place, key) : undefined;
  }

  private item(index: number): number | undefined {
    if (!this.tree || !this.isSequence) return undefined;
    let left = index;
    for (const place of childrenOf(this.tree, this.place)) if (left-- === 0) return place;
    return undefined;
  }

  /** Null for what is no scalar as well. */
  private get value(): ScalarValue | undefined {
    return this.tree?.values[this.place];
  }

  private is(kind: ReturnType<typeof keptKind>): boolean {
    return this.tree !== undefined && keptKind(this.tree, this.place) === kind;
  }
}

function keepPlace(builder: KeptTreeBuilder, field: Field, key: string, keep: Keep, depth: number): void {
  const place = { key, undecided: field.undecided, ...field.span };
  const content = field.content;
  if (!content || depth > deepest) builder.scalar(place, null);
  else if (content.kind === "scalar") builder.scalar(place, field.document.scalarValue(content));
  else if (field.isSequence)
    builder.collection("sequence", place, () => {
      for (const item of field.items()) keepPlace(builder, item, "", keep, depth + 1);
    });
  else
    builder.collection("map", place, () => {
      for (const entry of field.entries()) keepEntry(builder, entry, keep, depth + 1);
    });
}

function keepEntry(builder: KeptTreeBuilder, entry: Field, keep: Keep, depth: number): void {
  const how = keep(entry);
  const key = String(entry.key);
  if (how === "whole") keepPlace(builder, entry, key, keep, depth);
  else if (how === "key") builder.scalar({ key, undecided: false, ...(entry.keySpan ?? entry.span) }, null);
}
