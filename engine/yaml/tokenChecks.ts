import type { YamlNode, YamlProblem, YamlProblemCode } from "./node";
import { tagFits } from "./scalar";
import { blockBodyStart, scalarText } from "./scalarText";
import type { BlockScalarToken, CollectionItem, FlowScalarToken, SourceToken, Token } from "./tokens";

/**
 * What go.yaml.in/yaml/v2 (scannerc.go, parserc.go, decode.go) and the conversion to JSON refuse although the lexer
 * accepts it. Doubtful cases count as accepted: a false problem is worse than a missing one.
 */
export class TokenChecks {
  readonly problems: YamlProblem[] = [];
  /** How many flow collections the builder is in: they may hold tabs anywhere. */
  flowDepth = 0;

  private readonly hasTabs: boolean;

  constructor(
    private readonly text: string,
    private readonly original: string,
  ) {
    this.hasTabs = text.includes("\t");
  }

  problem(code: YamlProblemCode, start: number, end: number): void {
    this.problems.push({ code, start, end: Math.max(start + 1, end) });
  }

  unexpected(offset: number, length: number): void {
    this.problem("unexpected-token", offset, offset + length);
  }

  errorAt(token: Token | SourceToken): void {
    this.unexpected(token.offset, "source" in token ? token.source.length : 1);
  }

  errorToken(token: Token): void {
    if (token.type === "error" || token.type === "flow-error-end") this.errorAt(token);
  }

  /** Behind a finished value of a line only blanks and a comment may stand. */
  nothingBehind(parts: readonly SourceToken[] | undefined): void {
    if (!parts) return;
    this.tabs(parts);
    for (const part of parts)
      if (!blank.has(part.type)) {
        this.errorAt(part);
        return;
      }
  }

  /**
   * go-yaml stops reading behind the root, and what stands there does no harm where the root has ended: behind a flow
   * collection or a scalar, or to the left of a block. One problem says so instead of all those of the text behind.
   *
   * @param column of the root's keys or dashes; infinite for any other root.
   */
  behindRoot(rootEnd: number, column: number): void {
    const behind = this.problems.filter(({ start }) => start >= rootEnd);
    const first = behind.reduce<YamlProblem | undefined>(
      (a, b) => (a && a.start <= b.start ? a : b),
      undefined,
    );
    if (!first || this.column(first.start) >= column) return;
    this.problems.splice(
      0,
      Number.POSITIVE_INFINITY,
      ...this.problems.filter(({ start }) => start < rootEnd),
    );
    this.problem("ignored-text", first.start, first.end);
  }

  private column(offset: number): number {
    return offset - this.text.lastIndexOf("\n", offset - 1) - 1;
  }

  /** What stands in front of a key or a value: anchors, tags, indicators. */
  parts(parts: readonly SourceToken[], atLineStart: boolean): void {
    this.tabs(parts, atLineStart);
    let anchors = 0;
    let tags = 0;
    for (const part of parts)
      if (part.type === "anchor") {
        if (++anchors > 1 || !/^&[\w-]+$/.test(part.source)) this.errorAt(part);
      } else if (part.type === "tag") {
        if (++tags > 1 || !this.isTag(part)) this.errorAt(part);
      } else {
        if (!beforeContent.has(part.type)) this.errorAt(part);
        if (!blank.has(part.type)) anchors = tags = 0;
      }
  }

  /** A tag ends with a blank; go-yaml takes commas and brackets for a part of it. */
  private isTag({ source, offset }: SourceToken): boolean {
    const next = this.text[offset + source.length] ?? " ";
    if (!/\s/.test(next)) return false;
    return source.startsWith("!<") || !/[,[\]{}]|^![\w-]+!/.test(source);
  }

  /** A tab is no indentation: it may not stand where a key, a dash or a comment could start a line. */
  tabs(parts: readonly SourceToken[], atLineStart = false): void {
    if (this.flowDepth > 0 || !this.hasTabs) return;
    let atStart = atLineStart;
    let spaces = 0;
    parts.forEach(({ type, source, offset }, index) => {
      if (type === "space") {
        // A blank line inside a plain scalar may hold a tab behind spaces.
        const blankLine = spaces > 0 && parts[index + 1]?.type === "newline";
        if (atStart && !blankLine && source.includes("\t"))
          this.problem("tab-indentation", offset, offset + source.length);
        spaces += source.length;
        return;
      }
      spaces = 0;
      if (lineStarters.has(type)) atStart = true;
      else if (type !== "comment") atStart = false;
    });
  }

  scalar(token: FlowScalarToken, tag: string | undefined): void {
    const { offset, source } = token;
    if (token.type === "scalar") {
      if (tag === undefined) {
        if (isNotJson(source)) this.problem("not-json", offset, offset + source.length);
      }
      if (/^[,@`%]/.test(source)) this.unexpected(offset, 1);
      if (this.flowDepth > 0) this.plainInFlow(token);
    } else {
      const quote = source[0] ?? "";
      if (source.length < 2 || !source.endsWith(quote)) this.problem("unclosed-quote", offset, offset + 1);
      const unknown = quote === '"' && source.includes("\\") ? badEscape(source) : undefined;
      if (unknown !== undefined) this.problem("bad-escape", offset + unknown, offset + unknown + 2);
    }
    if (tag !== undefined) this.tag(token, tag);
  }

  /** Within brackets go-yaml ends a plain scalar at `?`, and none starts with a colon. */
  private plainInFlow({ offset, source }: FlowScalarToken): void {
    const at = source.startsWith(":") ? 0 : source.indexOf("?");
    if (at >= 0) this.unexpected(offset + at, 1);
  }

  blockScalar(token: BlockScalarToken, tag: string | undefined): void {
    const header = token.props.find(({ type }) => type === "block-scalar-header");
    const indicator = header && "source" in header ? header.source : "|";
    if (header && !/^[|>](?:[+-][1-9]?|[1-9][+-]?)?$/.test(indicator)) this.errorAt(header);
    if (!/\d/.test(indicator)) this.firstLines(token.source, blockBodyStart(token));
    if (tag !== undefined) this.tag(token, tag);
  }

  /** The first line of the content decides the indentation: by spaces, and no blank line above it may be deeper. */
  private firstLines(source: string, start: number): void {
    const tab = /^(?: *\n)* *\t/.exec(source);
    if (tab) this.problem("tab-indentation", start + tab[0].length - 1, start + tab[0].length);
    const blanks = /^(?: *\n)+/.exec(source)?.[0];
    const content =
      blanks === undefined ? undefined : /^ *(?=[^ \n#])/.exec(source.slice(blanks.length))?.[0];
    if (blanks === undefined || content === undefined) return;
    const at = start + blanks.length + content.length;
    const deepest = Math.max(...blanks.split("\n", 1000).map((line) => line.length));
    if (deepest > content.length) this.problem("bad-indentation", at, at + 1);
  }

  private tag(token: FlowScalarToken | BlockScalarToken, tag: string): void {
    if (!tagFits(tag, scalarText(token, this.original)))
      this.problem("bad-tag", token.offset, token.offset + ("source" in token ? token.source.length : 1));
  }

  key(key: YamlNode, value: YamlNode | undefined, flow: boolean): void {
    const target = key.kind === "alias" ? key.target : key;
    if (target?.kind === "map" || target?.kind === "sequence") this.problem("bad-key", key.start, key.end);
    else if (target?.kind === "scalar" && target.style === "plain") {
      const source = target.token.source;
      if (
        source.length < 5 &&
        /^(?:~|null|Null|NULL|)$/.test(source) &&
        (target.tag ?? "!!null") === "!!null"
      )
        this.problem("bad-key", key.start, key.end);
      if (source === "<<" && key.kind === "scalar" && (key.tag === undefined || key.tag === "!!merge"))
        this.merge(key, value);
    }
    if (key.end - key.start > 1024 && !flow) this.problem("bad-key", key.start, key.end);
  }

  private merge(key: YamlNode, value: YamlNode | undefined): void {
    const target = value?.kind === "alias" ? value.target : value;
    const items = value?.kind === "sequence" ? value.items.map((item) => item.value) : undefined;
    const fits = items
      ? items.every((item) => (item?.kind === "alias" ? (item.target?.kind ?? "map") : item?.kind) === "map")
      : target?.kind === "map" || (value?.kind === "alias" && !value.target);
    if (!fits) this.problem("bad-merge", value?.start ?? key.start, value?.end ?? key.end);
  }

  /** An implicit key stands on one line with its colon. */
  implicitFlowKey(key: YamlNode, colon: number): void {
    if (this.breaksWithin(key.start, colon)) this.unexpected(colon, 1);
    else if (key.kind === "scalar" && key.style === "plain" && /[[{]/.test(this.text[colon + 1] ?? ""))
      this.unexpected(colon + 1, 1);
  }

  /** In the original: where a construct was written on one line for the lexer, the text has none. */
  breaksWithin(start: number, end: number): boolean {
    return /[\r\n\u0085\u2028\u2029]/.test(this.original.slice(start, end));
  }

  /** One comma between two entries of a flow collection, and at most one behind the last. */
  commas(items: readonly CollectionItem[]): void {
    items.forEach((item, index) => {
      const commas = item.start.filter(({ type }) => type === "comma");
      const empty = !item.key && !item.sep && !item.value;
      const extra = index === 0 ? commas[0] : commas[1];
      if (extra) this.unexpected(extra.offset, 1);
      else if (index > 0 && commas.length === 0 && !empty) {
        const content = item.key ?? item.value;
        if (content) this.errorAt(content);
      }
    });
  }

  /** A line that starts at a column of its own: a tab may be why. */
  indentation(before: readonly SourceToken[], start: number, end: number): void {
    const tab = before.find((part) => part.type === "space" && part.source.includes("\t"));
    this.problem(tab ? "tab-indentation" : "bad-indentation", tab?.offset ?? start, end);
  }
}

const escapes =
  /\\(?:x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:10|0[0-9a-fA-F])[0-9a-fA-F]{4}|([\s\S]))/g;
const shortEscape = /[0abtnvfre "'\\N_LP\t\r\n\u0085\u2028\u2029]/;

/** Offset in a double-quoted scalar of the first escape that go-yaml does not know. */
function badEscape(source: string): number | undefined {
  escapes.lastIndex = 0;
  for (let match = escapes.exec(source); match; match = escapes.exec(source))
    if (match[1] !== undefined && !shortEscape.test(match[1])) return match.index;
  return undefined;
}

const blank: ReadonlySet<string> = new Set(["space", "comment", "newline"]);
/** Behind these a key may start. */
const lineStarters: ReadonlySet<string> = new Set(["newline", "seq-item-ind", "explicit-key-ind"]);
const beforeContent: ReadonlySet<string> = new Set([
  ...blank,
  "doc-start",
  "seq-item-ind",
  "explicit-key-ind",
  "map-value-ind",
  "comma",
]);

function isNotJson(source: string): boolean {
  const dot = source.charCodeAt(0) === 0x2e ? 0 : 1;
  return (
    source.length < 6 &&
    source.charCodeAt(dot) === 0x2e &&
    /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(source)
  );
}
