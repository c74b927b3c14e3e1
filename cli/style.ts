import type { Severity } from "../engine/finding";
import type { Arguments } from "./arguments";

/** Gives texts their colours, or leaves them as they are. */
export interface Style {
  severity(severity: Severity, text: string): string;
  dim(text: string): string;
  bold(text: string): string;
  good(text: string): string;
  added(text: string): string;
  removed(text: string): string;
}

/** Numbers of Select Graphic Rendition (ECMA-48): on and off. */
const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

export function styleFor(colored: boolean): Style {
  const paint = (name: keyof typeof codes) => (text: string) => {
    const [on, off] = codes[name];
    return colored && text !== "" ? `\u001b[${on}m${text}\u001b[${off}m` : text;
  };
  const bold = paint("bold");
  const red = paint("red");
  const severities: Readonly<Record<Severity, (text: string) => string>> = {
    critical: (text) => bold(red(text)),
    high: red,
    medium: paint("yellow"),
    low: paint("cyan"),
    info: paint("dim"),
  };
  return {
    severity: (severity, text) => severities[severity](text),
    dim: paint("dim"),
    bold,
    good: paint("green"),
    added: paint("green"),
    removed: red,
  };
}

/**
 * Whether a stream gets colours: what the command line says, else FORCE_COLOR, else NO_COLOR (https://no-color.org), else
 * whether it is a terminal.
 */
export function wantsColor(args: Arguments, stream: { readonly isTTY?: boolean }): boolean {
  if (args.has("no-color")) return false;
  if (args.has("color")) return true;
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  if (NO_COLOR) return false;
  return stream.isTTY === true && TERM !== "dumb";
}
