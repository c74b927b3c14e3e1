import { dereference, YamlDocument } from "../../yaml/document";
import type { MapNode, SequenceNode, YamlNode, YamlProblem, YamlProblemCode } from "../../yaml/node";
import { scalarText } from "../../yaml/scalarText";
import { splitDocuments } from "../../yaml/split";
import type { OriginId, Origins } from "../origin";
import { GoList, GoMap, type Value } from "../value";
import { sprintf, typeName } from "./printf";

export interface YamlOptions {
  /** Of a value's text: where it came from. The range is in offsets (UTF-16) of the text. */
  readonly originOf?: (start: number, end: number) => OriginId;
  /** The text is a values file: the place of its root. */
  readonly root?: { readonly origins: Origins; readonly origin: OriginId };
  /** Reads the text, where others read it as well. */
  readonly read?: (text: string) => ReadText;
}

/** The first document of a text and the offset at which it starts. */
export interface ReadText {
  readonly document: YamlDocument;
  readonly start: number;
}

export interface YamlFailure {
  /** As sigs.k8s.io/yaml says it. */
  readonly error: string;
  /** Where in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/**
 * What JSON cannot say, and keys that are no text, are reported by the reader, in Go's words; what stands behind the
 * first document is read by nobody.
 */
const isLeftToReader: ReadonlySet<YamlProblemCode> = new Set(["not-json", "bad-key", "ignored-text"]);

/** The most values that aliases may copy, as in go-yaml. */
const maxNodes = 400_000;

class Unreadable extends Error {
  constructor(
    message: string,
    readonly node: YamlNode | undefined,
  ) {
    super(message);
  }
}

/**
 * The first document of a text as sigs.k8s.io/yaml reads it into an `interface {}`: YAML 1.1 by way of JSON, so that
 * every number is a float64. An empty document is null.
 */
export function fromYaml(text: string, options: YamlOptions = {}): { readonly value: Value } | YamlFailure {
  const { document, start } = (options.read ?? readText)(text);
  const problem = document.problems.find(({ code }) => !isLeftToReader.has(code));
  if (problem)
    return {
      error: `error converting YAML to JSON: yaml: ${problemText(problem, document, text.slice(0, start))}`,
      start: start + problem.start,
      end: start + problem.end,
    };
  try {
    const reader = new TreeReader(document, start, options);
    return { value: reader.node(document.root.written, options.root?.origin ?? 0) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return {
      error: `error converting YAML to JSON: ${error.message}`,
      start: start + (error.node?.start ?? 0),
      end: start + (error.node?.end ?? document.text.length),
    };
  }
}

/** What Go says of a value that is no map, or no list; `undefined` where it fits. Null fits everywhere. */
export function kindProblem(
  value: Value,
  wanted: "map[string]interface {}" | "[]interface {}",
): string | undefined {
  if (value === null || value === undefined) return undefined;
  if (wanted === "[]interface {}" ? value instanceof GoList : value instanceof GoMap) return undefined;
  const type = typeName(value);
  const kind = value instanceof GoMap ? "object" : value instanceof GoList ? "array" : type;
  const shown = kind === "float64" ? "number" : kind;
  return `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${shown} into Go value of type ${wanted}`;
}

/** go-yaml reads one document; what comes before the first marker may be comments alone. */
/** What Helm reads of a text: its first document. */
export function readText(text: string): ReadText {
  const slice = firstDocument(text);
  return { document: new YamlDocument(slice.text), start: slice.start };
}

/** The first that says anything. */
function firstDocument(text: string): { readonly start: number; readonly text: string } {
  const slices = splitDocuments(text);
  const first = slices.find((slice) => /^[ \t]*[^\s#]/m.test(slice.text));
  return first ?? { start: 0, text: "" };
}

class TreeReader {
  private nodes = 0;
  private depth = 0;

  constructor(
    private readonly document: YamlDocument,
    private readonly offset: number,
    private readonly options: YamlOptions,
  ) {}

  node(written: YamlNode | undefined, place: OriginId): Value {
    const node = dereference(written);
    if (++this.nodes > maxNodes || this.depth > 1000)
      throw new Unreadable("yaml: document contains excessive aliasing", written);
    if (node?.kind === "map") return this.nested(() => this.map(node, place));
    if (node?.kind === "sequence") return this.nested(() => this.list(node, place));
    const value = this.document.scalarValue(node);
    if (typeof value === "bigint") return Number(value);
    if (typeof value === "string" && node?.kind === "scalar" && node.style === "plain")
      this.checkFloat(node, value);
    return value;
  }

  private nested(read: () => Value): Value {
    this.depth++;
    const value = read();
    this.depth--;
    return value;
  }

  private map(node: MapNode, place: OriginId): GoMap {
    const map = new GoMap(new Map(), undefined, place);
    const { root, originOf } = this.options;
    for (const { key, keyNode, value } of this.document.entries(node).values) {
      this.checkKey(keyNode, value);
      const child = root ? root.origins.child(place, key) : originOf ? this.originIn(keyNode, value) : 0;
      map.entries.set(key, this.node(value, child));
      if (originOf && child !== 0) {
        map.origins ??= new Map();
        map.origins.set(key, child);
      }
    }
    return map;
  }

  private list(node: SequenceNode, place: OriginId): GoList {
    const { root, originOf } = this.options;
    const origins: OriginId[] = [];
    const items = node.items.map((item, index) => {
      const dash = { start: item.start, end: item.start + 1 };
      const child = root
        ? root.origins.child(place, String(index))
        : originOf
          ? this.originIn(dash, item.value)
          : 0;
      origins.push(child);
      return this.node(item.value, child);
    });
    const list = new GoList(items, undefined, place);
    if (originOf) list.origins = origins;
    return list;
  }

  /** Of a scalar or an empty collection, its own text; of a collection with members, the text that opens it. */
  private originIn(opening: { start: number; end: number }, value: YamlNode | undefined): OriginId {
    const members =
      value?.kind === "map" ? value.pairs.length : value?.kind === "sequence" ? value.items.length : 0;
    const { start, end } = value === undefined || members > 0 ? opening : value;
    return this.options.originOf?.(this.offset + start, this.offset + end) ?? 0;
  }

  private checkKey(key: YamlNode, value: YamlNode | undefined): void {
    const node = dereference(key);
    if (node?.kind === "map" || node?.kind === "sequence") {
      const shown = sprintf("%#v", [this.node(node, 0)]);
      throw new Unreadable(
        `yaml: invalid map key: ${shown.replaceAll("map[string]", "map[interface {}]")}`,
        key,
      );
    }
    if (node?.kind === "scalar" && this.document.scalarValue(node) === null) {
      const content = this.document.scalarValue(dereference(value));
      const shown = typeof content === "string" ? JSON.stringify(content) : String(content);
      throw new Unreadable(`unsupported map key of type: %!s(<nil>), key: <nil>, value: ${shown}`, key);
    }
  }

  /** JSON has no infinity. */
  private checkFloat(node: YamlNode, value: string): void {
    if (!/^[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)$/.test(value) || node.kind !== "scalar") return;
    if (node.tag !== undefined || scalarText(node.token, this.document.text) !== value) return;
    const shown = /n$/i.test(value) ? "NaN" : value.startsWith("-") ? "-Inf" : "+Inf";
    throw new Unreadable(`json: unsupported value: ${shown}`, node);
  }
}

const texts: Partial<Record<YamlProblemCode, string>> = {
  "missing-colon": "could not find expected ':'",
  "bad-indentation": "mapping values are not allowed in this context",
  "unclosed-flow": "did not find expected ',' or ']'",
  "unclosed-quote": "found unexpected end of stream",
  "tab-indentation": "found character that cannot start any token",
  "contains-itself": "anchor value contains itself",
  "too-deep": "exceeded max depth of 10000",
  "too-many-aliases": "document contains excessive aliasing",
  "bad-merge": "map merge requires map or sequence of maps as the value",
  "bad-escape": "found unknown escape character",
  "control-character": "control characters are not allowed",
  "bad-separator": "did not find expected <document start>",
  "merge-conflict": "could not find expected ':'",
};

/** go-yaml counts lines from 0 where its parser, not its scanner, stops, and never names the first of them. */
function problemText(problem: YamlProblem, { text, root }: YamlDocument, before: string): string {
  const source = text.slice(problem.start, problem.end);
  const plain =
    source.startsWith("%") && problem.start === 0
      ? "found unknown directive name"
      : /^[@`%|>]/.test(source)
        ? "found character that cannot start any token"
        : `did not find expected ${root.isSequence ? "'-' indicator" : "key"}`;
  const message =
    problem.code === "unknown-anchor"
      ? `unknown anchor '${source.replace("*", "")}' referenced`
      : (texts[problem.code] ?? plain);
  const breaks = (part: string): number => part.split("\n").length - 1;
  if (problem.code === "unclosed-flow")
    return `line ${breaks(before + text.replace(/\n?$/, "\n"))}: ${message}`;
  const index = breaks(before) + breaks(text.slice(0, problem.start));
  return index === 0 ? message : `line ${message.startsWith("did not find") ? index : index + 1}: ${message}`;
}
