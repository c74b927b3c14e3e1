/**
 * The lexer ends a quoted scalar or a flow collection where a line is indented less than its parent; go-yaml does not
 * look at indentation there at all. This writes such a construct on one line: breaks and comments become spaces, so
 * that no offset moves. `undefined` where the construct is never closed.
 *
 * @param start offset of the quote or bracket that opens it.
 */
export function flatten(text: string, start: number): { text: string; end: number } | undefined {
  const quote = text[start];
  const blanks: [start: number, end: number][] = [];
  const end = quote === '"' || quote === "'" ? endOfQuoted(text, start) : endOfFlow(text, start, blanks);
  if (end === undefined) return undefined;
  let inner = "";
  let at = start;
  for (const [from, to] of blanks) {
    inner += text.slice(at, from) + " ".repeat(to - from);
    at = to;
  }
  inner += text.slice(at, end);
  return { text: text.slice(0, start) + inner.replace(/[\r\n]/g, " ") + text.slice(end), end };
}

function endOfQuoted(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i];
    if (char === "\\" && quote === '"') i++;
    else if (char === quote) {
      if (quote === '"' || text[i + 1] !== "'") return i + 1;
      i++;
    }
  }
  return undefined;
}

function endOfFlow(text: string, start: number, comments: [number, number][]): number | undefined {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const char = text[i];
    const before = text[i - 1] ?? "";
    if (char === "[" || char === "{") depth++;
    else if (char === "]" || char === "}") {
      if (--depth === 0) return i + 1;
    } else if ((char === '"' || char === "'") && /[\s[{,:]/.test(before)) {
      const end = endOfQuoted(text, i);
      if (end === undefined) return undefined;
      i = end - 1;
    } else if (char === "#" && /\s/.test(before)) {
      const lineEnd = text.indexOf("\n", i);
      if (lineEnd < 0) return undefined;
      comments.push([i, lineEnd]);
      i = lineEnd;
    } else if (before === "\n" && /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(i, i + 4))) return undefined;
  }
  return undefined;
}
