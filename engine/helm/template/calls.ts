import { printValue, typeName } from "../lib/printf";
import { quoteGo } from "../lib/quote";
import type { OriginId, Origins } from "../origin";
import { type GoMap, GoObject, Integer, type Method, type Site, Text, type Value } from "../value";
import { canBeNil, isAssignable, isTrue, parameterName } from "./arguments";
import { ExecutionError, errorAt, FunctionError } from "./errors";
import type { Execution } from "./execution";
import type { Call, TemplateFunction } from "./function";
import {
  type AnyNode,
  type ChainNode,
  describeNode,
  type NumberNode,
  type Operand,
  type PipeNode,
} from "./nodes";
import { Output } from "./output";
import type { Tree } from "./parser";
import type { TemplateSet } from "./templateSet";
import { weightOf, weightOfText } from "./weight";

/** Calls of functions and methods, and their arguments: the lower half of the evaluation of expressions. */
export abstract class Calls {
  protected readonly output = new Output();
  protected readonly variables: Variable[];
  protected readonly origins: Origins;
  protected readonly trace: boolean;
  protected dotBoxed = false;
  /** Why what is executed now is executed. */
  protected control: OriginId = 0;
  protected node: AnyNode;
  protected site: Site;
  protected origin: OriginId = 0;
  protected boxed = false;

  constructor(
    protected readonly execution: Execution,
    protected readonly set: TemplateSet,
    protected readonly tree: Tree,
    protected dot: Value,
    protected dotOrigin: OriginId,
    protected readonly caller: Site | undefined,
    /** Where the text of the template itself came from, when it is not a file. */
    protected readonly textOrigin: OriginId,
  ) {
    this.variables = [{ name: "$", value: dot, origin: dotOrigin, boxed: false }];
    this.origins = execution.options.origins;
    this.trace = execution.options.trace;
    this.node = tree.root;
    this.site = this.siteOf(0, 0);
  }

  protected abstract evalPipeline(pipe: PipeNode): Value;
  protected abstract evalFieldNode(
    node: AnyNode,
    fields: readonly string[],
    args: Arguments,
    final: Final,
  ): Value;
  protected abstract evalVariable(node: Operand & { kind: "variable" }, args: Arguments, final: Final): Value;
  protected abstract evalChain(node: ChainNode, args: Arguments, final: Final): Value;
  protected abstract idealConstant(node: NumberNode): Value;

  protected evalFunction(
    node: Operand & { kind: "identifier" },
    command: AnyNode,
    args: Arguments,
    final: Final,
  ): Value {
    this.node = node;
    const found = this.execution.options.functions.get(node.name);
    if (!found) return this.fail(`${quoteGo(node.name)} is not a defined function`);
    return this.evalCall(found, command, node.name, args, final, undefined);
  }

  protected evalMethod(
    method: Method,
    node: AnyNode,
    name: string,
    args: Arguments,
    final: Final,
    receiverOrigin: OriginId,
  ): Value {
    const { parameters, variadic = false, call } = method;
    return this.evalCall({ parameters, variadic, run: call }, node, name, args, final, receiverOrigin);
  }

  protected evalCall(
    called: TemplateFunction,
    node: AnyNode,
    name: string,
    args: Arguments,
    final: Final,
    receiverOrigin: OriginId | undefined,
  ): Value {
    this.execution.step();
    const count = args ? args.length - 1 : 0;
    const { parameters, variadic } = called;
    const given = count + (final === nothing ? 0 : 1);
    const fixed = variadic ? parameters.length - 1 : parameters.length;
    if (variadic && given < fixed)
      this.fail(`wrong number of args for ${name}: want at least ${fixed} got ${count}`);
    if (!variadic && given !== fixed)
      this.fail(`wrong number of args for ${name}: want ${fixed} got ${given}`);
    if (receiverOrigin === undefined && (name === "and" || name === "or"))
      return this.evalShortCircuit(name, args ?? [], final);
    const values: Value[] = [];
    const origins: OriginId[] = [];
    for (let index = 1; index <= count; index++) {
      const argument = args?.[index];
      const type = parameters[Math.min(index - 1, parameters.length - 1)];
      if (!argument || !type) continue;
      values.push(this.evalArgument(type, argument));
      origins.push(this.origin);
    }
    if (final !== nothing) {
      const type = parameters[Math.min(given - 1, parameters.length - 1)];
      values.push(type ? this.validate(final.value, type) : final.value);
      origins.push(final.origin);
    }
    return this.call(called, node, name, values, origins, receiverOrigin);
  }

  protected call(
    called: TemplateFunction,
    node: AnyNode,
    name: string,
    values: readonly Value[],
    origins: readonly OriginId[],
    receiverOrigin: OriginId | undefined,
  ): Value {
    const site = this.site;
    const call: Call = { origins, origin: -1, host: this.execution.hostAt(this.set, site, this.control) };
    let value: Value;
    if (called.walks) for (const one of values) this.execution.charge(weightOf(one));
    try {
      value = called.run(values, call);
    } catch (error) {
      if (error instanceof FunctionError || error instanceof ExecutionError) {
        this.node = node;
        throw errorAt(this.tree, node, `error calling ${name}: ${error.message}`, error);
      }
      throw error;
    }
    this.site = site;
    let { origin } = call;
    if (origin === -1) {
      origin = receiverOrigin ?? 0;
      for (const part of origins) origin = this.origins.join(origin, part);
    }
    if (typeof value === "string") {
      if (value.length > 1000) this.execution.charge(value.length);
    } else if (value instanceof Text) this.execution.charge(weightOfText(value));
    this.origin = origin;
    this.boxed = false;
    return value;
  }

  protected evalShortCircuit(name: "and" | "or", args: readonly Operand[], final: Final): Value {
    let value: Value;
    let decided = 0;
    for (let index = 1; index < args.length; index++) {
      const argument = args[index];
      if (!argument) continue;
      value = this.evalArgument("reflect.Value", argument);
      const own = this.origin;
      this.origin = this.origins.under(own, decided);
      decided = this.origins.join(decided, own);
      if (isTrue(value) === (name === "or")) return value;
    }
    if (final !== nothing) {
      value = final.value;
      this.origin = this.origins.under(final.origin, decided);
    }
    return value;
  }

  protected evalArgument(type: ParameterTypeName, node: Operand): Value {
    this.node = node;
    switch (node.kind) {
      case "dot":
        this.origin = this.dotOrigin;
        this.boxed = this.dotBoxed;
        return this.validate(this.dot, type);
      case "nil":
        this.origin = 0;
        if (canBeNil(type)) return type === "reflect.Value" ? undefined : null;
        return this.fail(`cannot assign nil to ${parameterName(type)}`);
      case "field":
        return this.validate(this.evalFieldNode(node, node.fields, undefined, nothing), type);
      case "variable":
        return this.validate(this.evalVariable(node, undefined, nothing), type);
      case "pipe":
        return this.validate(this.evalPipeline(node), type);
      case "identifier":
        return this.validate(this.evalFunction(node, node, undefined, nothing), type);
      case "chain":
        return this.validate(this.evalChain(node, undefined, nothing), type);
    }
    this.origin = 0;
    this.boxed = false;
    switch (type) {
      case "interface {}":
      case "reflect.Value":
        return node.kind === "number"
          ? this.idealConstant(node)
          : node.kind === "bool"
            ? node.value
            : node.text;
      case "bool":
        return node.kind === "bool" ? node.value : this.fail(`expected bool; found ${describeNode(node)}`);
      case "string":
        return node.kind === "string" ? node.text : this.fail(`expected string; found ${describeNode(node)}`);
      case "float64":
        if (node.kind === "number" && node.float !== undefined) return node.float;
        return this.fail(`expected float; found ${describeNode(node)}`);
      case "int":
      case "int64":
      case "time.Duration":
        if (node.kind === "number" && node.int !== undefined) return new Integer(node.int, type);
        return this.fail(`expected integer; found ${describeNode(node)}`);
      case "uint64":
        if (node.kind === "number" && node.uint !== undefined) return new Integer(node.uint, type);
        return this.fail(`expected unsigned integer; found ${describeNode(node)}`);
      default:
        return this.fail(`can't handle ${describeNode(node)} for arg of type ${parameterName(type)}`);
    }
  }

  protected validate(value: Value, type: ParameterTypeName): Value {
    if (value === undefined) {
      if (canBeNil(type)) return type === "reflect.Value" ? undefined : null;
      this.fail(`invalid value; expected ${parameterName(type)}`);
    }
    if (isAssignable(value, type)) return value;
    const got = value === null ? "interface {}" : typeName(value);
    return this.fail(`wrong type for value; expected ${parameterName(type)}; got ${got}`);
  }

  protected siteOf(start: number, end: number): Site {
    return { file: this.tree.file, start, end, caller: this.caller };
  }

  protected fail(problem: string): never {
    throw errorAt(this.tree, this.node, problem);
  }
}

export interface Variable {
  readonly name: string;
  value: Value;
  origin: OriginId;
  boxed: boolean;
}

export type Jump = "on" | "break" | "continue";
type ParameterTypeName = TemplateFunction["parameters"][number];
/** The operands of a command, the function first; `undefined` where there can be none. */
export type Arguments = readonly Operand[] | undefined;
/** What the pipeline hands on to the next command. */
export type Final = { readonly value: Value; readonly origin: OriginId };
export const nothing: Final = { value: undefined, origin: 0 };

/** An action prints a struct by the `String` method of a pointer to it, which `printf` does not know of. */
export function printed(value: Value): string {
  const method = value instanceof GoObject && !value.text ? value.methods.get("String") : undefined;
  return printValue(method ? method.call([]) : value);
}

/** What a key that is missing gives: the zero value of the map's elements. */
export function zeroOf(map: GoMap): Value {
  return map.type === "map[string]string" ? "" : null;
}

/** The value in a slot of an interface: nil there is `null`. */
export function nilOf(value: Value): Value {
  return value === undefined ? null : value;
}

export function plainOf(value: Value): Value {
  return value instanceof Text ? value.text : value;
}
