/** Longer texts are hardly ever repeated, unless whoever has them knows better. */
const usual = 100;
const most = 20_000;
const texts = new Map<string, string>();

/**
 * The same text, of which there is one copy however often it is written, for what is kept of many files. A slice would keep
 * the whole text of its file in memory.
 * @param longest in UTF-16 code units: of longer texts each is a copy of its own.
 */
export function sharedText<T extends string>(text: T, longest = usual): T {
  return shared(text, longest) as T;
}

function shared(text: string, longest: number): string {
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
