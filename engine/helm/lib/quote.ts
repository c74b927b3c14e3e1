import { inPieces } from "./inPieces";

const escapes = new Map([
  [0x07, "\\a"],
  [0x08, "\\b"],
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0b, "\\v"],
  [0x0c, "\\f"],
  [0x0d, "\\r"],
  [0x5c, "\\\\"],
]);
const plainText = /^[ !#-[\]-~]*$/;
const printable = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** Go's `strconv.Quote`; bytes that are not UTF-8 (see value.ts) become `\x` escapes. */
export function quoteGo(text: string): string {
  return quoteWith(text, '"', false);
}

/** Go's `strconv.QuoteToASCII`. */
export function quoteAscii(text: string): string {
  return quoteWith(text, '"', true);
}

/** Go's `strconv.QuoteRune`, or `QuoteRuneToASCII`, of one character. */
export function quoteRune(text: string, ascii: boolean): string {
  return quoteWith(text, "'", ascii);
}

function quoteWith(text: string, mark: '"' | "'", ascii: boolean): string {
  if (mark === '"' && plainText.test(text)) return `"${text}"`;
  const quoted = (piece: string): string => {
    const parts: string[] = [];
    for (const character of piece) {
      const point = character.codePointAt(0) ?? 0;
      if (character === mark) parts.push(`\\${mark}`);
      else if (point >= 0x20 && point < 0x7f && point !== 0x5c) parts.push(character);
      else parts.push(escapes.get(point) ?? escaped(character, point, ascii));
    }
    return parts.join("");
  };
  return mark + inPieces(text, quoted) + mark;
}

function escaped(character: string, point: number, ascii: boolean): string {
  if (point >= 0xdc80 && point <= 0xdcff) return `\\x${(point & 0xff).toString(16)}`;
  if (!ascii && isPrintable(character)) return character;
  const digits = point.toString(16);
  if (point < 0x20 || point === 0x7f) return `\\x${digits.padStart(2, "0")}`;
  return point > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`;
}

/** Go's `strconv.IsPrint` of one character: letters, marks, numbers, punctuation, symbols and the space. */
export function isPrintable(character: string): boolean {
  return printable.test(character);
}

/** Go's `strconv.CanBackquote`. */
export function canBackquote(text: string): boolean {
  return !/[\0-\x08\x0a-\x1f`\x7f\ufeff\udc80-\udcff]/.test(
    text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""),
  );
}
