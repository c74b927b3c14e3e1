import { resolvePlain } from "../../engine/yaml/scalar";
import { canonical } from "./declaredChanges";
import type { Json } from "./toJson";
import type { Choices } from "./yamlModel";

type JsonMap = { readonly [key: string]: Json };

/** Where a value is written. */
interface Place {
  /** Of the key or the dash; -1 for the root. */
  readonly column: number;
  readonly isItem: boolean;
  /** Behind an indicator after which a key may start no tab may stand. */
  readonly noTab: boolean;
}

/** How often each habit of a file is followed, so that a file has few of them and many files have all. */
interface Habits {
  readonly comments: number;
  readonly blanks: number;
  readonly flow: number;
  readonly explicit: number;
  readonly anchors: number;
  readonly tags: number;
  readonly scalars: number;
  readonly apart: number;
  readonly steps: readonly number[];
  readonly sequenceSteps: readonly number[];
}

/**
 * Writes values as a file of documents that kubectl reads, with whatever YAML allows and few people write: explicit keys,
 * anchors, aliases and merges, tags, scalars of several lines, block scalars with indicators, comments and blanks in
 * every place, tabs, CRLF, directives and markers. The same choices make the same text.
 */
export function writeOddly(documents: readonly Json[], choices: Choices): string {
  const many = choices.chance(4);
  let text = choices.chance(6) ? "\ufeff" : "";
  documents.forEach((document, index) => {
    const writer = new OddWriter(choices, habits(choices, many));
    const body = writer.document(document);
    text += head(choices, index === 0) + body;
    const isLast = index === documents.length - 1;
    if (!isLast || !choices.chance(4)) text += "\n";
    if (text.endsWith("\n"))
      text += choices.pick(["", "", "", "# end\n", "...\n", "... # end\n", "\n", "# end"]);
    if (!isLast && !text.endsWith("\n")) text += "\n";
  });
  return choices.chance(4) ? text.replaceAll("\n", "\r\n") : text;
}

function habits(choices: Choices, many: boolean): Habits {
  const often = () => (many ? choices.pick([3, 5, 8]) : choices.pick([0, 0, 0, 3, 6]));
  return {
    comments: often(),
    blanks: often(),
    flow: often(),
    explicit: often(),
    anchors: often(),
    tags: often(),
    scalars: often(),
    apart: often(),
    steps: choices.pick([[2], [2], [4], [1], [3], [2, 3, 5]]),
    sequenceSteps: choices.pick([[0], [2], [4], [1], [0, 2, 3]]),
  };
}

function head(choices: Choices, first: boolean): string {
  if (!first)
    return choices.pick(["---\n", "---\n", "--- # next\n", "---\t# next\n", "---\n# next\n\n", "---  \n"]);
  return choices.pick([
    "",
    "",
    "",
    "---\n",
    "--- # first\n",
    "# head\n---\n",
    "# head\n",
    "\n  \n",
    "%YAML 1.1\n---\n",
    "# head\n%YAML 1.1\n--- # first\n",
  ]);
}

class OddWriter {
  private out = "";
  private count = 0;
  /** A blank line here would belong to the block scalar above. */
  private behindBlock = false;
  private readonly anchored: { readonly name: string; readonly value: Json; readonly text: string }[] = [];

  constructor(
    private readonly choices: Choices,
    private readonly habits: Habits,
  ) {}

  document(root: Json): string {
    if (isMap(root) && Object.keys(root).length > 0) this.map(root, 0);
    else this.put(this.flow(root, 0).trimStart());
    return this.out;
  }

  private often(oneIn: number): boolean {
    return oneIn > 0 && this.choices.chance(oneIn);
  }

  private put(text: string): void {
    this.out += text;
    this.behindBlock = false;
  }

  /** A new line, with what may stand above it. */
  private line(column: number): void {
    const inBlock = this.behindBlock;
    if (this.often(this.habits.blanks) && !inBlock) this.out += this.choices.pick(["\n", "\n   ", "\n\n"]);
    if (this.often(this.habits.comments)) this.comment(this.choices.pick([0, column, column]));
    this.put(`\n${" ".repeat(column)}`);
  }

  private comment(column: number): void {
    this.put(
      `\n${" ".repeat(column)}${this.choices.pick(["#", "# a: b", "#\tno", "# it's \"", "# - x"])} ${this.count++}`,
    );
  }

  /** At the end of a line. */
  private trailing(noTab = false): void {
    const tab = noTab ? "  " : "\t";
    if (this.often(this.habits.comments))
      this.put(`${this.choices.pick([" ", tab, "   "])}# beside ${this.count++}`);
    else if (this.often(this.habits.blanks)) this.put(this.choices.pick([" ", tab, "  "]));
  }

  /** The first entry stands where the text ends. */
  private map(map: JsonMap, column: number): void {
    const merged = this.often(this.habits.anchors) ? this.mergeFor(map) : undefined;
    let first = true;
    const start = () => {
      if (!first) this.line(column);
      first = false;
    };
    if (merged) {
      start();
      this.put(`<<: ${this.choices.chance(3) ? `[ *${merged.name} ]` : `*${merged.name}`}`);
      this.trailing();
    }
    const from = merged && isMap(merged.value) ? merged.value : {};
    for (const [key, value] of Object.entries(map)) {
      if (Object.hasOwn(from, key) && canonical(from[key] ?? null) === canonical(value)) continue;
      start();
      this.entry(key, value, column);
    }
  }

  private entry(key: string, value: Json, column: number): void {
    const explicit = this.often(this.habits.explicit);
    if (explicit) {
      this.put(`?${this.choices.pick([" ", " ", "   "])}${this.key(key)}`);
      this.trailing();
      this.line(column);
      this.put(":");
    } else this.put(`${this.key(key)}${this.choices.chance(12) ? " :" : ":"}`);
    this.value(value, { column, isItem: false, noTab: explicit });
  }

  private key(key: string): string {
    const tag = this.often(this.habits.tags) ? "!!str " : "";
    const plain = /^[A-Za-z][\w./-]*$/.test(key) && resolvePlain(key) === key;
    const style = this.choices.next(this.habits.scalars > 0 ? 4 : 20);
    if (!plain || style === 0) return tag + JSON.stringify(key);
    return style === 1 ? `${tag}'${key}'` : tag + key;
  }

  /** What stands behind a colon or a dash, to the end of its last line. */
  private value(value: Json, place: Place): void {
    const alias = this.often(this.habits.anchors) ? this.aliasFor(value) : undefined;
    if (alias !== undefined) {
      this.apart(place, false);
      this.put(`*${alias}`);
      this.trailing();
      return;
    }
    const properties = this.properties(value);
    const isBlock = isCollection(value) && !this.often(this.habits.flow);
    if (isBlock) this.block(value, place, properties.text);
    else this.inline(value, place, properties.text);
    if (properties.anchor !== undefined) this.anchored.push({ name: properties.anchor, value, text: "" });
  }

  private block(value: Json, place: Place, properties: string): void {
    const compact = place.isItem && properties === "" && !this.choices.chance(5);
    if (compact) {
      const gap = this.choices.pick([1, 1, 1, 2, 3]);
      this.put(" ".repeat(gap));
      if (Array.isArray(value)) this.sequence(value, place.column + 1 + gap);
      else this.map(value as JsonMap, place.column + 1 + gap);
      return;
    }
    if (properties !== "") this.put(` ${properties}`);
    this.trailing(place.noTab && properties === "");
    const step = this.choices.pick(
      Array.isArray(value) && !place.isItem ? this.habits.sequenceSteps : this.habits.steps,
    );
    const column = place.column + (place.isItem ? Math.max(1, step) : step);
    this.line(column);
    if (Array.isArray(value)) this.sequence(value, column);
    else this.map(value as JsonMap, column);
  }

  private sequence(items: readonly Json[], column: number): void {
    items.forEach((item, index) => {
      if (index > 0) this.line(column);
      this.put("-");
      this.value(item, { column, isItem: true, noTab: true });
    });
  }

  private inline(value: Json, place: Place, properties: string): void {
    if (value === null) {
      const written = properties === "" ? this.choices.pick(["", "", "~", "null", "Null"]) : "";
      const text = `${properties}${written}`;
      if (text !== "") this.put(` ${text}`);
      this.trailing(place.noTab && text === "");
      return;
    }
    if (
      typeof value === "string" &&
      this.often(this.habits.scalars) &&
      this.blockScalar(value, place, properties)
    )
      return;
    this.apart(place, properties !== "");
    if (properties !== "") this.put(`${properties} `);
    this.put(this.flow(value, Math.max(place.column, 0) + 1, properties));
    this.trailing();
  }

  /** The blank behind the colon or dash, or the value on a line of its own. */
  private apart({ column, noTab }: Place, hasProperties: boolean): void {
    if (!hasProperties && this.often(this.habits.apart)) {
      this.trailing(noTab);
      this.line(column + this.choices.pick([1, 2, 4]));
    } else this.put(this.choices.pick([" ", " ", " ", "  ", noTab ? "   " : "\t"]));
  }

  private blockScalar(value: string, { column }: Place, properties: string): boolean {
    const lines = value.replace(/\n+$/, "").split("\n");
    const breaks = value.length - value.replace(/\n+$/, "").length;
    if (value === "" || lines[0] === "" || !/^[\x20-\x7e\n]*$/.test(value)) return false;
    if (lines.some((line) => /^\s*$/.test(line))) return false;
    const chomping = breaks === 0 ? "-" : breaks === 1 ? this.choices.pick(["", "+"]) : "+";
    const step = this.choices.pick([1, 2, 4]);
    const leads = lines[0]?.startsWith(" ");
    const indicator = leads || this.choices.chance(3) ? String(step) : "";
    const folded = lines.length === 1 && !leads && this.choices.chance(2);
    const header = this.choices.chance(2) ? `${indicator}${chomping}` : `${chomping}${indicator}`;
    this.put(` ${properties === "" ? "" : `${properties} `}${folded ? ">" : "|"}${header}`);
    this.trailing();
    const indent = " ".repeat(Math.max(column, 0) + step);
    const body = folded ? this.broken(value.replace(/\n+$/, ""), `\n${indent}`) : lines.join(`\n${indent}`);
    this.put(`\n${indent}${body}${"\n".repeat(Math.max(0, breaks - 1))}`);
    this.behindBlock = true;
    return true;
  }

  /** Breaks a text at a single blank, which folds back to it. */
  private broken(text: string, by: string): string {
    return text.replace(/(?<=[\w.,]) (?=\w)/g, (blank) => (this.choices.chance(2) ? by : blank));
  }

  /** On one line or several, in flow style; `indent` is the least that further lines need. */
  private flow(value: Json, indent: number, properties = ""): string {
    if (Array.isArray(value))
      return this.brackets(
        "[",
        "]",
        value.map((item) => this.flowValue(item, indent)),
        indent,
      );
    if (isMap(value)) {
      const entries = Object.entries(value).map(([key, item]) => {
        const explicit = this.often(this.habits.explicit) ? "? " : "";
        const written = this.key(key);
        const text = this.flowValue(item, indent);
        if (text === "") return `${explicit}${written}:`;
        const tight = written.startsWith('"') && /^["[{\d]/.test(text) && this.choices.chance(2);
        return `${explicit}${written}:${tight ? "" : " "}${text}`;
      });
      return this.brackets("{", "}", entries, indent);
    }
    if (typeof value === "string") return this.text(value, indent, properties.includes("!!str"));
    if (value === true) return this.choices.pick(["true", "true", "True", "yes", "on"]);
    if (value === false) return this.choices.pick(["false", "false", "FALSE", "no", "off"]);
    return value === null ? this.choices.pick(["~", "null"]) : String(value);
  }

  private flowValue(value: Json, indent: number): string {
    const alias = this.often(this.habits.anchors) ? this.aliasFor(value) : undefined;
    if (alias !== undefined) return `*${alias} `;
    const tag = this.often(this.habits.tags) ? tagOf(value) : "";
    return tag === "" ? this.flow(value, indent) : `${tag} ${this.flow(value, indent)}`;
  }

  private brackets(open: string, close: string, items: readonly string[], indent: number): string {
    const lines = items.length > 0 && this.often(this.habits.apart);
    const comma = items.length > 0 && this.choices.chance(6) ? "," : "";
    if (!lines) {
      const pad = this.choices.chance(2) ? " " : "";
      return `${open}${pad}${items.join(this.choices.pick([", ", ", ", " , "]))}${comma}${pad}${close}`;
    }
    const indented = `\n${" ".repeat(indent + this.choices.pick([0, 1, 3]))}`;
    const beside = () => (this.often(this.habits.comments) ? ` # in ${this.count++}` : "");
    const body = items.map(
      (item, index) => `${indented}${item}${index < items.length - 1 ? "," : comma}${beside()}`,
    );
    return `${open}${beside()}${body.join("")}${indented}${close}`;
  }

  private text(value: string, indent: number, isTagged: boolean): string {
    const style = this.choices.next(this.habits.scalars > 0 ? 4 : 12);
    const printable = /^[\x20-\x7e]*$/.test(value);
    const by = this.habits.scalars > 0 && this.choices.chance(2) ? `\n${" ".repeat(indent + 1)}` : " ";
    if (printable && style === 0) return `'${this.broken(value.replaceAll("'", "''"), by)}'`;
    const word = /^[A-Za-z][\w ./-]*$/.test(value) && !value.endsWith(" ");
    if (style > 1 && word && (isTagged || resolvePlain(value) === value)) return this.broken(value, by);
    const quoted = JSON.stringify(value);
    if (!printable || value.includes("\\") || by === " ") return quoted;
    return this.choices.chance(3) ? this.broken(quoted, ` \\${by}`) : this.broken(quoted, by);
  }

  private properties(value: Json): { readonly text: string; readonly anchor?: string } {
    const tag = this.often(this.habits.tags) ? tagOf(value) : "";
    if (!this.often(this.habits.anchors)) return { text: tag };
    const anchor = `a${this.anchored.length}_${this.count++}`;
    const parts = [`&${anchor}`, tag].filter(Boolean);
    return { text: (this.choices.chance(2) ? parts : parts.reverse()).join(" "), anchor };
  }

  private aliasFor(value: Json): string | undefined {
    const wanted = canonical(value);
    return this.anchored.find((known) => canonical(known.value) === wanted)?.name;
  }

  private mergeFor(map: JsonMap) {
    return this.anchored.find(
      ({ value }) =>
        isMap(value) &&
        Object.keys(value).length > 0 &&
        Object.entries(value).every(
          ([key, item]) => Object.hasOwn(map, key) && canonical(map[key] ?? null) === canonical(item),
        ),
    );
  }
}

function tagOf(value: Json): string {
  if (typeof value === "string") return "!!str";
  if (Array.isArray(value)) return "!!seq";
  if (isMap(value)) return "!!map";
  if (typeof value === "boolean") return "!!bool";
  return value === null ? "!!null" : "";
}

function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCollection(value: Json): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length > 0;
}

/** Settings that often stand there without a value, by a key that stands beside them. */
const unset: Readonly<Record<string, readonly string[]>> = {
  image: ["securityContext", "resources", "volumeMounts", "args", "env", "lifecycle"],
  containers: ["securityContext", "volumes", "initContainers", "hostPID", "tolerations"],
  name: ["annotations", "labels"],
  add: ["drop"],
};

/** The same objects, to kubectl as well, with nulls for what is not set and now and then for an item. */
export function withNulls(documents: readonly Json[], choices: Choices): Json[] {
  if (!choices.chance(3)) return [...documents];
  const look = (value: Json): Json => {
    if (Array.isArray(value)) {
      const items = value.map(look);
      return items.length > 0 && choices.chance(6) ? [...items, null] : items;
    }
    if (!isMap(value)) return value;
    const entries = Object.entries(value).map(([key, item]): [string, Json] => [key, look(item)]);
    for (const key of Object.keys(value))
      for (const missing of Object.hasOwn(unset, key) ? (unset[key] ?? []) : [])
        if (!Object.hasOwn(value, missing) && choices.chance(3))
          entries.splice(choices.next(entries.length + 1), 0, [missing, null]);
    return Object.fromEntries(entries);
  };
  return documents.map(look);
}
