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

  constructor(
    private readonly text: string,
    private readonly original: string,
  ) {}

  problem(code: YamlProblemCode, start: number, end: number): void {
    this.problems.push({ code, start, end: Math.max(start + 1, end) });
  }

  unexpected(offset: number, length: number): void {
    this.problem("unexpected-token", offset, offset + length);
  }

  errorAt(token: Token): void {
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
      if (part.type !== "space" && part.type !== "comment" && part.type !== "newline") {
        this.errorAt(part as Token);
        return;
      }
  }

  /** What stands in front of a key or a value: anchors, tags, indicators. */
  parts(parts: readonly SourceToken[]): void {
    this.tabs(parts);
    let anchors = 0;
    let tags = 0;
    for (const part of parts) {
      if (part.type === "anchor" && (++anchors > 1 || !/^&[\w-]+$/.test(part.source)))
        this.errorAt(part as Token);
      else if (part.type === "tag" && (++tags > 1 || !isTag(part.source))) this.errorAt(part as Token);
      else if (part.type === "newline" || part.type === "map-value-ind") anchors = tags = 0;
      else this.errorToken(part as Token);
    }
  }

  /** A tab is no indentation: it may not stand where a key, a dash or a comment could start a line. */
  private tabs(parts: readonly SourceToken[]): void {
    let atStart = false;
    for (const { type, source, offset } of parts) {
      if (type === "newline" || type === "seq-item-ind" || type === "explicit-key-ind") atStart = true;
      else if (type === "space") {
        if (atStart && source.includes("\t") && this.flowDepth === 0)
          this.problem("tab-indentation", offset, offset + source.length);
      } else if (type !== "comment") atStart = false;
    }
  }

  streamSpace(token: SourceToken): void {
    if (token.source.includes("\t"))
      this.problem("tab-indentation", token.offset, token.offset + token.source.length);
  }

  scalar(token: FlowScalarToken, tag: string | undefined): void {
    const { offset, source } = token;
    if (token.type === "scalar") {
      if (tag === undefined) {
        if (isNotJson(source)) this.problem("not-json", offset, offset + source.length);
      }
      const question = this.flowDepth > 0 ? source.indexOf("?") : -1;
      if (question >= 0) this.unexpected(offset + question, 1);
    } else {
      const quote = source[0] ?? "";
      if (source.length < 2 || !source.endsWith(quote)) this.problem("unclosed-quote", offset, offset + 1);
      const unknown = quote === '"' && source.includes("\\") ? badEscape(source) : undefined;
      if (unknown !== undefined) this.problem("bad-escape", offset + unknown, offset + unknown + 2);
    }
    if (tag !== undefined) this.tag(token, tag);
  }

  blockScalar(token: BlockScalarToken, tag: string | undefined): void {
    const start = blockBodyStart(token);
    const tab = /^(?: *\n)* *\t/.exec(token.source);
    const header = token.props.find(({ type }) => type === "block-scalar-header");
    if (tab && header && "source" in header && !/\d/.test(header.source))
      this.problem("tab-indentation", start + tab[0].length - 1, start + tab[0].length);
    if (tag !== undefined) this.tag(token, tag);
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
  implicitFlowKey(item: CollectionItem, colon: number): void {
    const key = item.key;
    if (!key || !("offset" in key)) return;
    const at = this.text.indexOf("\n", key.offset);
    if (at >= 0 && at < colon) this.unexpected(colon, 1);
    else if (key.type === "scalar" && /[[{]/.test(this.text[colon + 1] ?? "")) this.unexpected(colon + 1, 1);
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

function isTag(source: string): boolean {
  return source.startsWith("!<") || !/[,[\]{}]|^![\w-]+!/.test(source);
}

function isNotJson(source: string): boolean {
  const dot = source.charCodeAt(0) === 0x2e ? 0 : 1;
  return (
    source.length < 6 &&
    source.charCodeAt(dot) === 0x2e &&
    /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(source)
  );
}
