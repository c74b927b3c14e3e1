import { isPlainMap, type PlainValue } from "./pathEdit";
import { resolvePlain } from "./scalar";

/** How new text has to look like its neighbours. */
export interface PrintStyle {
  /** The line break of the document. */
  readonly eol: string;
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes below it: 0 or `step`. */
  readonly sequenceStep: number;
  /** Keys and strings in double quotes, as JSON wants them. */
  readonly json: boolean;
}

/** What stands behind a key's colon, or a dash, at `column`: ` value`, or a block on lines of its own. */
export function printAfterKey(value: PlainValue, column: number, style: PrintStyle): string {
  if (Array.isArray(value) && value.length > 0) {
    const indent = " ".repeat(column + style.sequenceStep);
    return value
      .map((item) => `${style.eol}${indent}- ${printItem(item, column + style.sequenceStep, style)}`)
      .join("");
  }
  if (isPlainMap(value) && Object.keys(value).length > 0) {
    const at = column + style.step;
    return `${style.eol}${" ".repeat(at)}${printEntries(value, at, style)}`;
  }
  return ` ${printInline(value, style)}`;
}

/** A whole document. */
export function printRoot(value: PlainValue, flow: boolean, style: PrintStyle): string {
  if (!flow && isPlainMap(value)) return printEntries(value, 0, style);
  return flow || !Array.isArray(value)
    ? printFlow(value, style)
    : value.map((item) => `- ${printItem(item, 0, style)}`).join(style.eol);
}

/** What stands behind a dash at `column`. */
export function printItem(value: PlainValue, column: number, style: PrintStyle): string {
  if (isPlainMap(value) && Object.keys(value).length > 0) return printEntries(value, column + 2, style);
  return printInline(value, style);
}

/** A scalar or an empty collection in block style, where a comma or a bracket needs no quotes. */
export function printInline(value: PlainValue, style: PrintStyle): string {
  return typeof value === "object" && value !== null
    ? printFlow(value, style)
    : printScalar(value, style, "block");
}

/** The entries of a block mapping at `column`, the first without its indentation. */
export function printEntries(
  map: { readonly [key: string]: PlainValue },
  column: number,
  style: PrintStyle,
): string {
  return Object.entries(map)
    .map(([key, value]) => `${printScalar(key, style)}:${printAfterKey(value, column, style)}`)
    .join(style.eol + " ".repeat(column));
}

/** A value on one line. */
export function printFlow(value: PlainValue, style: PrintStyle): string {
  if (Array.isArray(value)) return `[${value.map((item) => printFlow(item, style)).join(", ")}]`;
  if (isPlainMap(value)) {
    const entries = Object.entries(value).map(
      ([key, item]) => `${printScalar(key, style)}: ${printFlow(item, style)}`,
    );
    if (entries.length === 0) return "{}";
    return style.json ? `{${entries.join(", ")}}` : `{ ${entries.join(", ")} }`;
  }
  return printScalar(value as string | number | boolean | null, style);
}

/** A scalar that kubectl reads back as the same value, quoted only where it has to be: a command-line flag is not. */
export function printScalar(
  value: string | number | boolean | null,
  style: Pick<PrintStyle, "json">,
  within: "block" | "flow" = "flow",
): string {
  if (typeof value !== "string") return String(value);
  const plain =
    !style.json &&
    typeof resolvePlain(value) === "string" &&
    /^(?:[A-Za-z0-9_./]|--?[A-Za-z0-9])[^\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff#]*$/.test(value) &&
    !(within === "block" ? /:(?![\w/])/ : /[:,[\]{}]/).test(value) &&
    !/\s$/.test(value) &&
    !/^(?:---|\.\.\.)/.test(value);
  return plain ? value : quoted(value);
}

/** In double quotes. Half of a surrogate pair, which no file in UTF-8 has and YAML has no escape for, is replaced. */
export function quoted(value: string): string {
  return JSON.stringify(value.replace(loneSurrogate, "\ufffd"));
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
