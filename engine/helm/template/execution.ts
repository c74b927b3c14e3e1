import { quoteGo } from "../lib/quote";
import type { OriginId, Origins } from "../origin";
import { type Site, Text, type Value } from "../value";
import { ExecutionError, FunctionError, LimitError } from "./errors";
import { Evaluator } from "./evaluator";
import type { FunctionTable, Host } from "./function";
import { type ParseResult, parseTemplate, type Tree } from "./parser";
import { TemplateSet } from "./templateSet";
import { joined, plain, replaceAll } from "./textOperations";

/** How much a rendering may do. */
export interface Budget {
  /** Nodes walked and functions called. */
  readonly steps: number;
  /** Templates that call templates. */
  readonly depth: number;
  /** Characters written, those of intermediate texts included. */
  readonly output: number;
  /** Asked now and then: true ends the rendering. */
  readonly shouldStop?: (() => boolean) | undefined;
}

/** Of 405 charts of all sizes, the largest takes 52,000 steps and writes 20 million. */
export const defaultBudget: Budget = { steps: 2_000_000, depth: 1000, output: 80_000_000 };

export interface ExecutionOptions {
  readonly functions: FunctionTable;
  readonly origins: Origins;
  readonly budget: Budget;
  /** Whether texts remember where they came from. */
  readonly trace: boolean;
  /** `required` and `fail` pass. */
  readonly lint: boolean;
  /** A missing key is an error. */
  readonly strict: boolean;
}

/** One rendering of a chart: what all its templates share. */
export class Execution {
  private steps = 0;
  private output = 0;
  private depth = 0;
  private readonly included = new Map<string, number>();
  /** The names of the templates that were called since it was made. */
  called = new Set<string>();

  constructor(readonly options: ExecutionOptions) {}

  /** Executes a template. `caller` is the place it is called from. */
  execute(
    set: TemplateSet,
    tree: Tree,
    dot: Value,
    dotOrigin: OriginId,
    caller: Site | undefined,
    textOrigin: OriginId = 0,
  ): Text | string {
    if (this.depth >= this.options.budget.depth) throw new LimitError("depth");
    this.depth++;
    const evaluator = new Evaluator(this, set, tree, dot, dotOrigin, caller, textOrigin);
    const result = evaluator.run();
    this.depth--;
    return result;
  }

  /** Counts one step. */
  step(): void {
    if ((++this.steps & 0xfff) !== 0) return;
    if (this.steps > this.options.budget.steps) throw new LimitError("steps");
    if (this.options.budget.shouldStop?.() === true) throw new LimitError("time");
  }

  charge(amount: number): void {
    this.output += amount;
    if (this.output > this.options.budget.output) throw new LimitError("output");
    if (amount > 100_000 && this.options.budget.shouldStop?.() === true) throw new LimitError("time");
  }

  hostAt(set: TemplateSet, site: Site, control: OriginId): Host {
    return new SiteHost(this, set, site, control);
  }

  /** `include`, with helm's limit of a thousand for templates that include themselves. */
  include(set: TemplateSet, name: string, data: Value, dataOrigin: OriginId, site: Site): Text | string {
    const running = this.included.get(name) ?? 0;
    if (running > maxRecursion)
      throw new FunctionError(
        `rendering template has a nested reference name: ${name}: unable to execute template`,
      );
    const tree = set.get(name);
    this.called.add(name);
    if (!tree)
      throw new FunctionError(`template: no template ${quoteGo(name)} associated with template "gotpl"`);
    this.included.set(name, running + 1);
    const text = this.execute(set, tree, data, dataOrigin, site);
    this.included.set(name, running);
    return text;
  }

  /** `tpl`: the text is a template of its own, in a copy of the set. */
  tpl(
    set: TemplateSet,
    template: string | Text,
    templateOrigin: OriginId,
    data: Value,
    dataOrigin: OriginId,
    site: Site,
  ): Text | string {
    const text = plain(template);
    const parsed = this.parseText(text);
    if ("error" in parsed) throw new FunctionError(`cannot parse template ${quoteGo(text)}: ${parsed.error}`);
    const clone = new TemplateSet(set);
    clone.add(parsed.trees);
    const tree = parsed.trees.get("gotpl");
    if (!tree) return "";
    try {
      const origin = template instanceof Text ? joined(this.options.origins, template) : templateOrigin;
      const result = this.execute(clone, tree, data, dataOrigin, site, origin);
      return replaceAll(result, "<no value>", "", 0);
    } catch (error) {
      if (!(error instanceof ExecutionError)) throw error;
      const message = `error during tpl function execution for ${quoteGo(text)}: ${error.message}`;
      throw new ExecutionError(message, error.places, error.warning);
    }
  }

  private readonly parsedTexts = new Map<string, ParseResult>();

  private parseText(text: string): ParseResult {
    let parsed = this.parsedTexts.get(text);
    if (!parsed) {
      // What is parsed is kept, and a tree takes many times its text.
      this.charge(text.length * 40);
      parsed = parseTemplate("gotpl", text, (name) => this.options.functions.has(name));
      this.parsedTexts.set(text, parsed);
    }
    return parsed;
  }
}

const maxRecursion = 1000;

class SiteHost implements Host {
  readonly table: Origins;
  readonly lint: boolean;
  readonly trace: boolean;

  constructor(
    private readonly execution: Execution,
    private readonly set: TemplateSet,
    private readonly site: Site,
    readonly control: OriginId,
  ) {
    this.table = execution.options.origins;
    this.lint = execution.options.lint;
    this.trace = execution.options.trace;
  }

  include(name: string, data: Value, dataOrigin: OriginId): Value {
    return this.execution.include(this.set, name, data, dataOrigin, this.site);
  }

  tpl(template: string | Text, templateOrigin: OriginId, data: Value, dataOrigin: OriginId): Value {
    return this.execution.tpl(this.set, template, templateOrigin, data, dataOrigin, this.site);
  }

  charge(amount: number): void {
    this.execution.charge(amount);
  }
}
