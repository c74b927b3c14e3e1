/** The syntax tree of a template: that of Go's `text/template/parse`. Positions are UTF-16 offsets, those Go reports. */
export type Node = TextNode | ActionNode | BranchNode | TemplateNode | JumpNode;

export interface ListNode {
  readonly kind: "list";
  readonly position: number;
  readonly nodes: readonly Node[];
}

export interface TextNode {
  readonly kind: "text";
  readonly position: number;
  readonly text: string;
}

export interface ActionNode {
  readonly kind: "action";
  readonly position: number;
  /** From `{{` to behind `}}`. */
  readonly start: number;
  readonly end: number;
  readonly pipe: PipeNode;
}

export interface BranchNode {
  readonly kind: "if" | "with" | "range";
  readonly position: number;
  readonly start: number;
  readonly end: number;
  readonly pipe: PipeNode;
  readonly list: ListNode;
  readonly elseList: ListNode | undefined;
  /** Variables that a branch assigns to (`=`). */
  readonly assigned: readonly string[];
}

export interface TemplateNode {
  readonly kind: "template";
  readonly position: number;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly pipe: PipeNode | undefined;
}

export interface JumpNode {
  readonly kind: "break" | "continue";
  readonly position: number;
}

export interface PipeNode {
  readonly kind: "pipe";
  readonly position: number;
  readonly isAssign: boolean;
  readonly declared: readonly VariableNode[];
  readonly commands: readonly CommandNode[];
}

export interface CommandNode {
  readonly kind: "command";
  readonly position: number;
  readonly operands: readonly Operand[];
}

export type Operand =
  | PipeNode
  | ChainNode
  | FieldNode
  | VariableNode
  | IdentifierNode
  | DotNode
  | NilNode
  | BoolNode
  | NumberNode
  | StringNode;

export interface ChainNode {
  readonly kind: "chain";
  readonly position: number;
  readonly node: Operand;
  readonly fields: readonly string[];
}

export interface FieldNode {
  readonly kind: "field";
  readonly position: number;
  readonly fields: readonly string[];
}

export interface VariableNode {
  readonly kind: "variable";
  readonly position: number;
  readonly name: string;
  readonly fields: readonly string[];
}

export interface IdentifierNode {
  readonly kind: "identifier";
  readonly position: number;
  readonly name: string;
}

export interface DotNode {
  readonly kind: "dot";
  readonly position: number;
}

export interface NilNode {
  readonly kind: "nil";
  readonly position: number;
}

export interface BoolNode {
  readonly kind: "bool";
  readonly position: number;
  readonly value: boolean;
}

/** A number: what it is depends on the parameter it is given to. */
export interface NumberNode {
  readonly kind: "number";
  readonly position: number;
  readonly text: string;
  readonly isComplex: boolean;
  readonly int: bigint | undefined;
  readonly uint: bigint | undefined;
  readonly float: number | undefined;
}

export interface StringNode {
  readonly kind: "string";
  readonly position: number;
  readonly quoted: string;
  readonly text: string;
}

export type AnyNode = Node | ListNode | PipeNode | CommandNode | Operand;

/** The node as Go's `String()` writes it in error messages. */
export function describeNode(node: AnyNode): string {
  switch (node.kind) {
    case "list":
      return node.nodes.map(describeNode).join("");
    case "text":
      return node.text;
    case "action":
      return `{{${describeNode(node.pipe)}}}`;
    case "if":
    case "with":
    case "range": {
      const otherwise = node.elseList ? `{{else}}${describeNode(node.elseList)}` : "";
      return `{{${node.kind} ${describeNode(node.pipe)}}}${describeNode(node.list)}${otherwise}{{end}}`;
    }
    case "template":
      return `{{template ${JSON.stringify(node.name)}${node.pipe ? ` ${describeNode(node.pipe)}` : ""}}}`;
    case "break":
    case "continue":
      return `{{${node.kind}}}`;
    case "pipe": {
      const declared = node.declared.map(describeNode).join(", ");
      const commands = node.commands.map(describeNode).join(" | ");
      return declared === "" ? commands : `${declared} ${node.isAssign ? "=" : ":="} ${commands}`;
    }
    case "command":
      return node.operands.map(describeOperand).join(" ");
    case "chain":
      return [describeOperand(node.node), ...node.fields].join(".");
    case "field":
      return node.fields.map((field) => `.${field}`).join("");
    case "variable":
      return [node.name, ...node.fields].join(".");
    case "identifier":
      return node.name;
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "bool":
      return String(node.value);
    case "number":
      return node.text;
    case "string":
      return node.quoted;
  }
}

function describeOperand(node: Operand): string {
  return node.kind === "pipe" ? `(${describeNode(node)})` : describeNode(node);
}
