import type { Field } from "./field";
import { pointerStep } from "./pointer";
import type { Reading } from "./reading";
import type { ScalarValue } from "./scalar";
import type { Span } from "./span";

/** What is kept of a scalar, mapping or sequence once its tree is gone: plain data, small. */
type Kept = ScalarValue | KeptMap | KeptSequence;
type KeptMap = { readonly kind: "map"; readonly entries: ReadonlyMap<string, KeptPlace> };
type KeptSequence = { readonly kind: "sequence"; readonly items: readonly KeptPlace[] };
export interface KeptPlace {
  readonly value: Kept;
  readonly undecided: boolean;
  readonly start: number;
  readonly end: number;
}

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
    private readonly place: KeptPlace | undefined,
    readonly parent: Snapshot | undefined,
  ) {}

  static of(field: Field, keep: Keep): Snapshot {
    return new Snapshot("", keptPlace(field, keep, 0), undefined);
  }

  /** The root of what was kept before, see `kept`. */
  static from(place: KeptPlace | undefined): Snapshot {
    return new Snapshot("", place, undefined);
  }

  /** Plain data, for another thread; `undefined` where there is nothing. */
  get kept(): KeptPlace | undefined {
    return this.place;
  }

  /** Keys and indexes from the root of the snapshot. */
  get path(): readonly (string | number)[] {
    return this.parent ? [...this.parent.path, this.key] : [];
  }

  readonly keySpan = undefined;

  get exists(): boolean {
    return this.place !== undefined;
  }

  get present(): boolean {
    return this.place !== undefined && this.place.value !== null;
  }

  get undecided(): boolean {
    return this.place?.undecided ?? false;
  }

  get isMap(): boolean {
    return this.map !== undefined;
  }

  get isSequence(): boolean {
    return this.sequence !== undefined;
  }

  get pointer(): string {
    if (!this.parent) return "";
    return `${this.parent.pointer}/${pointerStep(this.key)}`;
  }

  get span(): Span {
    if (this.place) return { start: this.place.start, end: this.place.end };
    return this.parent?.span ?? { start: 0, end: 0 };
  }

  at(...path: readonly (string | number)[]): Snapshot {
    let snapshot: Snapshot = this;
    for (const step of path) snapshot = snapshot.child(step);
    return snapshot;
  }

  boolean(): boolean | undefined {
    const value = this.place?.value;
    return typeof value === "boolean" ? value : undefined;
  }

  integer(): number | undefined {
    const value = this.place?.value;
    if (typeof value === "bigint") return Number(value);
    return typeof value === "number" && Number.isInteger(value) ? value : undefined;
  }

  string(): string | undefined {
    const value = this.place?.value;
    return typeof value === "string" ? value : undefined;
  }

  text(): string | undefined {
    const value = this.place?.value;
    return value === undefined || value === null || typeof value === "object" ? undefined : String(value);
  }

  items(): readonly Snapshot[] {
    return this.sequence?.items.map((place, index) => new Snapshot(index, place, this)) ?? [];
  }

  entries(): readonly Snapshot[] {
    return [...(this.map?.entries ?? [])].map(([key, place]) => new Snapshot(key, place, this));
  }

  private child(step: string | number): Snapshot {
    const place = typeof step === "string" ? this.map?.entries.get(step) : this.sequence?.items[step];
    return new Snapshot(step, place, this);
  }

  private get map(): KeptMap | undefined {
    const value = this.place?.value;
    return typeof value === "object" && value?.kind === "map" ? value : undefined;
  }

  private get sequence(): KeptSequence | undefined {
    const value = this.place?.value;
    return typeof value === "object" && value?.kind === "sequence" ? value : undefined;
  }
}

function keptPlace(field: Field, keep: Keep, depth: number): KeptPlace {
  const { start, end } = field.span;
  return { value: keptValue(field, keep, depth), undecided: field.undecided, start, end };
}

function keptValue(field: Field, keep: Keep, depth: number): Kept {
  const content = field.content;
  if (!content || depth > deepest) return null;
  if (content.kind === "scalar") return field.document.scalarValue(content);
  if (field.isSequence)
    return { kind: "sequence", items: field.items().map((item) => keptPlace(item, keep, depth + 1)) };
  const entries = new Map<string, KeptPlace>();
  for (const entry of field.entries()) {
    const how = keep(entry);
    if (how === "none") continue;
    const { start, end } = entry.keySpan ?? entry.span;
    entries.set(
      String(entry.key),
      how === "whole" ? keptPlace(entry, keep, depth + 1) : { value: null, undecided: false, start, end },
    );
  }
  return { kind: "map", entries };
}
