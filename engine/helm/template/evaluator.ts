import { compareBytes } from "../bytes";
import { printValue, typeName } from "../lib/printf";
import { quoteGo } from "../lib/quote";
import type { OriginId, Origins } from "../origin";
import {
  GoList,
  GoMap,
  GoObject,
  GoTime,
  Integer,
  int,
  type Method,
  type Site,
  Text,
  type Value,
} from "../value";
import { canBeNil, isAssignable, isTrue, parameterName, typeInContext } from "./arguments";
import { ExecutionError, errorAt, FunctionError, LimitError } from "./errors";
import type { Execution } from "./execution";
import type { Call, TemplateFunction } from "./function";
import {
  type AnyNode,
  type BranchNode,
  type ChainNode,
  type CommandNode,
  describeNode,
  type ListNode,
  type Node,
  type NumberNode,
  type Operand,
  type PipeNode,
  type TemplateNode,
} from "./nodes";
import { Output } from "./output";
import type { Tree } from "./parser";
import { itemOrigin, slotOrigin } from "./slots";
import type { TemplateSet } from "./templateSet";
import { timeMethods } from "./timeMethods";

/**
 * Executes one template: the `state` of Go's `src/text/template/exec.go` (Go 1.26, BSD licence, The Go Authors).
 *
 * Go tells a nil in an interface (`null` here: a key that is missing, an item that is null) from no value at all
 * (`undefined`: the same after it went through a pipeline). A field of the first is an error, of the second nothing.
 *
 * Every evaluation leaves beside its value, in `origin`, where the value came from, and in `boxed`, whether Go would
 * hold it in an interface, which only its error messages show.
 */
export class Evaluator {
  private readonly output = new Output();
  private readonly variables: Variable[];
  private readonly origins: Origins;
  private readonly trace: boolean;
  private dotBoxed = false;
  /** Why what is executed now is executed. */
  private control: OriginId = 0;
  private node: AnyNode;
  private site: Site;
  private origin: OriginId = 0;
  private boxed = false;

  constructor(
    private readonly execution: Execution,
    private readonly set: TemplateSet,
    private readonly tree: Tree,
    private dot: Value,
    private dotOrigin: OriginId,
    private readonly caller: Site | undefined,
    /** Where the text of the template itself came from, when it is not a file. */
    private readonly textOrigin: OriginId,
  ) {
    this.variables = [{ name: "$", value: dot, origin: dotOrigin, boxed: false }];
    this.origins = execution.options.origins;
    this.trace = execution.options.trace;
    this.node = tree.root;
    this.site = this.siteOf(0, 0);
  }

  run(): Text | string {
    try {
      this.walkList(this.tree.root);
    } catch (error) {
      if (error instanceof LimitError) error.place ??= { file: this.tree.file, offset: this.node.position };
      if (error instanceof RangeError) throw this.limit("depth");
      throw error;
    }
    return this.trace ? this.output.finish() : this.output.toString();
  }

  private limit(kind: "depth" | "output"): LimitError {
    const error = new LimitError(kind);
    error.place = { file: this.tree.file, offset: this.node.position };
    return error;
  }

  /** Walks nodes until one of them jumps out of the loop around. */
  private walkList(list: ListNode): Jump {
    for (const node of list.nodes) {
      const jump = this.walk(node);
      if (jump !== "on") return jump;
    }
    return "on";
  }

  private walk(node: Node): Jump {
    this.execution.step();
    this.node = node;
    switch (node.kind) {
      case "text":
        this.writeText(node.text, node.position);
        return "on";
      case "action": {
        this.site = this.siteOf(node.start, node.end);
        const value = this.evalPipeline(node.pipe);
        if (node.pipe.declared.length === 0) this.print(node, value);
        return "on";
      }
      case "if":
      case "with":
        return this.walkBranch(node);
      case "range":
        return this.walkRange(node);
      case "template":
        this.walkTemplate(node);
        return "on";
      case "break":
      case "continue":
        return node.kind;
    }
  }

  private writeText(text: string, position: number): void {
    this.execution.charge(text.length);
    if (!this.trace) this.output.literal(text);
    else if (this.textOrigin !== 0)
      this.output.write(
        text,
        this.origins.under(this.textOrigin, this.control),
        this.caller,
        this.caller?.start ?? 0,
        false,
      );
    else
      this.output.write(
        text,
        this.control === 0 ? 0 : this.origins.under(0, this.control),
        this.siteOf(position, position + text.length),
        position,
        true,
      );
  }

  private print(node: AnyNode, value: Value): void {
    this.node = node;
    const { origin } = this;
    if (value instanceof Text) {
      this.execution.charge(value.text.length);
      if (this.trace) this.output.copyUnder(value, this.origins, this.controlOfText(), this.site);
      else this.output.literal(value.text);
      return;
    }
    const text = value === undefined ? "<no value>" : printed(value);
    this.execution.charge(text.length);
    if (!this.trace) this.output.literal(text);
    else
      this.output.write(
        text,
        this.origins.under(origin, this.controlOfText()),
        this.site,
        this.site.start,
        false,
      );
  }

  private controlOfText(): OriginId {
    return this.textOrigin === 0 ? this.control : this.origins.join(this.control, this.textOrigin);
  }

  private walkBranch(node: BranchNode): Jump {
    const mark = this.variables.length;
    const outerControl = this.control;
    this.site = this.siteOf(node.start, node.end);
    const value = this.evalPipeline(node.pipe);
    const condition = this.origin;
    const { boxed } = this;
    let jump: Jump = "on";
    const before = this.output.length;
    const site = this.site;
    this.control = this.origins.join(outerControl, condition);
    if (isTrue(value)) {
      if (node.kind === "with") {
        const outer = [this.dot, this.dotOrigin, this.dotBoxed] as const;
        [this.dot, this.dotOrigin, this.dotBoxed] = [value, condition, boxed];
        jump = this.walkList(node.list);
        [this.dot, this.dotOrigin, this.dotBoxed] = outer;
      } else jump = this.walkList(node.list);
    } else if (node.elseList) jump = this.walkList(node.elseList);
    this.control = outerControl;
    this.variables.length = mark;
    if (this.trace) {
      if (this.output.length === before || !isTrue(value)) this.output.mark(condition, site);
      this.controlAssigned(node, condition);
    }
    return jump;
  }

  /** A variable that a branch may have assigned to depends on the condition, whichever way it went. */
  private controlAssigned(node: BranchNode, condition: OriginId): void {
    for (const name of node.assigned) {
      const variable = this.find(name);
      if (variable) {
        variable.origin = this.origins.under(variable.origin, condition);
        if (variable.value instanceof Text) variable.value = this.textUnder(variable.value, condition);
      }
    }
  }

  private textUnder(text: Text, control: OriginId): Text {
    if (control === 0) return text;
    const runs = text.runs.map((run) => ({ ...run, origin: this.origins.under(run.origin, control) }));
    return new Text(text.text, runs, text.marks);
  }

  private walkRange(node: BranchNode): Jump {
    const mark = this.variables.length;
    this.site = this.siteOf(node.start, node.end);
    const value = this.evalPipeline(node.pipe);
    const { origin, site } = this;
    const outerControl = this.control;
    const before = this.output.length;
    this.control = this.origins.join(outerControl, origin);
    const outer = [this.dot, this.dotOrigin, this.dotBoxed] as const;
    const ran = this.iterate(node, value, origin);
    [this.dot, this.dotOrigin, this.dotBoxed] = outer;
    let jump: Jump = "on";
    if (!ran && node.elseList) jump = this.walkList(node.elseList);
    this.control = outerControl;
    this.variables.length = mark;
    if (this.trace) {
      if (this.output.length === before) this.output.mark(origin, site);
      this.controlAssigned(node, origin);
    }
    return jump;
  }

  /** Runs the body for each element; false when there is none. */
  private iterate(node: BranchNode, value: Value, origin: OriginId): boolean {
    if (value instanceof Integer) {
      if (node.pipe.declared.length > 1)
        this.fail(`can't use ${printValue(value)} to iterate over more than one variable`);
      for (let item = 0n; item < value.value; item++)
        if (!this.iteration(node, undefined, new Integer(item, value.type), origin, origin, false)) break;
      return value.value > 0n;
    }
    if (value instanceof GoList) {
      const boxed = value.type === "[]interface {}";
      for (let index = 0; index < value.items.length; index++) {
        const item = value.items[index];
        const from = itemOrigin(this.origins, value, index, origin);
        if (!this.iteration(node, int(index), boxed ? nilOf(item) : item, 0, from, boxed)) break;
      }
      return value.items.length > 0;
    }
    if (value instanceof GoMap) {
      const keys = [...value.entries.keys()].sort(compareBytes);
      for (const key of keys) {
        const from = slotOrigin(this.origins, value, key, origin);
        if (!this.iteration(node, key, nilOf(value.entries.get(key)), from, from, true)) break;
      }
      return keys.length > 0;
    }
    if (value === undefined || value === null) return false;
    return this.fail(`range can't iterate over ${printValue(value)}`);
  }

  /** One pass through the body; false after `break`. */
  private iteration(
    node: BranchNode,
    key: Value,
    element: Value,
    keyOrigin: OriginId,
    elementOrigin: OriginId,
    boxed: boolean,
  ): boolean {
    this.execution.step();
    const mark = this.variables.length;
    const { declared, isAssign } = node.pipe;
    const [first, second] = declared;
    if (first) {
      const values = second
        ? ([
            [first.name, key, keyOrigin, false],
            [second.name, element, elementOrigin, boxed],
          ] as const)
        : ([[first.name, element, elementOrigin, boxed]] as const);
      values.forEach(([name, value, origin, isBoxed], index) => {
        const variable = isAssign ? this.find(name) : this.variables[mark - values.length + index];
        if (variable) [variable.value, variable.origin, variable.boxed] = [value, origin, isBoxed];
      });
    }
    [this.dot, this.dotOrigin, this.dotBoxed] = [element, elementOrigin, boxed];
    const jump = this.walkList(node.list);
    this.variables.length = mark;
    return jump !== "break";
  }

  private walkTemplate(node: TemplateNode): void {
    this.site = this.siteOf(node.start, node.end);
    const tree = this.set.get(node.name);
    if (!tree) this.fail(`template ${quoteGo(node.name)} not defined`);
    const value = node.pipe ? this.evalPipeline(node.pipe) : undefined;
    const origin = node.pipe ? this.origin : 0;
    const result = this.execution.execute(this.set, tree, value, origin, this.site);
    if (typeof result === "string") this.output.literal(result);
    else this.output.copyUnder(result, this.origins, this.controlOfText(), this.site);
  }

  private evalPipeline(pipe: PipeNode): Value {
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

  private assign(name: string, value: Value, origin: OriginId): void {
    const variable = this.find(name);
    if (!variable) this.fail(`undefined variable: ${name}`);
    variable.value = value;
    variable.origin = this.origins.under(origin, this.control);
    variable.boxed = false;
  }

  private find(name: string): Variable | undefined {
    for (let index = this.variables.length - 1; index >= 0; index--) {
      const variable = this.variables[index];
      if (variable?.name === name) return variable;
    }
    return undefined;
  }

  private evalCommand(command: CommandNode, final: Final): Value {
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

  private notAFunction(args: readonly Operand[], final: Final): void {
    const [first] = args;
    if (first && (args.length > 1 || final !== nothing))
      this.fail(`can't give argument to non-function ${describeNode(first)}`);
  }

  private idealConstant(node: NumberNode): Value {
    this.node = node;
    if (node.isComplex) return this.fail("complex numbers are not supported");
    const isHex = /^0[xX]/.test(node.text) && !/[pP]/.test(node.text) && node.text.length > 2;
    if (node.float !== undefined && !isHex && node.text[0] !== "'" && /[.eEpP]/.test(node.text))
      return node.float;
    if (node.int !== undefined) return new Integer(node.int, "int");
    return this.fail(`${node.text} overflows int`);
  }

  private evalFieldNode(node: AnyNode, fields: readonly string[], args: Arguments, final: Final): Value {
    this.node = node;
    this.origin = this.dotOrigin;
    this.boxed = this.dotBoxed;
    return this.evalFields(this.dot, node, fields, args, final);
  }

  private evalVariable(node: Operand & { kind: "variable" }, args: Arguments, final: Final): Value {
    this.node = node;
    const variable = this.find(node.name);
    if (!variable) return this.fail(`undefined variable: ${node.name}`);
    this.origin = variable.origin;
    this.boxed = variable.boxed;
    if (node.fields.length > 0) return this.evalFields(variable.value, node, node.fields, args, final);
    this.notAFunction(args ?? [], final);
    return variable.value;
  }

  private evalChain(node: ChainNode, args: Arguments, final: Final): Value {
    this.node = node;
    if (node.fields.length === 0) this.fail("internal error: no fields in evalChainNode");
    if (node.node.kind === "nil") this.fail(`indirection through explicit nil in ${describeNode(node)}`);
    const receiver = this.evalArgument("reflect.Value", node.node);
    return this.evalFields(receiver, node, node.fields, args, final);
  }

  private evalFields(
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

  private evalField(receiver: Value, name: string, node: AnyNode, args: Arguments, final: Final): Value {
    const from = this.origin;
    const { boxed } = this;
    this.boxed = false;
    if (receiver instanceof GoMap) {
      const method = receiver.methods?.get(name);
      if (method) return this.evalMethod(method, node, name, args, final, from);
      if ((args && args.length > 1) || final !== nothing)
        this.fail(`${name} is not a method but has arguments`);
      const found = receiver.entries.get(name);
      this.origin = slotOrigin(this.origins, receiver, name, from);
      this.boxed = true;
      if (found !== undefined) return found;
      if (receiver.entries.has(name) || !this.execution.options.strict) return zeroOf(receiver);
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

  private evalFunction(
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

  private evalMethod(
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

  private evalCall(
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

  private call(
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
    if (typeof value === "string" && value.length > 1000) this.execution.charge(value.length);
    this.origin = origin;
    this.boxed = false;
    return value;
  }

  private evalShortCircuit(name: "and" | "or", args: readonly Operand[], final: Final): Value {
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

  private evalArgument(type: ParameterTypeName, node: Operand): Value {
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

  private validate(value: Value, type: ParameterTypeName): Value {
    if (value === undefined) {
      if (canBeNil(type)) return type === "reflect.Value" ? undefined : null;
      this.fail(`invalid value; expected ${parameterName(type)}`);
    }
    if (isAssignable(value, type)) return value;
    const got = value === null ? "interface {}" : typeName(value);
    return this.fail(`wrong type for value; expected ${parameterName(type)}; got ${got}`);
  }

  private siteOf(start: number, end: number): Site {
    return { file: this.tree.file, start, end, caller: this.caller };
  }

  private fail(problem: string): never {
    throw errorAt(this.tree, this.node, problem);
  }
}

interface Variable {
  readonly name: string;
  value: Value;
  origin: OriginId;
  boxed: boolean;
}

type Jump = "on" | "break" | "continue";
type ParameterTypeName = TemplateFunction["parameters"][number];
/** The operands of a command, the function first; `undefined` where there can be none. */
type Arguments = readonly Operand[] | undefined;
/** What the pipeline hands on to the next command. */
type Final = { readonly value: Value; readonly origin: OriginId };
const nothing: Final = { value: undefined, origin: 0 };

/** An action prints a struct by the `String` method of a pointer to it, which `printf` does not know of. */
function printed(value: Value): string {
  const method = value instanceof GoObject && !value.text ? value.methods.get("String") : undefined;
  return printValue(method ? method.call([]) : value);
}

/** What a key that is missing gives: the zero value of the map's elements. */
function zeroOf(map: GoMap): Value {
  return map.type === "map[string]string" ? "" : null;
}

/** The value in a slot of an interface: nil there is `null`. */
function nilOf(value: Value): Value {
  return value === undefined ? null : value;
}

function plainOf(value: Value): Value {
  return value instanceof Text ? value.text : value;
}
