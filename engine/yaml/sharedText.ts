/** Longer texts are hardly ever repeated. */
const longest = 100;
const most = 20_000;
const texts = new Map<string, string>();

/**
 * The same text, of which there is one copy however often it is written, for what is kept of many files. A slice would keep
 * the whole text of its file in memory.
 */
export function sharedText<T extends string>(text: T): T {
  return shared(text) as T;
}

function shared(text: string): string {
  if (text.length > longest) return copyOf(text);
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size >= most) texts.clear();
  const copy = copyOf(text);
  texts.set(copy, copy);
  return copy;
}

/** From this length on V8 makes a slice of a text that refers to it. */
const shortestSlice = 13;

function copyOf(text: string): string {
  return text.length < shortestSlice ? text : String(JSON.parse(JSON.stringify(text)));
}
