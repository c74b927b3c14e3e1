import { byteLength, byteSlice, bytesOf, isAscii, textOf } from "../bytes";

const whitespace = /^\p{White_Space}$/u;

/** Go's `strings.Title`: the first letter of each word, where words end at what is no letter, digit or underscore. */
export function title(text: string): string {
  let titled = "";
  let before = " ";
  for (const character of text) {
    titled += isSeparator(before) ? toTitle(character) : character;
    before = character;
  }
  return titled;
}

function isSeparator(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  if (point <= 0x7f) return !/[0-9A-Za-z_]/.test(character);
  if (/^[\p{L}\p{Nd}]$/u.test(character)) return false;
  return whitespace.test(character);
}

/** Characters whose upper case are several keep theirs, as Go maps one character to one. */
function toTitle(character: string): string {
  return mapped(character, character.toUpperCase());
}

function mapped(character: string, other: string): string {
  return [...other].length === 1 ? other : character;
}

/** Go's `strings.ToUpper`. */
export function upper(text: string): string {
  return isAscii(text) ? text.toUpperCase() : [...text].map(toTitle).join("");
}

/** Go's `strings.ToLower`. */
export function lower(text: string): string {
  return isAscii(text)
    ? text.toLowerCase()
    : [...text]
        .map((character) => (character === "\u0130" ? "i" : mapped(character, character.toLowerCase())))
        .join("");
}

/** sprig's `untitle`: the first letter of each word between whitespace in lower case. */
export function untitle(text: string): string {
  let result = "";
  let first = true;
  for (const character of text) {
    if (whitespace.test(character)) first = true;
    else if (first) {
      result += lower(character);
      first = false;
      continue;
    }
    result += character;
  }
  return result;
}

/** sprig's `swapcase` (goutils `SwapCase`). */
export function swapcase(text: string): string {
  let result = "";
  for (const character of text) {
    if (/^[\p{Lu}\p{Lt}]$/u.test(character)) result += lower(character);
    else result += /^\p{Ll}$/u.test(character) ? toTitle(character) : character;
  }
  return result;
}

/** sprig's `initials` (goutils), which takes bytes for characters. */
export function initials(text: string): string {
  let result = "";
  let afterGap = true;
  for (const byte of bytesOf(text)) {
    const character = String.fromCharCode(byte);
    if (isLatinSpace(byte)) afterGap = true;
    else if (afterGap) {
      result += character;
      afterGap = false;
    }
  }
  return result;
}

/** sprig's `nospace` (goutils `DeleteWhiteSpace`), which takes bytes for characters where it deletes any. */
export function nospace(text: string): string {
  const bytes = bytesOf(text);
  if (!bytes.some(isLatinSpace)) return text;
  return [...bytes.filter((byte) => !isLatinSpace(byte))].map((byte) => String.fromCharCode(byte)).join("");
}

/** `unicode.IsSpace` of the first 256 characters. */
function isLatinSpace(byte: number): boolean {
  return (byte >= 0x09 && byte <= 0x0d) || byte === 0x20 || byte === 0x85 || byte === 0xa0;
}

/** sprig's `abbrev`. The width is in bytes. */
export function abbrev(width: number, text: string): string {
  return width < 4 ? text : abbreviate(text, 0, width);
}

/** sprig's `abbrevboth`. */
export function abbrevboth(left: number, right: number, text: string): string {
  return right < 4 || (left > 0 && right < 7) ? text : abbreviate(text, left, right);
}

/** goutils `AbbreviateFull`. */
function abbreviate(text: string, from: number, width: number): string {
  const length = byteLength(text);
  if (text === "" || length <= width) return text;
  let offset = Math.min(from, length);
  if (length - offset < width - 3) offset = length - (width - 3);
  if (offset <= 4) return `${byteSlice(text, 0, width - 3)}...`;
  if (width < 7) return "";
  if (offset + width - 3 < length) return `...${abbreviate(byteSlice(text, offset, length), 0, width - 3)}`;
  return `...${byteSlice(text, length - (width - 3), length)}`;
}

/** sprig's `wrap`: lines of at most so many bytes, broken at spaces; long words stay whole. */
export function wrap(width: number, text: string): string {
  return wrapText(text, width, "\n", false);
}

/** sprig's `wrapWith`: long words are cut. */
export function wrapWith(width: number, newLine: string, text: string): string {
  return wrapText(text, width, newLine === "" ? "\n" : newLine, true);
}

/** goutils `WrapCustom`. The text is taken as bytes, one character each. */
function wrapText(text: string, wanted: number, newLine: string, cutWords: boolean): string {
  const width = Math.max(1, wanted);
  const plain = isAscii(text);
  const bytes = plain ? text : [...bytesOf(text)].map((byte) => String.fromCharCode(byte)).join("");
  const lines: string[] = [];
  let offset = 0;
  while (bytes.length - offset > width) {
    if (bytes[offset] === " ") {
      offset++;
      continue;
    }
    const space = bytes.slice(offset, offset + width + 1).lastIndexOf(" ");
    if (space >= 0) {
      lines.push(bytes.slice(offset, offset + space));
      offset += space + 1;
    } else if (cutWords) {
      lines.push(bytes.slice(offset, offset + width));
      offset += width;
    } else {
      const next = bytes.indexOf(" ", offset + width);
      if (next < 0) break;
      lines.push(bytes.slice(offset, next));
      offset = next + 1;
    }
  }
  lines.push(bytes.slice(offset));
  return plain ? lines.join(newLine) : lines.map(ofBytes).join(newLine);
}

function ofBytes(characters: string): string {
  return textOf(Uint8Array.from(characters, (character) => character.charCodeAt(0)));
}
