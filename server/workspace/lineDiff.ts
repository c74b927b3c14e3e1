import type { TextEdit } from "../../engine/yaml/span";

/** Beyond this many lines on both sides together, what lies between the first and the last change is one edit. */
const mostLines = 4000;

/**
 * Edits (offsets of `before`) that turn one text into another and touch only lines that differ, so that an editor keeps
 * cursors, folds and decorations of all the others.
 */
export function lineDiff(before: string, after: string): TextEdit[] {
  const a = splitLines(before);
  const b = splitLines(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++;
  const middleA = a.slice(head, a.length - tail);
  const middleB = b.slice(head, b.length - tail);
  const start = a.slice(0, head).join("").length;
  if (middleA.length === 0 && middleB.length === 0) return [];
  if (middleA.length === 0 || middleB.length === 0 || middleA.length + middleB.length > mostLines)
    return [{ start, end: start + middleA.join("").length, text: middleB.join("") }];
  return hunks(middleA, middleB, start);
}

function splitLines(text: string): string[] {
  return text.match(/[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$/g) ?? [];
}

/** By the longest common subsequence of the lines. */
function hunks(a: readonly string[], b: readonly string[], offset: number): TextEdit[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const edits: TextEdit[] = [];
  let [i, j, position] = [0, 0, offset];
  while (i < a.length || j < b.length) {
    const start = position;
    let text = "";
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) position += a[i++]?.length ?? 0;
      else text += b[j++] ?? "";
    }
    if (position > start || text !== "") edits.push({ start, end: position, text });
    if (i < a.length && j < b.length) {
      position += a[i]?.length ?? 0;
      i++;
      j++;
    }
  }
  return edits;
}
