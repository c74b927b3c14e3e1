/** Longer texts are hardly ever repeated. */
const longest = 60;
const most = 20_000;
const texts = new Map<string, string>();

/**
 * The same text, of which there is one copy however often it is written, for what is kept of many files. A slice would keep
 * the whole text of its file in memory (V8 refers to it from 13 characters on).
 */
export function sharedText(text: string): string {
  if (text.length > longest) return copyOf(text);
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size >= most) texts.clear();
  const copy = copyOf(text);
  texts.set(copy, copy);
  return copy;
}

/** Joining writes the characters anew. */
function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
