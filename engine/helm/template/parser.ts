import { quoteGo } from "../lib/quote";
import type { Token, TokenKind } from "./lexer";
import {
  type BranchNode,
  type CommandNode,
  describeNode,
  type ListNode,
  type Node,
  type NumberNode,
  type Operand,
  type PipeNode,
  type VariableNode,
} from "./nodes";
import { numberNode } from "./numberNode";
import { ParseError, TokenReader } from "./tokenReader";
import { unquoteGo } from "./unquote";

/**
 * The parser of Go's `text/template` (`src/text/template/parse/parse.go` of Go 1.26, BSD licence, The Go Authors).
 */

/** One template: a file, or a `define` in it. */
export interface Tree {
  readonly name: string;
  /** The file it was written in, as helm names it. */
  readonly file: string;
  /** The whole text of that file. */
  readonly text: string;
  readonly root: ListNode;
}

export type ParseResult =
  | { readonly trees: ReadonlyMap<string, Tree> }
  | {
      /** As Go says it: `template: file:line: problem`. */
      readonly error: string;
      /** UTF-16 offset of the token that was read last. */
      readonly offset: number;
    };

/** Parses the text of one file. `isFunction` tells which identifiers are functions. */
export function parseTemplate(
  file: string,
  text: string,
  isFunction: (name: string) => boolean,
): ParseResult {
  const parser = new Parser(file, text, isFunction);
  try {
    return { trees: parser.parse() };
  } catch (error) {
    if (error instanceof ParseError) return { error: error.message, offset: parser.lastOffset() };
    if (error instanceof RangeError)
      return { error: `template: ${file}:1: max expression depth exceeded`, offset: 0 };
    throw error;
  }
}

type ListEnd =
  | { readonly kind: "end"; readonly end: number }
  | { readonly kind: "else"; readonly position: number };

const maxParentheses = 1000;
const operandKinds: ReadonlySet<TokenKind> = new Set<TokenKind>([
  "bool",
  "charConstant",
  "complex",
  "dot",
  "field",
  "identifier",
  "number",
  "nil",
  "rawString",
  "string",
  "variable",
  "leftParen",
]);

class Parser extends TokenReader {
  private readonly trees = new Map<string, Tree>();
  private variables = ["$"];
  private rangeDepth = 0;
  private parentheses = 0;
  /** Names assigned to since the branch that is being read began. */
  private assigned: string[] = [];

  constructor(
    file: string,
    text: string,
    private readonly isFunction: (name: string) => boolean,
  ) {
    super(file, text);
  }

  parse(): ReadonlyMap<string, Tree> {
    const position = this.peek().start;
    const nodes: Node[] = [];
    while (this.peek().kind !== "eof") {
      if (this.peek().kind === "leftDelim" && this.skipsTo("define")) {
        this.definition();
        continue;
      }
      const node = this.textOrAction();
      if (node.kind === "end" || node.kind === "else") this.fail(`unexpected {{${node.kind}}}`);
      else nodes.push(node);
    }
    const root: ListNode = { kind: "list", position, nodes: exactly(nodes) };
    this.add({ name: this.file, file: this.file, text: this.text, root });
    return this.trees;
  }

  private definition(): void {
    const outer = [this.variables, this.rangeDepth, this.parentheses, this.actionLine] as const;
    [this.variables, this.rangeDepth, this.parentheses, this.actionLine] = [["$"], 0, 0, 0];
    const token = this.nextNonSpace();
    if (token.kind !== "string" && token.kind !== "rawString") this.unexpected(token, "define clause");
    const name = this.unquote(token);
    this.expect("rightDelim", "define clause");
    const [root, end] = this.itemList();
    if (end.kind !== "end") this.fail("unexpected {{else}} in define clause");
    this.add({ name, file: this.file, text: this.text, root });
    [this.variables, this.rangeDepth, this.parentheses, this.actionLine] = outer;
  }

  private add(tree: Tree): void {
    const known = this.trees.get(tree.name);
    if (!known || isEmptyTree(known.root)) this.trees.set(tree.name, tree);
    else if (!isEmptyTree(tree.root))
      this.fail(`template: multiple definition of template ${quoteGo(tree.name)}`);
  }

  private itemList(): [ListNode, ListEnd] {
    const position = this.peekNonSpace().start;
    const nodes: Node[] = [];
    while (this.peekNonSpace().kind !== "eof") {
      const node = this.textOrAction();
      if (node.kind === "end" || node.kind === "else")
        return [{ kind: "list", position, nodes: exactly(nodes) }, node];
      nodes.push(node);
    }
    return this.fail("unexpected EOF");
  }

  private textOrAction(): Node | ListEnd {
    const token = this.nextNonSpace();
    if (token.kind === "text") return { kind: "text", position: token.start, text: token.text };
    if (token.kind !== "leftDelim") return this.unexpected(token, "input");
    this.actionLine = token.line;
    const node = this.action(token.start);
    this.actionLine = 0;
    return node;
  }

  private action(start: number): Node | ListEnd {
    const token = this.nextNonSpace();
    switch (token.kind) {
      case "block":
        return this.blockControl(start);
      case "break":
      case "continue": {
        const close = this.nextNonSpace();
        if (close.kind !== "rightDelim") this.unexpected(close, `{{${token.kind}}}`);
        if (this.rangeDepth === 0) this.fail(`{{${token.kind}}} outside {{range}}`);
        return { kind: token.kind, position: token.start };
      }
      case "else": {
        const peek = this.peekNonSpace();
        if (peek.kind === "if" || peek.kind === "with") return { kind: "else", position: peek.start };
        return { kind: "else", position: this.expect("rightDelim", "else").start };
      }
      case "end": {
        const close = this.expect("rightDelim", "end");
        return { kind: "end", end: close.start + 2 };
      }
      case "if":
      case "with":
      case "range":
        return this.branch(token.kind, start);
      case "template":
        return this.templateControl(start);
    }
    this.index--;
    const position = this.peek().start;
    const pipe = this.pipeline("command", "rightDelim");
    return { kind: "action", position, start, end: this.delimiterEnd(), pipe };
  }

  private branch(kind: "if" | "with" | "range", start: number): BranchNode {
    const variables = this.variables.length;
    const outerAssigned = this.assigned;
    this.assigned = [];
    const pipe = this.pipeline(kind, "rightDelim");
    if (kind === "range") this.rangeDepth++;
    let [list, next] = this.itemList();
    if (kind === "range") this.rangeDepth--;
    let elseList: ListNode | undefined;
    if (next.kind === "else") {
      const chained = this.peek().kind;
      if (chained === kind && (chained === "if" || chained === "with")) {
        const at = this.next().start;
        const inner = this.branch(chained, at);
        elseList = { kind: "list", position: next.position, nodes: [inner] };
        next = { kind: "end", end: inner.end };
      } else {
        [elseList, next] = this.itemList();
        if (next.kind !== "end") this.fail("expected end; found {{else}}");
      }
    }
    this.variables.length = variables;
    const assigned = [...new Set(this.assigned)];
    for (const name of assigned) outerAssigned.push(name);
    this.assigned = outerAssigned;
    const end = next.kind === "end" ? next.end : start;
    return { kind, position: pipe.position, start, end, pipe, list, elseList, assigned };
  }

  private blockControl(start: number): Node {
    const token = this.nextNonSpace();
    const name = this.templateName(token, "block clause");
    const pipe = this.pipeline("block clause", "rightDelim");
    const end = this.delimiterEnd();
    const outer = [this.variables, this.rangeDepth, this.parentheses] as const;
    [this.variables, this.rangeDepth, this.parentheses] = [["$"], 0, 0];
    const [root, last] = this.itemList();
    if (last.kind !== "end") this.fail("unexpected {{else}} in block clause");
    this.add({ name, file: this.file, text: this.text, root });
    [this.variables, this.rangeDepth, this.parentheses] = outer;
    return { kind: "template", position: token.start, start, end, name, pipe };
  }

  private templateControl(start: number): Node {
    const token = this.nextNonSpace();
    const name = this.templateName(token, "template clause");
    let pipe: PipeNode | undefined;
    if (this.nextNonSpace().kind !== "rightDelim") {
      this.index--;
      pipe = this.pipeline("template clause", "rightDelim");
    }
    return { kind: "template", position: token.start, start, end: this.delimiterEnd(), name, pipe };
  }

  private templateName(token: Token, context: string): string {
    if (token.kind !== "string" && token.kind !== "rawString") this.unexpected(token, context);
    return this.unquote(token);
  }

  private pipeline(context: string, end: TokenKind): PipeNode {
    const position = this.peekNonSpace().start;
    const commands: CommandNode[] = [];
    const declarations = this.declarations(context);
    for (;;) {
      const token = this.nextNonSpace();
      if (token.kind === end) break;
      if (!operandKinds.has(token.kind)) this.unexpected(token, context);
      this.index--;
      commands.push(this.command());
    }
    if (commands.length === 0) this.fail(`missing value for ${context}`);
    commands.forEach((command, index) => {
      const first = command.operands[0]?.kind;
      if (index > 0 && first !== undefined && ["bool", "dot", "nil", "number", "string"].includes(first))
        this.fail(`non executable command in pipeline stage ${index + 1}`);
    });
    return { kind: "pipe", position, ...declarations, commands: exactly(commands) };
  }

  private declarations(context: string): Pick<PipeNode, "isAssign" | "declared"> {
    const declared: VariableNode[] = [];
    for (;;) {
      const variable = this.peekNonSpace();
      if (variable.kind !== "variable") break;
      const before = this.index;
      this.next();
      const next = this.peekNonSpace();
      if (next.kind === "assign" || next.kind === "declare") {
        this.next();
        this.declare(declared, variable);
        const isAssign = next.kind === "assign";
        if (isAssign) this.assigned.push(...declared.map(({ name }) => name));
        return { isAssign, declared: exactly(declared) };
      }
      if (next.kind !== "char" || next.text !== ",") {
        this.index = before;
        break;
      }
      this.next();
      this.declare(declared, variable);
      if (context !== "range" || declared.length >= 2) this.fail(`too many declarations in ${context}`);
      const after = this.peekNonSpace().kind;
      if (after !== "variable" && after !== "rightDelim" && after !== "rightParen")
        this.fail("range can only initialize variables");
    }
    return { isAssign: false, declared: exactly(declared) };
  }

  private declare(declared: VariableNode[], token: Token): void {
    declared.push(variableNode(token.start, token.text));
    this.variables.push(token.text);
  }

  private command(): CommandNode {
    const position = this.peekNonSpace().start;
    const operands: Operand[] = [];
    for (;;) {
      this.peekNonSpace();
      const operand = this.operand();
      if (operand) operands.push(operand);
      const token = this.next();
      if (token.kind === "space") continue;
      if (token.kind === "rightDelim" || token.kind === "rightParen") this.index--;
      else if (token.kind !== "pipe") this.unexpected(token, "operand");
      break;
    }
    if (operands.length === 0) this.fail("empty command");
    return { kind: "command", position, operands: exactly(operands) };
  }

  private operand(): Operand | undefined {
    const term = this.term();
    const peek = this.peek();
    if (!term || peek.kind !== "field") return term;
    const fields: string[] = [];
    while (this.peek().kind === "field") fields.push(this.next().text.slice(1));
    switch (term.kind) {
      case "field":
        return { ...term, position: peek.start, fields: [...term.fields, ...fields] };
      case "variable":
        return { ...term, position: peek.start, fields: [...term.fields, ...fields] };
      case "bool":
      case "string":
      case "number":
      case "nil":
      case "dot":
        return this.fail(`unexpected . after term ${quoteGo(describeNode(term))}`);
      default:
        return { kind: "chain", position: peek.start, node: term, fields: exactly(fields) };
    }
  }

  private term(): Operand | undefined {
    const token = this.nextNonSpace();
    const position = token.start;
    switch (token.kind) {
      case "identifier":
        if (!this.isFunction(token.text)) this.fail(`function ${quoteGo(token.text)} not defined`);
        return { kind: "identifier", position, name: token.text };
      case "dot":
        return { kind: "dot", position };
      case "nil":
        return { kind: "nil", position };
      case "variable":
        if (!this.variables.includes(token.text)) this.fail(`undefined variable ${quoteGo(token.text)}`);
        return variableNode(position, token.text);
      case "field":
        return { kind: "field", position, fields: [token.text.slice(1)] };
      case "bool":
        return { kind: "bool", position, value: token.text === "true" };
      case "charConstant":
      case "complex":
      case "number":
        return this.number(token);
      case "leftParen": {
        if (this.parentheses >= maxParentheses) this.fail("max expression depth exceeded");
        this.parentheses++;
        const pipe = this.pipeline("parenthesized pipeline", "rightParen");
        this.parentheses--;
        return pipe;
      }
      case "string":
      case "rawString":
        return { kind: "string", position, quoted: token.text, text: this.unquote(token) };
    }
    this.index--;
    return undefined;
  }

  private number(token: Token): NumberNode {
    const node = numberNode(token);
    return typeof node === "string" ? this.fail(node) : node;
  }

  private unquote(token: Token): string {
    return unquoteGo(token.text) ?? this.fail("invalid syntax");
  }
}

/** An array that grew has room for 16 more, and the trees of a chart hold tens of thousands of them. */
function exactly<T>(items: readonly T[]): readonly T[] {
  return items.slice();
}

function variableNode(position: number, name: string): VariableNode {
  return { kind: "variable", position, name, fields: [] };
}

/** True of a tree that writes nothing but blanks: such a definition does not replace another. */
export function isEmptyTree(list: ListNode): boolean {
  return list.nodes.every((node) => node.kind === "text" && node.text.trim() === "");
}
