import type { Severity } from "../engine/finding";

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
