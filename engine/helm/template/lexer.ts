import { quoteGo } from "../lib/quote";

/**
 * The lexer of Go's `text/template` (`src/text/template/parse/lex.go` of Go 1.26, BSD licence, The Go Authors): the same
 * tokens and the same error texts. Offsets are UTF-16.
 */
export type TokenKind =
  | "error"
  | "bool"
  | "char"
  | "charConstant"
  | "complex"
  | "assign"
  | "declare"
  | "eof"
  | "field"
  | "identifier"
  | "leftDelim"
  | "leftParen"
  | "number"
  | "pipe"
  | "rawString"
  | "rightDelim"
  | "rightParen"
  | "space"
  | "string"
  | "text"
  | "variable"
  | "dot"
  | Keyword;

export type Keyword =
  | "block"
  | "break"
  | "continue"
  | "define"
  | "else"
  | "end"
  | "if"
  | "nil"
  | "range"
  | "template"
  | "with";

export interface Token {
  readonly kind: TokenKind;
  /** What was written; of an error, what is wrong. */
  readonly text: string;
  readonly start: number;
  /** One-based. */
  readonly line: number;
}

const keywords: ReadonlySet<string> = new Set<Keyword>([
  "block",
  "break",
  "continue",
  "define",
  "else",
  "end",
  "if",
  "nil",
  "range",
  "template",
  "with",
]);

export function isKeyword(kind: TokenKind): boolean {
  return keywords.has(kind) || kind === "dot";
}

/** All tokens of a template, up to the end or the first error. */
export function tokenize(text: string): Token[] {
  return new Lexer(text).run();
}

/** What Go's `%s` makes of a token in an error message. */
export function describeToken(token: Token): string {
  if (token.kind === "eof") return "EOF";
  if (token.kind === "error") return token.text;
  if (isKeyword(token.kind)) return `<${token.text}>`;
  const characters = [...token.text.slice(0, 22)];
  if (characters.length > 10) return `${quoteGo(characters.slice(0, 10).join(""))}...`;
  return quoteGo(token.text);
}

class Lexer {
  private readonly tokens: Token[] = [];
  private at = 0;
  private start = 0;
  private line = 1;
  private depth = 0;

  constructor(private readonly text: string) {}

  run(): Token[] {
    let inAction = false;
    for (;;) {
      const goesOn: "stop" | "text" | "action" = inAction ? this.action() : this.outside();
      if (goesOn === "stop") return this.tokens;
      inAction = goesOn === "action";
    }
  }

  /** Text up to the next action, and its delimiter. */
  private outside(): "stop" | "text" | "action" {
    const { text } = this;
    const open = text.indexOf("{{", this.at);
    if (open < 0) {
      this.at = text.length;
      if (this.at > this.start) this.emit("text");
      this.emit("eof");
      return "stop";
    }
    const trims = text.charCodeAt(open + 2) === dash && isSpace(text.charCodeAt(open + 3));
    this.at = open;
    if (trims) while (this.at > this.start && isSpace(text.charCodeAt(this.at - 1))) this.at--;
    if (this.at > this.start) this.emit("text");
    this.skipTo(open);
    const afterMarker = open + 2 + (trims ? 2 : 0);
    if (text.startsWith("/*", afterMarker)) return this.comment(afterMarker);
    this.at = open + 2;
    this.emit("leftDelim");
    this.skipTo(afterMarker);
    this.depth = 0;
    return "action";
  }

  private comment(start: number): "stop" | "text" {
    const { text } = this;
    this.skipTo(start);
    const close = text.indexOf("*/", start + 2);
    if (close < 0) return this.fail("unclosed comment");
    let end = close + 2;
    const trims = this.trimsRight(end);
    if (trims) end += 2;
    if (!text.startsWith("}}", end)) return this.fail("comment ends before closing delimiter");
    end += 2;
    if (trims) end = this.spaceEnd(end);
    this.skipTo(end);
    return "text";
  }

  private action(): "stop" | "text" | "action" {
    const { text } = this;
    const trims = this.trimsRight(this.at);
    if (trims || text.startsWith("}}", this.at)) {
      if (this.depth > 0) return this.fail("unclosed left paren");
      return this.rightDelim(trims);
    }
    if (this.at >= text.length) return this.fail("unclosed action");
    const code = text.charCodeAt(this.at);
    if (isSpace(code)) return this.space();
    this.at++;
    switch (code) {
      case 0x3d:
        return this.emit("assign");
      case 0x3a:
        if (text.charCodeAt(this.at) !== 0x3d) return this.fail("expected :=");
        this.at++;
        return this.emit("declare");
      case 0x7c:
        return this.emit("pipe");
      case 0x22:
        return this.quoted(0x22, "string", "unterminated quoted string");
      case 0x60: {
        const close = text.indexOf("`", this.at);
        if (close < 0) return this.fail("unterminated raw quoted string");
        this.at = close + 1;
        return this.emit("rawString");
      }
      case 0x24:
        return this.fieldOrVariable("variable");
      case 0x27:
        return this.quoted(0x27, "charConstant", "unterminated character constant");
      case 0x2e:
        if (this.at < text.length && !isDigit(text.charCodeAt(this.at))) return this.fieldOrVariable("field");
        this.at--;
        return this.number();
      case 0x28:
        this.depth++;
        return this.emit("leftParen");
      case 0x29:
        this.depth--;
        if (this.depth < 0) return this.fail("unexpected right paren");
        return this.emit("rightParen");
    }
    if (code === 0x2b || code === dash || isDigit(code)) {
      this.at--;
      return this.number();
    }
    const point = text.codePointAt(this.at - 1) ?? code;
    if (isAlphaNumeric(point)) {
      this.at--;
      return this.identifier();
    }
    if (code > 0x20 && code < 0x7f) return this.emit("char");
    return this.fail(`unrecognized character in action: ${describePoint(point)}`);
  }

  private rightDelim(trims: boolean): "text" {
    if (trims) this.skipTo(this.at + 2);
    this.at += 2;
    this.emit("rightDelim");
    if (trims) this.skipTo(this.spaceEnd(this.at));
    return "text";
  }

  private space(): "text" | "action" | "stop" {
    const end = this.spaceEnd(this.at);
    // The space before a trim marker belongs to the delimiter.
    if (this.trimsRight(end - 1)) {
      if (end - this.at === 1) return this.rightDelim(true);
      this.at = end - 1;
    } else this.at = end;
    return this.emit("space");
  }

  private quoted(quote: number, kind: TokenKind, problem: string): "action" | "stop" {
    const { text } = this;
    for (;;) {
      const code = this.at < text.length ? text.charCodeAt(this.at++) : -1;
      if (code === quote) return this.emit(kind);
      if (code === 0x5c) {
        const next = this.at < text.length ? text.charCodeAt(this.at++) : -1;
        if (next !== -1 && next !== 0x0a) continue;
        return this.fail(problem);
      }
      if (code === -1 || code === 0x0a) return this.fail(problem);
    }
  }

  private fieldOrVariable(kind: "field" | "variable"): "action" | "stop" {
    if (this.atTerminator()) return this.emit(kind === "variable" ? "variable" : "dot");
    this.skipAlphaNumeric();
    if (!this.atTerminator()) return this.fail(`bad character ${this.describeNext()}`);
    return this.emit(kind);
  }

  private identifier(): "action" | "stop" {
    this.skipAlphaNumeric();
    const word = this.text.slice(this.start, this.at);
    if (!this.atTerminator()) return this.fail(`bad character ${this.describeNext()}`);
    if (keywords.has(word)) return this.emit(word as Keyword);
    return this.emit(word === "true" || word === "false" ? "bool" : "identifier");
  }

  private number(): "action" | "stop" {
    if (!this.scanNumber())
      return this.fail(`bad number syntax: ${quoteGo(this.text.slice(this.start, this.at))}`);
    const sign = this.text.charCodeAt(this.at);
    if (sign !== 0x2b && sign !== dash) return this.emit("number");
    if (!this.scanNumber() || this.text[this.at - 1] !== "i")
      return this.fail(`bad number syntax: ${quoteGo(this.text.slice(this.start, this.at))}`);
    return this.emit("complex");
  }

  private scanNumber(): boolean {
    this.accept("+-");
    let digits = "0123456789_";
    let base = 10;
    if (this.accept("0")) {
      if (this.accept("xX")) [digits, base] = ["0123456789abcdefABCDEF_", 16];
      else if (this.accept("oO")) [digits, base] = ["01234567_", 8];
      else if (this.accept("bB")) [digits, base] = ["01_", 2];
    }
    this.acceptRun(digits);
    if (this.accept(".")) this.acceptRun(digits);
    if ((base === 10 && this.accept("eE")) || (base === 16 && this.accept("pP"))) {
      this.accept("+-");
      this.acceptRun("0123456789_");
    }
    this.accept("i");
    const next = this.text.codePointAt(this.at);
    if (next === undefined || !isAlphaNumeric(next)) return true;
    this.at += next > 0xffff ? 2 : 1;
    return false;
  }

  private accept(characters: string): boolean {
    const next = this.text[this.at];
    if (next === undefined || !characters.includes(next)) return false;
    this.at++;
    return true;
  }

  private acceptRun(characters: string): void {
    while (this.accept(characters)) {}
  }

  private skipAlphaNumeric(): void {
    for (;;) {
      const point = this.text.codePointAt(this.at);
      if (point === undefined || !isAlphaNumeric(point)) return;
      this.at += point > 0xffff ? 2 : 1;
    }
  }

  private atTerminator(): boolean {
    if (this.at >= this.text.length) return true;
    const code = this.text.charCodeAt(this.at);
    return (
      isSpace(code) || ".,|:)(".includes(String.fromCharCode(code)) || this.text.startsWith("}}", this.at)
    );
  }

  private trimsRight(at: number): boolean {
    return (
      isSpace(this.text.charCodeAt(at)) &&
      this.text.charCodeAt(at + 1) === dash &&
      this.text.charCodeAt(at + 2) === 0x7d &&
      this.text.charCodeAt(at + 3) === 0x7d
    );
  }

  private spaceEnd(at: number): number {
    while (isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  private describeNext(): string {
    const point = this.text.codePointAt(this.at);
    return point === undefined ? "U+FFFFFFFFFFFFFFFF" : describePoint(point);
  }

  private emit(kind: TokenKind): "action" {
    const text = this.text.slice(this.start, this.at);
    this.tokens.push({ kind, text, start: this.start, line: this.line });
    this.skipTo(this.at);
    return "action";
  }

  private skipTo(at: number): void {
    for (let index = this.start; index < at; index++) if (this.text.charCodeAt(index) === 0x0a) this.line++;
    this.at = at;
    this.start = at;
  }

  private fail(problem: string): "stop" {
    this.tokens.push({ kind: "error", text: problem, start: this.start, line: this.line });
    return "stop";
  }
}

const dash = 0x2d;

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

const letterOrDigit = /^[\p{L}\p{Nd}]$/u;

function isAlphaNumeric(point: number): boolean {
  if (point < 0x80)
    return (
      isDigit(point) || (point >= 0x61 && point <= 0x7a) || (point >= 0x41 && point <= 0x5a) || point === 0x5f
    );
  return letterOrDigit.test(String.fromCodePoint(point));
}

/** Go's `%#U`. */
function describePoint(point: number): string {
  const hex = `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
  const character = String.fromCodePoint(point);
  return /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character) ? `${hex} '${character}'` : hex;
}
