const word = 10;

/**
 * Somebody who types short comments all over a text: at the end of one line, a character at a time, then at that of
 * another. Each call gives the text after one more character.
 */
export function typing(text: string): () => string {
  let current = text;
  let at = 0;
  let count = 0;
  return () => {
    const start = count % word === 0;
    // A step that shares no factor with usual line counts, so that the places are spread.
    if (start) at = endOfLine(current, Math.floor((current.length * ((count * 37) % 997)) / 997));
    const typed = start ? " #" : "x";
    count++;
    current = current.slice(0, at) + typed + current.slice(at);
    at += typed.length;
    return current;
  };
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}
