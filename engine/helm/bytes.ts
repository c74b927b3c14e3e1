/**
 * Strings as bytes and back. A byte that is not part of UTF-8 is the lone surrogate U+DC00 plus the byte, and becomes the
 * byte again.
 */

/** UTF-8 of a string. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(byteLength(text));
  let at = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) bytes[at++] = code;
    else if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 0x3f);
    } else if (isHigh(code) && isLow(text.charCodeAt(index + 1))) {
      const point = 0x10000 + ((code - 0xd800) << 10) + (text.charCodeAt(++index) - 0xdc00);
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    } else if (isByte(code)) bytes[at++] = code & 0xff;
    else {
      bytes[at++] = 0xe0 | (code >> 12);
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    }
  }
  return bytes;
}

/** What `len` of Go says of a string. */
export function byteLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    if (code < 0x800) length += 1;
    else if (isHigh(code) && isLow(text.charCodeAt(index + 1))) {
      length += 2;
      index++;
    } else if (!isByte(code)) length += 2;
  }
  return length;
}

/** The string of bytes. */
export function textOf(bytes: Uint8Array): string {
  const parts: string[] = [];
  let codes: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [point, width] = decode(bytes, at);
    if (point > 0xffff) codes.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
    else codes.push(point);
    at += width;
    if (codes.length > 8000) {
      parts.push(String.fromCharCode(...codes));
      codes = [];
    }
  }
  parts.push(String.fromCharCode(...codes));
  return parts.join("");
}

/** Go's `s[start:end]`, in bytes. Offsets are inside the string. */
export function byteSlice(text: string, start: number, end: number): string {
  return isAscii(text) ? text.slice(start, end) : textOf(bytesOf(text).subarray(start, end));
}

/** True when every character is one byte. */
export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) >= 0x80) return false;
  return true;
}

/** Compares as Go does: by bytes. UTF-16 order differs from it for characters beyond the basic plane alone. */
export function compareBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a === b) continue;
    if ((a >= 0xd800 || b >= 0xd800) && a >= 0x80 && b >= 0x80) return compareEncoded(left, right);
    return a - b;
  }
  return left.length - right.length;
}

function compareEncoded(left: string, right: string): number {
  const a = bytesOf(left);
  const b = bytesOf(right);
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** The character at an offset and its width; a byte that is not UTF-8 in the form of this file. */
function decode(bytes: Uint8Array, at: number): [number, number] {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return [first, 1];
  const width = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4) return [0xdc00 + first, 1];
  let point = first & (0xff >> (width + 1));
  for (let index = 1; index < width; index++) {
    const next = bytes[at + index];
    if (next === undefined || (next & 0xc0) !== 0x80) return [0xdc00 + first, 1];
    point = (point << 6) | (next & 0x3f);
  }
  const tooShort = (width === 3 && point < 0x800) || (width === 4 && (point < 0x10000 || point > 0x10ffff));
  if (tooShort || (point >= 0xd800 && point <= 0xdfff)) return [0xdc00 + first, 1];
  return [point, width];
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000;
}

function isByte(code: number): boolean {
  return code >= 0xdc80 && code <= 0xdcff;
}
