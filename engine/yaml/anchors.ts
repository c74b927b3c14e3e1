import type { YamlNode } from "./node";

/** The deepest tree that aliases may build of shallow text; honest manifests stay below 40. */
const maxExpandedDepth = 500;

interface Anchor {
  /** `null` while it is being built, so that an alias inside it is told apart. */
  node: YamlNode | null;
  /** Nodes in it, those behind aliases included. */
  size: number;
  /** Levels below it, those behind aliases included. */
  height: number;
}

export type AliasResult =
  | { readonly target: YamlNode }
  | { readonly problem: "unknown-anchor" | "contains-itself" | "too-many-aliases" | "too-deep" };

/**
 * The anchors of a document and what their aliases would expand to. go.yaml.in/yaml/v2 (decode.go, `allowedAliasRatio`)
 * refuses a document where nearly all of it comes from aliases; following them all the same could take for ever.
 */
export class Anchors {
  private readonly byName = new Map<string, Anchor>();
  private decoded = 0;
  private aliased = 0;
  private depth = 0;
  private deepest = 0;

  /** Every node of the document passes through `enter` and `leave`. */
  enter(): void {
    this.decoded++;
    this.depth++;
    if (this.depth > this.deepest) this.deepest = this.depth;
  }

  leave(): void {
    this.depth--;
  }

  /** Builds a node that has an anchor, between `enter` and `leave`; the latest anchor of a name counts. */
  build(name: string, make: () => YamlNode | undefined): YamlNode | undefined {
    const anchor: Anchor = { node: null, size: 0, height: 0 };
    this.byName.set(name, anchor);
    const before = { decoded: this.decoded, deepest: this.deepest };
    this.deepest = this.depth;
    const node = make();
    anchor.size = this.decoded - before.decoded + 1;
    anchor.height = this.deepest - this.depth;
    this.deepest = Math.max(this.deepest, before.deepest);
    if (node) anchor.node = node;
    else if (this.byName.get(name) === anchor) this.byName.delete(name);
    return node;
  }

  alias(name: string): AliasResult {
    const anchor = this.byName.get(name);
    if (!anchor) return { problem: "unknown-anchor" };
    if (!anchor.node) return { problem: "contains-itself" };
    const decoded = this.decoded + anchor.size;
    const aliased = this.aliased + anchor.size;
    if (aliased > 100 && decoded > 1000 && aliased / decoded > allowedRatio(decoded))
      return { problem: "too-many-aliases" };
    if (this.depth + anchor.height > maxExpandedDepth) return { problem: "too-deep" };
    this.decoded = decoded;
    this.aliased = aliased;
    this.deepest = Math.max(this.deepest, this.depth + anchor.height);
    return { target: anchor.node };
  }
}

const low = 400_000;
const high = 4_000_000;

/** 99 % up to 400,000 nodes, then falling to 10 % at 4,000,000. */
function allowedRatio(decoded: number): number {
  if (decoded <= low) return 0.99;
  return decoded >= high ? 0.1 : 0.99 - 0.89 * ((decoded - low) / (high - low));
}
