import { textOf } from "../bytes";

/** Go's `strconv.Unquote`: `undefined` of what is not a Go literal. */
export function unquoteGo(quoted: string): string | undefined {
  const quote = quoted[0];
  const inner = quoted.slice(1, -1);
  if (quoted.length < 2 || quote !== quoted.at(-1)) return undefined;
  if (quote === "`") return inner.includes("`") ? undefined : inner.replaceAll("\r", "");
  if (quote !== '"' && quote !== "'") return undefined;
  if (inner.includes("\n")) return undefined;
  if (!inner.includes("\\")) return inner.includes(quote) ? undefined : singleIf(inner, quote);
  const parts: string[] = [];
  let bytes: number[] = [];
  const flush = (): void => {
    if (bytes.length > 0) parts.push(textOf(Uint8Array.from(bytes)));
    bytes = [];
  };
  for (let at = 0; at < inner.length; ) {
    const character = inner[at] ?? "";
    if (character !== "\\") {
      if (character === quote) return undefined;
      flush();
      parts.push(character);
      at++;
      continue;
    }
    const escaped = escapeAt(inner, at + 1, quote);
    if (!escaped) return undefined;
    if (escaped.byte !== undefined) bytes.push(escaped.byte);
    else {
      flush();
      parts.push(escaped.text);
    }
    at = escaped.end;
  }
  flush();
  return singleIf(parts.join(""), quote);
}

function singleIf(text: string, quote: string): string | undefined {
  return quote === '"' || [...text].length === 1 ? text : undefined;
}

interface Escape {
  readonly text: string;
  readonly byte?: number;
  readonly end: number;
}

const simple: Readonly<Record<string, string>> = {
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
};

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function escapeAt(text: string, at: number, quote: string): Escape | undefined {
  const letter = text[at] ?? "";
  const known = simple[letter] ?? (letter === quote ? quote : undefined);
  if (known !== undefined) return { text: known, end: at + 1 };
  const length = hexDigits[letter];
  if (length !== undefined) {
    const digits = text.slice(at + 1, at + 1 + length);
    if (digits.length !== length || !/^[0-9a-fA-F]+$/.test(digits)) return undefined;
    const value = Number.parseInt(digits, 16);
    const end = at + 1 + length;
    if (letter === "x") return { text: "", byte: value, end };
    if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return undefined;
    return { text: String.fromCodePoint(value), end };
  }
  const octal = text.slice(at, at + 3);
  if (!/^[0-7]{3}$/.test(octal)) return undefined;
  const byte = Number.parseInt(octal, 8);
  return byte > 255 ? undefined : { text: "", byte, end: at + 3 };
}
