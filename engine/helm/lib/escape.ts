import { inPieces } from "./inPieces";
import { isPrintable } from "./quote";

export { queryEscape } from "./url";

const html = new Map([
  ["\0", "\ufffd"],
  ['"', "&#34;"],
  ["'", "&#39;"],
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
]);

/** text/template's `html` (funcs.go, `HTMLEscape`). */
export function htmlEscape(text: string): string {
  return inPieces(text, (piece) =>
    piece.replace(/[\0"'&<>]/g, (character) => html.get(character) ?? character),
  );
}

const script = new Map([
  ["\\", "\\\\"],
  ["'", "\\'"],
  ['"', '\\"'],
  ["<", "\\u003C"],
  [">", "\\u003E"],
  ["&", "\\u0026"],
  ["=", "\\u003D"],
]);

/** text/template's `js` (funcs.go, `JSEscape`). */
export function jsEscape(text: string): string {
  return inPieces(text, (piece) => {
    const escaped: string[] = [];
    for (const character of piece) {
      const point = character.codePointAt(0) ?? 0;
      const known = script.get(character);
      if (known !== undefined) escaped.push(known);
      else if (point < 0x20) escaped.push(`\\u${hex(point)}`);
      else if (point < 0x7f || (point >= 0x80 && isPrintable(character))) escaped.push(character);
      else escaped.push(point === 0x7f ? character : `\\u${hex(point)}`);
    }
    return escaped.join("");
  });
}

function hex(point: number): string {
  return point.toString(16).toUpperCase().padStart(4, "0");
}
