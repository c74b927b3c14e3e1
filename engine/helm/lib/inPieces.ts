/** Characters (UTF-16) that are changed at a time. */
const longest = 20_000;

/**
 * What `change` makes of a text, piece by piece: a replacement at each character of a text of millions takes many times
 * the text before it is put together. Surrogate pairs stay together.
 * @param change gives for two texts in a row what it gives for each.
 */
export function inPieces(text: string, change: (piece: string) => string): string {
  if (text.length <= longest) return change(text);
  const changed: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + longest;
    const last = text.charCodeAt(end - 1);
    const parts = last >= 0xd800 && last < 0xdc00;
    const piece = text.slice(start, parts ? end + 1 : end);
    changed.push(change(piece));
    start += piece.length;
  }
  return changed.join("");
}

/** With a backslash before each backslash and double quote: several times faster than a replacement by a function. */
export function escapeQuotes(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"');
}
