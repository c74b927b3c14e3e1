import { normalizeBreaks } from "./lines";
import { coverMisleadingComments } from "./misleadingComments";
import type { YamlProblem } from "./node";

export interface PreparedText {
  /** As long as the original, so that offsets hold, and safe for the lexer. */
  readonly text: string;
  readonly problems: YamlProblem[];
}

const conflictStart = /^<{7}(?= |$)/m;
const conflictMarker = /^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r]|$)/gm;
const badSeparator = /^---(?![ \t\r\n]|$)[^\n]*/;
const textBehindSeparator = /^---[ \t]+(?![ \t\r\n#])[^\n]*/;
const controlCharacter = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]/;
/** `splitDocuments` takes away the one that may stand at the start of a document; any other is text to go-yaml. */
const laterByteOrderMark = /^\ufeff/gm;
const lookalikeMarker = /^(?!---|\.\.\.)[-.]{3}(?=[ \t\r\n]|$)/gm;

/**
 * Covers what would lead the lexer astray: line breaks it does not know, the markers of a merge conflict, which read as
 * comments so that both sides stay in the tree, lines such as `--.`, which it takes for document markers, byte order marks, which
 * it leaves out, and comments after which it forgets where a value ends.
 */
export function prepare(original: string): PreparedText {
  const problems: YamlProblem[] = [];
  let text = normalizeBreaks(original);
  const separator = badSeparator.exec(text);
  if (separator) text = " ".repeat(separator[0].length) + text.slice(separator[0].length);
  const behind = separator ?? textBehindSeparator.exec(text);
  if (behind) problems.push({ code: "bad-separator", start: 0, end: behind[0].trimEnd().length });
  const conflict = conflictStart.exec(text);
  if (conflict) {
    problems.push({ code: "merge-conflict", start: conflict.index, end: conflict.index + 7 });
    text = text.replace(conflictMarker, "#######");
  }
  const control = controlCharacter.exec(text);
  if (control) problems.push({ code: "control-character", start: control.index, end: control.index + 1 });
  return {
    text: coverMisleadingComments(
      withoutMarkers(text.replace(lookalikeMarker, "xxx").replace(laterByteOrderMark, "x")),
    ),
    problems,
  };
}

const laterMarker = /\n(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;

/** `splitDocuments` leaves none inside a document. Where one comes in some other way, the text ends there. */
function withoutMarkers(text: string): string {
  laterMarker.lastIndex = 0;
  const marker = laterMarker.exec(text);
  if (!marker) return text;
  const hasContent = /^[ \t]*(?!---(?:\s|$))[^\s#]/m.test(text.slice(0, marker.index));
  return hasContent ? text.slice(0, marker.index) : text.replace(/^---(?=\s)/gm, "   ");
}
