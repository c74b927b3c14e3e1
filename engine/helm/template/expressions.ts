import { quoteGo } from "../lib/quote";
import type { OriginId } from "../origin";
import { GoList, GoMap, GoObject, GoTime, Integer, type Method, type Value } from "../value";
import { typeInContext } from "./arguments";
import { type Arguments, Calls, type Final, nothing, plainOf, type Variable, zeroOf } from "./calls";
import {
  type AnyNode,
  type ChainNode,
  type CommandNode,
  describeNode,
  type NumberNode,
  type Operand,
  type PipeNode,
} from "./nodes";
import { slotOrigin } from "./slots";
import { timeMethods } from "./timeMethods";

/** The evaluation of pipelines, fields and variables. */
export abstract class Expressions extends Calls {
  protected evalPipeline(pipe: PipeNode): Value {
    this.node = pipe;
    let value: Value;
    let origin = 0;
    let isFirst = true;
    for (const command of pipe.commands) {
      value = this.evalCommand(command, isFirst ? nothing : { value, origin });
      if (value === null) value = undefined;
      origin = this.origin;
      isFirst = false;
    }
    this.boxed = false;
    for (const { name } of pipe.declared) {
      if (!pipe.isAssign) this.variables.push({ name, value, origin, boxed: false });
      else this.assign(name, value, origin);
    }
    return value;
  }

  protected assign(name: string, value: Value, origin: OriginId): void {
    const variable = this.find(name);
    if (!variable) this.fail(`undefined variable: ${name}`);
    variable.value = value;
    variable.origin = this.origins.under(origin, this.control);
    variable.boxed = false;
  }

  protected find(name: string): Variable | undefined {
    for (let index = this.variables.length - 1; index >= 0; index--) {
      const variable = this.variables[index];
      if (variable?.name === name) return variable;
    }
    return undefined;
  }

  protected evalCommand(command: CommandNode, final: Final): Value {
    const first = command.operands[0];
    if (!first) return undefined;
    const args = command.operands;
    switch (first.kind) {
      case "field":
        return this.evalFieldNode(first, first.fields, args, final);
      case "chain":
        return this.evalChain(first, args, final);
      case "identifier":
        return this.evalFunction(first, command, args, final);
      case "pipe":
        this.notAFunction(args, final);
        return this.evalPipeline(first);
      case "variable":
        return this.evalVariable(first, args, final);
    }
    this.node = first;
    this.notAFunction(args, final);
    this.origin = 0;
    switch (first.kind) {
      case "bool":
        return first.value;
      case "dot":
        this.origin = this.dotOrigin;
        return this.dot;
      case "nil":
        return this.fail("nil is not a command");
      case "number":
        return this.idealConstant(first);
      case "string":
        return first.text;
    }
  }

  protected notAFunction(args: readonly Operand[], final: Final): void {
    const [first] = args;
    if (first && (args.length > 1 || final !== nothing))
      this.fail(`can't give argument to non-function ${describeNode(first)}`);
  }

  protected idealConstant(node: NumberNode): Value {
    this.node = node;
    if (node.isComplex) return this.fail("complex numbers are not supported");
    const isHex = /^0[xX]/.test(node.text) && !/[pP]/.test(node.text) && node.text.length > 2;
    if (node.float !== undefined && !isHex && node.text[0] !== "'" && /[.eEpP]/.test(node.text))
      return node.float;
    if (node.int !== undefined) return new Integer(node.int, "int");
    return this.fail(`${node.text} overflows int`);
  }

  protected evalFieldNode(node: AnyNode, fields: readonly string[], args: Arguments, final: Final): Value {
    this.node = node;
    this.origin = this.dotOrigin;
    this.boxed = this.dotBoxed;
    return this.evalFields(this.dot, node, fields, args, final);
  }

  protected evalVariable(node: Operand & { kind: "variable" }, args: Arguments, final: Final): Value {
    this.node = node;
    const variable = this.find(node.name);
    if (!variable) return this.fail(`undefined variable: ${node.name}`);
    this.origin = variable.origin;
    this.boxed = variable.boxed;
    if (node.fields.length > 0) return this.evalFields(variable.value, node, node.fields, args, final);
    this.notAFunction(args ?? [], final);
    return variable.value;
  }

  protected evalChain(node: ChainNode, args: Arguments, final: Final): Value {
    this.node = node;
    if (node.fields.length === 0) this.fail("internal error: no fields in evalChainNode");
    if (node.node.kind === "nil") this.fail(`indirection through explicit nil in ${describeNode(node)}`);
    const receiver = this.evalArgument("reflect.Value", node.node);
    return this.evalFields(receiver, node, node.fields, args, final);
  }

  protected evalFields(
    value: Value,
    node: AnyNode,
    fields: readonly string[],
    args: Arguments,
    final: Final,
  ): Value {
    const last = fields.length - 1;
    for (let index = 0; index < last; index++)
      value = this.evalField(value, fields[index] ?? "", node, undefined, nothing);
    return this.evalField(value, fields[last] ?? "", node, args, final);
  }

  protected evalField(receiver: Value, name: string, node: AnyNode, args: Arguments, final: Final): Value {
    const from = this.origin;
    const { boxed } = this;
    this.boxed = false;
    if (receiver instanceof GoMap) {
      const method = receiver.methods?.get(name);
      if (method) return this.evalMethod(method, node, name, args, final, from);
      if ((args && args.length > 1) || final !== nothing)
        this.fail(`${name} is not a method but has arguments`);
      const found = receiver.get(name);
      this.origin = slotOrigin(this.origins, receiver, name, from);
      this.boxed = true;
      if (found !== undefined) return found;
      if (receiver.has(name) || !this.execution.options.strict) return zeroOf(receiver);
      return this.fail(`map has no entry for key ${quoteGo(name)}`);
    }
    if (receiver === undefined) {
      if (this.execution.options.strict) this.fail(`nil data; no entry for key ${quoteGo(name)}`);
      this.origin = this.origins.child(from, name);
      return undefined;
    }
    if (receiver === null) return this.fail(`nil pointer evaluating interface {}.${name}`);
    if (receiver instanceof GoObject || receiver instanceof GoTime) {
      const method =
        receiver instanceof GoTime ? timeMethods(receiver).get(name) : receiver.methods.get(name);
      if (method) return this.evalMethod(method, node, name, args, final, from);
      if (receiver instanceof GoObject && receiver.fields.has(name)) {
        if ((args && args.length > 1) || final !== nothing)
          this.fail(`${name} has arguments but cannot be invoked as function`);
        this.origin = receiver.origin === 0 ? from : this.origins.child(receiver.origin, name);
        return receiver.fields.get(name);
      }
    }
    if (receiver instanceof GoList && name === "Has" && receiver.type === "chartutil.VersionSet") {
      const has: Method = {
        parameters: ["string"],
        call: ([version]) => receiver.items.includes(plainOf(version)),
      };
      return this.evalMethod(has, node, name, args, final, from);
    }
    return this.fail(`can't evaluate field ${name} in type ${typeInContext(receiver, boxed)}`);
  }
}
