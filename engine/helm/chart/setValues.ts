import { fromYaml } from "../lib/yamlParse";
import type { OriginId, Origins } from "../origin";
import { GoList, GoMap, int64, type Value } from "../value";

/** What origins call the values given by `--set`. */
export const setFile = "--set";

const maxLevel = 30;
const maxIndex = 65_536;

class Refused extends Error {}

/**
 * Applies the text of one `--set`, `a.b=1,c[0].d={x,y}`, to values that nobody else holds (pkg/strvals of helm 3).
 * Returns what is wrong with it.
 */
export function applySet(
  values: GoMap,
  text: string,
  origins: Origins,
): { readonly error: string } | undefined {
  const parser = new Parser([...text], origins);
  try {
    while (parser.rest) parser.key(values, 0, origins.file(setFile));
    return undefined;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { error: `failed parsing --set data: ${error.message}` };
  }
}

class Parser {
  private at = 0;

  constructor(
    private readonly text: readonly string[],
    private readonly origins: Origins,
  ) {}

  get rest(): boolean {
    return this.at < this.text.length;
  }

  key(into: GoMap, level: number, place: OriginId): void {
    const { text: key, stop } = this.until("=[,.");
    if (stop === undefined) {
      if (key !== "") throw new Refused(`key "${key}" has no value`);
      return;
    }
    const below = this.origins.child(place, key);
    if (stop === "=") put(into, key, this.value(below), below);
    else if (stop === "[") {
      const index = this.index();
      const present = into.get(key);
      const list = present instanceof GoList ? present : new GoList([], undefined, below);
      this.item(list, index, level, below);
      put(into, key, list, below);
    } else if (stop === ",") throw new Refused(`key "${key}" has no value (cannot end with ,)`);
    else {
      if (level + 1 > maxLevel)
        throw new Refused(
          `value name nested level is greater than maximum supported nested level of ${maxLevel}`,
        );
      const present = into.get(key);
      const inner = present instanceof GoMap ? present : new GoMap(new Map(), undefined, below);
      this.key(inner, level + 1, below);
      if (inner.entries.size === 0) throw new Refused(`key map "${key}" has no value`);
      put(into, key, inner, below);
    }
  }

  private item(list: GoList, index: number, level: number, place: OriginId): void {
    const { text: key, stop } = this.until("[.=");
    if (key !== "") throw new Refused(`unexpected data at end of array index: "${key}"`);
    while (list.items.length <= index) list.items.push(null);
    const present = list.items[index];
    const below = this.origins.child(place, String(index));
    list.origins?.splice(index, 1, below);
    if (stop === "=") list.items[index] = this.value(below);
    else if (stop === "[") {
      const inner = present instanceof GoList ? present : new GoList([]);
      list.items[index] = inner;
      this.item(inner, this.index(), level, below);
    } else if (stop === ".") {
      const inner = present instanceof GoMap ? present : new GoMap(new Map(), undefined, below);
      list.items[index] = inner;
      this.key(inner, level + 1, below);
    } else throw new Refused("unexpected end of array index");
  }

  private index(): number {
    const { text, stop } = this.until("]");
    const index = Number(text);
    if (stop === undefined || !/^[-+]?\d+$/.test(text)) throw new Refused(`error parsing index: "${text}"`);
    if (index < 0) throw new Refused(`negative ${index} index not allowed`);
    if (index > maxIndex)
      throw new Refused(`index of ${index} is greater than maximum supported index of ${maxIndex}`);
    return index;
  }

  private value(place: OriginId): Value {
    if (this.text[this.at] !== "{") return typed(this.until(",").text);
    this.at++;
    const items: Value[] = [];
    for (;;) {
      const { text, stop } = this.until(",}");
      if (stop === undefined) throw new Refused("list must terminate with '}'");
      items.push(typed(text));
      if (stop === "}") break;
    }
    if (this.text[this.at] === ",") this.at++;
    return new GoList(items, undefined, place);
  }

  private until(stops: string): { text: string; stop: string | undefined } {
    let text = "";
    while (this.at < this.text.length) {
      const character = this.text[this.at++] ?? "";
      if (stops.includes(character)) return { text, stop: character };
      text += character === "\\" ? (this.text[this.at++] ?? "") : character;
    }
    return { text, stop: undefined };
  }
}

function put(into: GoMap, key: string, value: Value, place: OriginId): void {
  if (key !== "") into.set(key, value, place);
}

/** pkg/strvals/parser.go, `typedVal`: integers are int64, and a leading zero makes text. */
function typed(text: string): Value {
  const word = text.toLowerCase();
  if (word === "true") return true;
  if (word === "false") return false;
  if (word === "null") return null;
  if (text === "0") return int64(0);
  if (/^(?:[-+]\d+|[1-9]\d*)$/.test(text)) {
    const value = BigInt(text);
    if (value >= -(1n << 63n) && value < 1n << 63n) return int64(value);
  }
  return text;
}

/** A values file as `-f` takes it: a map, or nothing. */
export function readValuesFile(
  text: string,
  id: string,
  origins: Origins,
): { readonly values: GoMap } | { readonly error: string; readonly start: number; readonly end: number } {
  const origin = origins.file(id);
  const read = fromYaml(text, { root: { origins, origin } });
  if ("error" in read) return read;
  if (read.value instanceof GoMap) return { values: read.value };
  if (read.value === null) return { values: new GoMap(new Map(), undefined, origin) };
  return { error: "values are no mapping", start: 0, end: text.length };
}
