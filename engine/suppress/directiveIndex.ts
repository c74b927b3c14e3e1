import { parentsOf } from "../yaml/pointer";
import { isOver } from "./dates";
import type { Directive, NamedRule } from "./directive";

/** Where a finding is, in its document. */
export interface FindingPlace {
  readonly rule: string;
  /** Offset of its span in the document's text. */
  readonly offset: number;
  /** JSON Pointers. */
  readonly path: string;
  readonly subject: string;
}

/** A directive, by one of the rules that it names. */
export interface Match {
  readonly directive: Directive;
  readonly named: NamedRule;
}

/** Of several directives for the same rule at the same place the first one counts. */
export type Bucket = Map<string, Match>;

export function addTo(bucket: Bucket, directive: Directive): void {
  for (const named of directive.rules)
    if (named.id !== undefined && !bucket.has(named.id)) bucket.set(named.id, { directive, named });
}

export function lookUp(bucket: Bucket | undefined, rule: string): Match | undefined {
  return bucket?.get(rule) ?? bucket?.get("*");
}

interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly bucket: Bucket;
  /** The stretch around it. */
  readonly outer: Stretch | undefined;
}

/** True for a directive that can be read and is not over. */
export function holds({ fault, until }: Directive, today: string | undefined): boolean {
  return fault === undefined && !isOver(until, today);
}

/** Finds the directive that covers a finding, the nearest first, in time that grows with the depth of the document. */
export class DirectiveIndex {
  private readonly lines: Stretch[];
  private readonly nodes: Stretch[];
  private readonly pointers = new Map<string, Bucket>();
  private readonly whole: Bucket = new Map();

  /** @param directives of one document, that hold. */
  constructor(directives: readonly Directive[]) {
    const lines = new Map<number, Span>();
    const nodes = new Map<number, Span>();
    for (const directive of directives) {
      const { covers } = directive;
      if (covers.kind === "document") addTo(this.whole, directive);
      if (covers.kind === "line" || covers.kind === "node")
        addTo(bucketOf(covers.kind === "line" ? lines : nodes, covers), directive);
      if (covers.kind === "node" || covers.kind === "object") {
        const bucket = this.pointers.get(covers.pointer) ?? new Map();
        this.pointers.set(covers.pointer, bucket);
        addTo(bucket, directive);
      }
    }
    this.lines = nested(lines);
    this.nodes = nested(nodes);
  }

  find({ rule, offset, path, subject }: FindingPlace): Match | undefined {
    return (
      inStretch(this.lines, offset, rule) ??
      inStretch(this.nodes, offset, rule) ??
      this.above(path, rule) ??
      this.above(subject, rule) ??
      lookUp(this.whole, rule)
    );
  }

  private above(pointer: string, rule: string): Match | undefined {
    if (this.pointers.size === 0) return undefined;
    for (const place of [pointer, ...parentsOf(pointer)]) {
      const match = lookUp(this.pointers.get(place), rule);
      if (match) return match;
    }
    return undefined;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly bucket: Bucket;
}

function bucketOf(into: Map<number, Span>, { start, end }: { start: number; end: number }): Bucket {
  const known = into.get(start) ?? { start, end, bucket: new Map() };
  into.set(start, known);
  return known.bucket;
}

/** Nodes that begin at different places lie within each other or apart. */
function nested(spans: ReadonlyMap<number, Span>): Stretch[] {
  const open: Stretch[] = [];
  return [...spans.values()]
    .sort((a, b) => a.start - b.start)
    .map((span) => {
      while ((open.at(-1)?.end ?? Number.POSITIVE_INFINITY) <= span.start) open.pop();
      const stretch = { ...span, outer: open.at(-1) };
      open.push(stretch);
      return stretch;
    });
}

function inStretch(stretches: readonly Stretch[], offset: number, rule: string): Match | undefined {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  for (let stretch = stretches[low - 1]; stretch; stretch = stretch.outer) {
    const match = offset < stretch.end ? lookUp(stretch.bucket, rule) : undefined;
    if (match) return match;
  }
  return undefined;
}
