import { ErrorCodes, ResponseError } from "vscode-languageserver";
import { plain } from "../../engine/helm/template/textOperations";
import { formatMessage } from "../../engine/message";
import { LineIndex } from "../../engine/yaml/lines";
import type {
  PlainPosition,
  RenderedTemplate,
  RenderedTemplateParams,
  TemplateSource,
  TemplateSourceParams,
} from "../protocol";
import type { RenderedTemplate as Rendered } from "../workspace/charts";
import { offsetOf, rangeOf } from "./ranges";
import type { Session } from "./session";

/** What an open template is rendered as, with what is found in it. */
export async function renderedTemplate(
  params: RenderedTemplateParams,
  session: Session,
): Promise<RenderedTemplate | null> {
  const analysis = await session.analyses.of(uriIn(params), "current");
  const environment = typeof params.environment === "string" ? params.environment : undefined;
  const rendered = analysis?.chart?.rendered(environment);
  if (!analysis || !rendered) return null;
  const text = textIn(rendered);
  const lines = new LineIndex(text);
  const { position } = params;
  const offset = isPosition(position) ? rendered.renderedOffset(offsetOf(analysis.lines, position)) : 0;
  return {
    environments: rendered.environments,
    environment: rendered.environment,
    text: rendered.file ? text : null,
    whole: rendered.file?.whole ?? false,
    findings: (rendered.file?.findings ?? []).map(({ rule, severity, message, span }) => ({
      rule,
      severity: analysis.settings.severities[severity],
      message: formatMessage(message),
      range: rangeOf(lines, span),
      source: placed(rendered.sourceOf(span.start)),
    })),
    shows: lines.position(offset),
  };
}

/** The template text that wrote what stands at a place of the rendered text. */
export async function templateSource(
  params: TemplateSourceParams,
  session: Session,
): Promise<TemplateSource | null> {
  const analysis = await session.analyses.of(uriIn(params), "current");
  const { environment, position } = params;
  if (!isPosition(position))
    throw new ResponseError(ErrorCodes.InvalidParams, "position: a place is expected");
  const rendered = analysis?.chart?.rendered(typeof environment === "string" ? environment : undefined);
  if (!rendered?.file) return null;
  return placed(rendered.sourceOf(offsetOf(new LineIndex(textIn(rendered)), position)));
}

function textIn({ file }: Rendered): string {
  return file ? plain(file.text) : "";
}

function placed(source: ReturnType<Rendered["sourceOf"]>): TemplateSource | null {
  return source ? { uri: source.uri, range: rangeOf(new LineIndex(source.text), source.span) } : null;
}

function uriIn({ uri }: { readonly uri: unknown }): string {
  if (typeof uri !== "string") throw new ResponseError(ErrorCodes.InvalidParams, "uri: a text is expected");
  return uri;
}

function isPosition(value: unknown): value is PlainPosition {
  if (typeof value !== "object" || value === null) return false;
  const { line, character } = value as Partial<PlainPosition>;
  return typeof line === "number" && typeof character === "number";
}
