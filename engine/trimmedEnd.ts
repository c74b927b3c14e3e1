/**
 * The text without those of `characters` that stand at its end. A regular expression that looks for them (`/x+$/`) tries
 * anew at each of a long run that stands elsewhere.
 */
export function trimmedEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
