import { compareBytes } from "./bytes";
import { filesOf } from "./files";
import { templateFunctions } from "./functions";
import type { OriginId, Origins } from "./origin";
import { changesIn, type FileUses, type RenderMemory } from "./renderMemory";
import { ExecutionError, LimitError, type LimitKind, locationOf, type Place } from "./template/errors";
import { type Budget, defaultBudget, Execution } from "./template/execution";
import { type ParseResult, parseTemplate } from "./template/parser";
import { TemplateSet } from "./template/templateSet";
import { plain, replaceAll } from "./template/textOperations";
import { GoMap, type GoObject, type Text, type Value } from "./value";

/** What rendering needs to know of a chart; its dependencies are those that are switched on. */
export interface RenderableChart {
  readonly name: string;
  /** `.Chart`. */
  readonly metadata: GoObject;
  /** Only the partials of a library count. */
  readonly isLibrary: boolean;
  /** The values that decided that it is rendered at all. */
  readonly switchedBy: OriginId;
  /** Names are relative to the chart: `templates/service.yaml`. */
  readonly templates: readonly { readonly name: string; readonly text: string }[];
  /** `.Files`: by name, in the form of strings (see `Value`). */
  readonly files: ReadonlyMap<string, string>;
  readonly dependencies: readonly RenderableChart[];
}

export interface RenderOptions {
  readonly chart: RenderableChart;
  /** The values of the root chart, those of its dependencies in it. Templates may change them. */
  readonly values: GoMap;
  /** `.Release` and `.Capabilities`. */
  readonly release: Value;
  readonly capabilities: Value;
  readonly origins: Origins;
  readonly budget?: Budget;
  /** Whether texts remember where they came from; without it they are plain strings. */
  readonly trace?: boolean;
  /** `required` and `fail` pass. */
  readonly lint?: boolean;
  /** A missing key is an error. */
  readonly strict?: boolean;
  /** Goes on with the other files when one fails; each failure is told. Otherwise the first ends the rendering. */
  readonly tolerant?: boolean;
  /** Keeps what was parsed from one rendering to the next. */
  readonly cache?: TemplateCache;
  /** What an earlier rendering of the chart came to, of which only templates and values may be others now. */
  readonly memory?: RenderMemory;
}

export interface Rendering {
  /** By path (`chart/templates/service.yaml`), in the order of helm. Partials are not among them. */
  readonly files: ReadonlyMap<string, Text | string>;
  readonly errors: readonly RenderError[];
}

export interface RenderError {
  /** As helm says it. */
  readonly message: string;
  /** From the file that was rendered to the place that failed. */
  readonly places: readonly Place[];
  readonly kind: "parse" | "execution" | LimitKind;
}

/** Parsed templates by file and text. */
export class TemplateCache {
  private readonly parsed = new Map<string, { readonly text: string; readonly result: ParseResult }>();

  parse(file: string, text: string): ParseResult {
    const known = this.parsed.get(file);
    if (known?.text === text) return known.result;
    const result = parseTemplate(file, text, (name) => templateFunctions.has(name));
    this.parsed.set(file, { text, result });
    return result;
  }
}

/** Renders a chart with its dependencies, as helm's engine does (`pkg/engine/engine.go`, v3.22). Never throws. */
export function renderChart(options: RenderOptions): Rendering {
  const { origins, values, cache = new TemplateCache(), memory } = options;
  const renderables = new Map<string, Renderable>();
  memory?.watch(values, origins);
  const scope = collect(options.chart, options.chart.name, rootScope(options), 0, options, renderables);
  const names = [...renderables.keys()].sort((left, right) => byPathLength(right, left));
  const set = new TemplateSet();
  const errors: RenderError[] = [];
  const files = new Map<string, Text | string>();
  const parsed = new Map<string, ParseResult>();
  for (const name of names) {
    const result = cache.parse(name, renderables.get(name)?.text ?? "");
    parsed.set(name, result);
    if ("trees" in result) set.add(result.trees);
    else {
      errors.push(parseError(name, result));
      if (options.tolerant !== true) return { files, errors };
    }
  }
  const { trace = true, lint = false, strict = false, budget = defaultBudget } = options;
  const execution = new Execution({ functions: templateFunctions, origins, budget, trace, lint, strict });
  const uses = new Map<string, FileUses>();
  const known = memory?.unchanged(parsed);
  const changesBefore = memory ? changesIn(scope) : 0;
  let entered = 0;
  for (const name of names) {
    const renderable = renderables.get(name);
    if (!renderable || name.slice(name.lastIndexOf("/") + 1).startsWith("_")) continue;
    enter(name, renderable);
    entered++;
    const same = known?.get(name);
    if (same !== undefined) {
      files.set(name, same);
      const used = memory?.usesOf(name);
      if (used) uses.set(name, used);
      continue;
    }
    execution.called = new Set([name]);
    if (memory) uses.set(name, { called: execution.called, reads: memory.startReading() });
    const result = renderFile(name, renderable, set, execution);
    if ("text" in result) files.set(name, result.text);
    else {
      errors.push(result.error);
      if (options.tolerant !== true || result.error.kind === "time") break;
    }
  }
  // Each file sets `.Template` in its scope; anything else that was changed, other files may have seen.
  if (memory && changesIn(scope) - changesBefore !== entered) memory.forget();
  else if (errors.length === 0) memory?.keep({ values, parsed, files, uses });
  return { files, errors };
}

interface Renderable {
  readonly text: string;
  readonly scope: GoMap;
  readonly basePath: string;
  readonly switchedBy: OriginId;
}

function renderFile(
  name: string,
  { scope, switchedBy }: Renderable,
  set: TemplateSet,
  execution: Execution,
): { readonly text: Text | string } | { readonly error: RenderError } {
  const tree = set.get(name);
  if (!tree) return { text: "" };
  try {
    const { origins } = execution.options;
    const text = execution.execute(set, tree, scope, scope.origin, undefined, origins.under(0, switchedBy));
    return { text: replaceAll(text, "<no value>", "", 0) };
  } catch (error) {
    if (error instanceof ExecutionError) return { error: executionError(error, tree) };
    if (error instanceof LimitError) {
      const places = error.place ? [error.place] : [];
      return { error: { message: error.message, places, kind: error.limit } };
    }
    if (error instanceof RangeError)
      return { error: { message: "templates call each other too deeply", places: [], kind: "depth" } };
    throw error;
  }
}

/** Sets `.Template`, which those see who look into `.Subcharts` as well. */
function enter(name: string, { scope, basePath }: Renderable): void {
  scope.set(
    "Template",
    new GoMap(
      new Map<string, Value>([
        ["Name", name],
        ["BasePath", basePath],
      ]),
      "chartutil.Values",
    ),
    0,
  );
}

/** helm's `cleanupExecError`: what `required` and `fail` say is said without the way there. */
function executionError(
  error: ExecutionError,
  tree: { readonly file: string; readonly text: string },
): RenderError {
  const { places, warning } = error;
  const [first] = places;
  const message =
    warning !== undefined && first
      ? `execution error at (${locationOf(tree, first.offset)}): ${warning}`
      : error.message;
  return { message, places, kind: "execution" };
}

/** helm's `cleanupParseError`. */
function parseError(file: string, { error, offset }: { error: string; offset: number }): RenderError {
  const parts = error.split(": ");
  return {
    message: `parse error at (${parts[1] ?? file}): ${parts.at(-1) ?? ""}`,
    places: [{ file, offset }],
    kind: "parse",
  };
}

function rootScope(options: RenderOptions): { values: GoMap; valuesOrigin: OriginId } {
  return { values: named(options.values), valuesOrigin: options.values.origin };
}

/** The templates of a chart and those below it, each with what its dot is. Returns that of the chart. */
function collect(
  chart: RenderableChart,
  path: string,
  { values }: { values: GoMap },
  above: OriginId,
  options: RenderOptions,
  found: Map<string, Renderable>,
): GoMap {
  const subcharts = new GoMap();
  const switchedBy = options.origins.join(above, chart.switchedBy);
  const scope = new GoMap(
    new Map<string, Value>([
      ["Chart", chart.metadata],
      ["Files", filesOf(chart.files)],
      ["Release", options.release],
      ["Capabilities", options.capabilities],
      ["Values", values],
      ["Subcharts", subcharts],
    ]),
    "chartutil.Values",
  );
  scope.watch = options.memory?.dot;
  scope.origins = new Map([
    ["Values", values.origin],
    ["Chart", chart.metadata.origin],
  ]);
  for (const dependency of chart.dependencies) {
    const own = values.content.get(dependency.name);
    const scoped = own instanceof GoMap ? named(own) : new GoMap(new Map(), "chartutil.Values");
    const below = `${path}/charts/${dependency.name}`;
    subcharts.set(
      dependency.name,
      collect(dependency, below, { values: scoped }, switchedBy, options, found),
      0,
    );
  }
  for (const template of chart.templates) {
    const name = template.name.slice(template.name.lastIndexOf("/") + 1);
    if (chart.isLibrary && !name.startsWith("_")) continue;
    const basePath = `${path}/templates`;
    found.set(`${path}/${template.name}`, { text: template.text, scope, basePath, switchedBy });
  }
  return scope;
}

/** The same map by the type that helm gives to values: what is set in one is set in the other. */
function named(values: GoMap): GoMap {
  if (values.type === "chartutil.Values") return values;
  values.origins ??= new Map();
  const same = new GoMap(values.content, "chartutil.Values", values.origin);
  same.watch = values.watch;
  same.origins = values.origins;
  return same;
}

/** helm's order of templates: those higher up are parsed last, so that their definitions win. */
function byPathLength(left: string, right: string): number {
  const difference = left.split("/").length - right.split("/").length;
  return difference !== 0 ? difference : compareBytes(left, right);
}

/** The text of a rendered file without where it came from. */
export function textOfFile(file: Text | string): string {
  return plain(file);
}
