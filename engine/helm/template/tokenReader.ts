import { describeToken, type Token, type TokenKind, tokenize } from "./lexer";

/** Text that is no template, in Go's words. */
export class ParseError extends Error {}

/** The tokens of a template, read one by one, and the errors about them. */
export class TokenReader {
  private readonly tokens: Token[];
  protected index = 0;
  protected actionLine = 0;
  /** The line of the token at the top of Go's look-ahead, which its errors name. */
  private line = 1;

  constructor(
    protected readonly file: string,
    protected readonly text: string,
  ) {
    this.tokens = tokenize(text);
  }

  lastOffset(): number {
    return this.tokens[Math.max(0, this.index - 1)]?.start ?? 0;
  }

  /** Consumes a delimiter and the keyword behind it, when it is that one. */
  protected skipsTo(kind: TokenKind): boolean {
    let index = this.index + 1;
    while (this.tokens[index]?.kind === "space") index++;
    if (this.tokens[index]?.kind !== kind) return false;
    this.index = index;
    this.next();
    return true;
  }

  /** The offset behind the delimiter that was read last. */
  protected delimiterEnd(): number {
    return (this.tokens[this.index - 1]?.start ?? 0) + 2;
  }

  protected expect(kind: TokenKind, context: string): Token {
    const token = this.nextNonSpace();
    return token.kind === kind ? token : this.unexpected(token, context);
  }

  protected next(): Token {
    const token = this.tokens[this.index] ?? this.last();
    this.index++;
    this.line = Math.max(this.line, token.line);
    return token;
  }

  protected peek(): Token {
    const token = this.tokens[this.index] ?? this.last();
    this.line = Math.max(this.line, token.line);
    return token;
  }

  protected nextNonSpace(): Token {
    let token = this.next();
    while (token.kind === "space") token = this.next();
    return token;
  }

  protected peekNonSpace(): Token {
    while (this.peek().kind === "space") this.index++;
    return this.peek();
  }

  protected last(): Token {
    const token = this.tokens[this.tokens.length - 1];
    return token ?? { kind: "eof", text: "", start: 0, line: 1 };
  }

  protected unexpected(token: Token, context: string): never {
    if (token.kind !== "error") return this.fail(`unexpected ${describeToken(token)} in ${context}`);
    let extra = "";
    if (this.actionLine !== 0 && this.actionLine !== token.line) {
      extra = ` in action started at ${this.file}:${this.actionLine}`;
      if (token.text.endsWith(" action")) extra = extra.slice(" in action".length);
    }
    return this.fail(`${token.text}${extra}`);
  }

  protected fail(problem: string): never {
    throw new ParseError(`template: ${this.file}:${this.line}: ${problem}`);
  }
}
