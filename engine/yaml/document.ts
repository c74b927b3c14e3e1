import { composeDocument } from "./compose";
import { Field } from "./field";
import { KeyedList } from "./keyedList";
import type { MapNode, Pair, YamlNode, YamlProblem } from "./node";
import type { PrintStyle } from "./print";
import { detectStyle } from "./printStyle";
import { isIntegerText, resolvePlain, resolveTagged, type ScalarValue } from "./scalar";
import { scalarText } from "./scalarText";

/**
 * The most entries that merges may copy in one document. `Anchors` lets aliases make 1.2 million nodes at most, two for
 * each entry, so that it is not met before a document is refused.
 */
const mergeBudget = 1_000_000;

/** An entry of a mapping as kubectl sees it, after merges, with the last of several equal keys. */
export interface Entry {
  readonly key: string;
  readonly keyNode: YamlNode;
  readonly value: YamlNode | undefined;
  /** Came through `<<`: the text belongs to another place. */
  readonly merged: boolean;
}

/**
 * One parsed document and the reading of it that kubectl has. Offsets count from the start of its text. A value: it
 * depends on the text alone, so whoever holds the same text may share it.
 */
export class YamlDocument {
  readonly root: Field;
  readonly problems: readonly YamlProblem[];
  /** True when merges were cut off at the budget, so that some entries are unknown. */
  mergesCut = false;
  private spent = 0;
  private readonly entryMaps = new Map<MapNode, KeyedList<Entry>>();
  private foundStyle: PrintStyle | undefined;

  /** @param text one slice of `splitDocuments`. */
  constructor(readonly text: string) {
    const { root, problems } = composeDocument(text);
    this.problems = problems;
    this.root = new Field(this, undefined, "", root, undefined, false);
  }

  /** Its habits, looked for once: a List asks for them at each of its objects. */
  style(): PrintStyle {
    this.foundStyle ??= detectStyle(this);
    return this.foundStyle;
  }

  /** The value of a scalar node to kubectl; a block or quoted scalar is always a string unless tagged. */
  scalarValue(node: YamlNode | undefined): ScalarValue {
    if (node?.kind !== "scalar") return null;
    const text = scalarText(node.token, this.text);
    if (node.tag !== undefined) return resolveTagged(node.tag, text);
    return node.style === "plain" ? resolvePlain(text) : text;
  }

  /**
   * The entries of a mapping by key. go-yaml v2 applies `<<` where it stands, so that a merge behind a key overrides
   * it, and the last of two equal keys wins (decode.go, `mapping` and `merge`).
   */
  entries(map: MapNode): Pick<KeyedList<Entry>, "get" | "values"> {
    return this.entriesOf(map);
  }

  private entriesOf(map: MapNode): KeyedList<Entry> {
    const known = this.entryMaps.get(map);
    if (known) return known;
    const entries = new KeyedList<Entry>();
    this.entryMaps.set(map, entries);
    for (const pair of map.pairs) {
      if (!pair.key) continue;
      const key = this.keyText(pair.key);
      if (this.isMerge(pair)) this.merge(entries, pair.value);
      else entries.set({ key, keyNode: pair.key, value: pair.value, merged: false });
    }
    return entries;
  }

  /** The pair is a plain `<<`. */
  isMerge({ key }: Pair): boolean {
    return key?.kind === "scalar" && key.style === "plain" && this.keyText(key) === "<<";
  }

  /** Every pair that has this key; the last one counts. */
  pairsOf(map: MapNode, key: string): readonly Pair[] {
    return map.pairs.filter((pair) => pair.key && this.keyText(pair.key) === key);
  }

  private merge(into: KeyedList<Entry>, value: YamlNode | undefined): void {
    const source = dereference(value);
    if (source?.kind === "sequence") {
      // Earlier maps of the list win over later ones, so the last is merged first.
      const seen = new Set<YamlNode>();
      for (const item of [...source.items].reverse()) {
        const node = dereference(item.value);
        if (node?.kind !== "map" || seen.has(node)) continue;
        seen.add(node);
        this.mergeMap(into, node);
      }
    } else if (source?.kind === "map") this.mergeMap(into, source);
  }

  private mergeMap(into: KeyedList<Entry>, map: MapNode): void {
    for (const entry of this.entriesOf(map).values) {
      if (++this.spent > mergeBudget) {
        this.mergesCut = true;
        return;
      }
      into.set({ ...entry, merged: true });
    }
  }

  private keyText(node: YamlNode): string {
    const target = dereference(node);
    if (target?.kind !== "scalar") return "";
    const value = this.scalarValue(target);
    if (typeof value === "number") return numberKey(value, scalarText(target.token, this.text));
    return typeof value === "string" ? value : String(value ?? scalarText(target.token, this.text));
  }
}

/**
 * A number as a key in JSON: sigs.k8s.io/yaml (yaml.go, `convertToJSONableObject`) prints a float with the digits of a
 * 32-bit one, and with an exponent from 1,000,000 on and below 0.0001.
 */
function numberKey(value: number, written: string): string {
  if (isIntegerText(written)) return String(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== Math.fround(value)) digits++;
  const [mantissa = "", exponent = "0"] = value.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6)
    return Object.is(value, -0) ? "-0" : String(Number(value.toPrecision(digits)));
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** The node itself, or what an alias stands for. */
export function dereference(node: YamlNode | undefined): YamlNode | undefined {
  let current = node;
  // An alias can name another alias' anchor only through a finite chain: targets are complete before they are named.
  while (current?.kind === "alias") current = current.target;
  return current;
}
