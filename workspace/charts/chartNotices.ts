import type { ChartProblem } from "../../engine/helm/chart/chart";
import { setFile } from "../../engine/helm/chart/setValues";
import type { RenderError } from "../../engine/helm/render";
import type { Span } from "../../engine/yaml/span";
import { chartFile, type PlacingContext } from "./chartPlaces";
import type { RenderedChart } from "./renderedChart";

/** What keeps a chart from being rendered, at the place where the user changes it. */
export interface ChartNotice {
  /** The file's name in the chart that is rendered. */
  readonly file: string;
  readonly span: Span;
  /** No value of the chart is in it, since it may be secret. */
  readonly message: string;
  readonly severity: "error" | "warning" | "information";
}

/** What helm says of the templates and values, on the innermost template that users edit. */
export function errorNotice(error: RenderError, context: PlacingContext): ChartNotice {
  for (const { file: rendered, offset } of [...error.places].reverse()) {
    const file = chartFile(rendered, context.owners);
    const text = file === undefined ? undefined : context.textOf(file);
    if (file === undefined || text === undefined) continue;
    return { file, span: actionAt(text, offset), message: withoutValues(error, text), severity: "error" };
  }
  return { file: "Chart.yaml", span: firstLine, message: withoutValues(error, ""), severity: "error" };
}

const firstLine: Span = { start: 0, end: 1 };

export function problemNotice(problem: ChartProblem, context: PlacingContext): ChartNotice {
  const { message, warning, kind, path, start, end } = problem;
  const severity = warning ? "warning" : "error";
  const file = problem.file === "" ? "Chart.yaml" : problem.file;
  const text = context.textOf(file);
  if (text === undefined)
    return { file: "Chart.yaml", span: firstLine, message: plainMessage(problem), severity };
  if (kind === "schema" && path) {
    const { span } = context.values.find(text, path);
    return { file, span, message: plainMessage(problem), severity };
  }
  const span = end > start ? { start, end } : { start, end: Math.min(start + 1, text.length) };
  return { file, span, message: kind === "dependency" ? plainMessage(problem) : cut(message), severity };
}

/** Said of a chart at which the analysis itself failed. */
export function faultNotice(): ChartNotice {
  const message = "this chart could not be checked, which is a fault of Kubehint";
  return { file: "Chart.yaml", span: firstLine, message, severity: "information" };
}

export function ruleFailedNotice(rule: string, file: string): ChartNotice {
  const message = `rule "${rule}" failed on what this renders, which is a fault of Kubehint; the other rules were checked`;
  return { file, span: firstLine, message, severity: "information" };
}

/** Said once, on Chart.yaml, where no values file of the chart makes it whole. */
export function fallbackNotice(problem: ChartProblem | undefined, context: PlacingContext): ChartNotice {
  const isMissing = problem?.kind === "dependency";
  const why = isMissing
    ? `${dependencyText(problem)}; "helm dependency build" would make it whole`
    : "it cannot be rendered as Helm would";
  const text = context.textOf("Chart.yaml") ?? "";
  const end = text.indexOf("\n");
  const whole = { start: 0, end: end < 0 ? text.length : end };
  const span = isMissing && problem.end > problem.start ? problem : whole;
  return {
    file: "Chart.yaml",
    span: { start: span.start, end: span.end },
    message: `the chart is checked file by file, and not for what is missing: ${why}`,
    severity: "information",
  };
}

/** The action that an offset lies in, as far as its line goes. */
function actionAt(text: string, offset: number): Span {
  const line = text.indexOf("\n", offset);
  const close = text.indexOf("}}", offset);
  const ends = [line, close].filter((end) => end >= 0);
  const end = ends.length > 0 ? Math.min(...ends) : text.length;
  return { start: offset, end: Math.max(end, Math.min(offset + 1, text.length)) };
}

/** What Go says of types and fields names no value. */
const harmless =
  /(?:nil pointer evaluating [\w {}.[\]*]+|can't evaluate field \w+ in type [\w {}.[\]*]+|map has no entry for key "[^"]*"|wrong type for value; expected [\w {}.[\]*]+|error calling \w+)/;

function withoutValues({ kind, message }: RenderError, text: string): string {
  if (kind === "parse") return cut(message.replace(/^parse error at \([^)]*\): /, ""));
  if (kind !== "execution") return message;
  const said = /^execution error at \([^)]*\): (.*)$/s.exec(message)?.[1];
  // What is written in the template as it is has no value in it.
  if (said !== undefined) return text.includes(said) ? cut(said) : "the chart refuses these values";
  return harmless.exec(message)?.[0] ?? "the template cannot be executed";
}

/** Said of a `--set` that helm refuses, whose message quotes it. */
const unreadSet = "failed parsing --set data";

function plainMessage(problem: ChartProblem): string {
  const { kind, message, file } = problem;
  if (file === setFile) return unreadSet;
  if (kind === "dependency") return dependencyText(problem);
  // The last line is that of the one problem; the lines before name the chart.
  return kind === "schema"
    ? cut(`values.schema.json: ${message.slice(message.lastIndexOf("\n") + 1)}`)
    : cut(message);
}

function dependencyText({ message }: ChartProblem): string {
  const names = message.slice(message.lastIndexOf(": ") + 2);
  return `charts/ lacks what Chart.yaml depends on: ${names}`;
}

function cut(message: string): string {
  return (message.split("\n")[0] ?? "").slice(0, 300);
}

/** Why helm renders nothing. */
export function refusal({ problems, errors }: RenderedChart): string | undefined {
  const problem = problems.find(({ warning }) => !warning);
  // helm quotes what was given, which may be secret.
  if (problem?.file === setFile) return unreadSet;
  return problem?.message ?? errors[0]?.message;
}

/** Errors of templates quote values, which may be secret: of them the place alone is said. */
export function shortReason(message: string): string {
  const [line = ""] = message.split("\n");
  const place = /^(?:(?:execution|parse) error at \([^()]*:\d+\)|template: [^ ]*:\d+(?=:))/.exec(line)?.[0];
  return (place ?? line).slice(0, 300);
}
