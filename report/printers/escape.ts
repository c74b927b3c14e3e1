import { printable, visible } from "../../engine/message";
import type { ReportedFinding } from "../report";

/** For XML and HTML, as text and in quoted attributes. What XML cannot hold at all is spelled out by `printable`. */
export function markup(text: string): string {
  return printable(text)
    .replace(
      /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g,
      "\ufffd",
    )
    .replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/**
 * For Markdown, as code: no mention, reference or address becomes a link in it. Character references cannot stand for
 * Markdown's own marks (CommonMark 0.31, section 2.5).
 */
export function markdownCode(text: string): string {
  return `<code>${printable(text).replace(/[^\p{L}\p{N} ]/gu, (char) => `&#${char.codePointAt(0)};`)}</code>`;
}

/** One field of CSV (RFC 4180), quoted; a spreadsheet takes what begins like a formula for one unless a quote is in front. */
export function csvField(text: string): string {
  const inert = printable(text).replace(/^(?=\s*[=+\-@|\uff1d\uff0b\uff0d\uff20])/, "'");
  return `"${inert.replaceAll('"', '""')}"`;
}

/** The data of a workflow command (actions/toolkit, command.ts: escapeData). */
export function commandData(text: string): string {
  return printable(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** A property of a workflow command (actions/toolkit, command.ts: escapeProperty). */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

/** `Deployment shop/web`; what stands in the manifest is masked and shortened. */
export function objectName({ resource: { kind, namespace, name } }: ReportedFinding): string {
  return visible(`${kind} ${[namespace, name].filter(Boolean).join("/")}`.trim());
}

/** `deploy/web.yaml:12`, one-based. */
export function placeOf({ file, range }: Pick<ReportedFinding, "file" | "range">): string {
  return `${file}:${range.start.line + 1}`;
}

/** Why somebody accepted it, on one line; `undefined` for what counts. */
export function acceptance({ suppressed }: ReportedFinding): string | undefined {
  return suppressed ? `${suppressed.by}: ${visible(suppressed.reason) || "no reason"}` : undefined;
}

/** `with values.yaml, values-prod.yaml`, the values files that a finding of a chart holds in; `undefined` for the chart's own alone. */
export function environmentsOf({ environments }: ReportedFinding): string | undefined {
  if (!environments || (environments.length === 1 && environments[0] === "values.yaml")) return undefined;
  return `with ${environments.map(visible).join(", ")}`;
}
