import { compareBytes } from "../bytes";
import { printValue } from "../lib/printf";
import { quoteGo } from "../lib/quote";
import type { OriginId } from "../origin";
import { GoList, GoMap, Integer, int, Text, type Value } from "../value";
import { isTrue } from "./arguments";
import { type Jump, nilOf, printed } from "./calls";
import { LimitError } from "./errors";
import { Expressions } from "./expressions";
import type { AnyNode, BranchNode, ListNode, Node, TemplateNode } from "./nodes";
import { itemOrigin, slotOrigin } from "./slots";
import { perItem, weightOf, weightOfText } from "./weight";

/**
 * Executes one template: the `state` of Go's `src/text/template/exec.go` (Go 1.26, BSD licence, The Go Authors).
 *
 * Go tells a nil in an interface (`null` here: a key that is missing, an item that is null) from no value at all
 * (`undefined`: the same after it went through a pipeline). A field of the first is an error, of the second nothing.
 *
 * Every evaluation leaves beside its value, in `origin`, where the value came from, and in `boxed`, whether Go would
 * hold it in an interface, which only its error messages show.
 */
export class Evaluator extends Expressions {
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
    this.execution.charge(text.length + perItem);
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
      this.execution.charge(weightOfText(value));
      if (this.trace) this.output.copyUnder(value, this.origins, this.controlOfText(), this.site);
      else this.output.literal(value.text);
      return;
    }
    this.execution.charge(weightOf(value) + perItem);
    const text = value === undefined ? "<no value>" : printed(value);
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
    this.execution.called.add(node.name);
    if (!tree) this.fail(`template ${quoteGo(node.name)} not defined`);
    const value = node.pipe ? this.evalPipeline(node.pipe) : undefined;
    const origin = node.pipe ? this.origin : 0;
    const result = this.execution.execute(this.set, tree, value, origin, this.site);
    if (typeof result === "string") this.output.literal(result);
    else this.output.copyUnder(result, this.origins, this.controlOfText(), this.site);
  }
}
