/**
 * `key:`, a comment further to the left, and the value below: the lexer then takes the lines below the value for more of
 * it, whatever their column (`lineStart` of `yaml` 3.0.0-2 forgets how far a value has to be indented). Such comments
 * become spaces, so that no offset moves; within a text of several lines nothing is lost, since values are read from the
 * original.
 */
export function coverMisleadingComments(text: string): string {
  if (!mayMislead(text)) return text;
  const parts: string[] = [];
  let taken = 0;
  let open = false;
  let comments: [start: number, end: number][] = [];
  for (let start = 0; start < text.length; ) {
    const breakAt = text.indexOf("\n", start);
    const end = breakAt < 0 ? text.length : breakAt;
    const line = text.slice(start, end);
    const said = line.trimStart();
    if (said.startsWith("#")) comments.push([end - said.length, end - (line.endsWith("\r") ? 1 : 0)]);
    else if (said !== "") {
      if (open && comments.length > 0 && isPlainValue(said))
        for (const [from, to] of comments) {
          parts.push(text.slice(taken, from), " ".repeat(to - from));
          taken = to;
        }
      comments = [];
      open = isOpen(line);
    }
    start = end + 1;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(taken);
}

/** A comment that the lexer takes for text when it looks how far the line is indented. */
function mayMislead(text: string): boolean {
  for (let at = text.indexOf("#", 1); at > 0; at = text.indexOf("#", at + 1)) {
    let before = at - 1;
    while (text[before] === " ") before--;
    if (text[before] !== "\n") continue;
    if (!isBlank(text[at + 1])) return true;
    if (before === at - 1 && isBlankLine(text, before)) return true;
  }
  return false;
}

/** @param end of the line, at its line feed. */
function isBlankLine(text: string, end: number): boolean {
  let at = end - 1;
  while (at >= 0 && text[at] !== "\n" && isBlank(text[at])) at--;
  return at >= 0 && text[at] === "\n";
}

function isBlank(char: string | undefined): boolean {
  return char === undefined || char === " " || char === "\t" || char === "\n" || char === "\r";
}

/** A key, a dash, an anchor or a tag stands at its end: the value comes below. */
function isOpen(line: string): boolean {
  const comment = Math.min(...[" #", "\t#"].map((sign) => line.indexOf(sign)).filter((at) => at >= 0));
  const written = (Number.isFinite(comment) ? line.slice(0, comment) : line).trim();
  const word = written.slice(Math.max(written.lastIndexOf(" "), written.lastIndexOf("\t")) + 1);
  return word.endsWith(":") || word === "-" || word === "?" || word.startsWith("&") || word.startsWith("!");
}

/** Neither a key with its colon nor an item. */
function isPlainValue(said: string): boolean {
  if (said.startsWith("-") || said.startsWith("?")) return !isBlank(said[1]);
  for (let at = said.indexOf(":"); at >= 0; at = said.indexOf(":", at + 1))
    if (isBlank(said[at + 1])) return false;
  return true;
}
