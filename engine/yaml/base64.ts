import { trimmedEnd } from "../trimmedEnd";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * The text that padded base64 stands for, line breaks inside it ignored as Go's `StdEncoding` does; `undefined` where it
 * is not base64. A byte that is no UTF-8 comes back as U+FFFD, as from Go's JSON encoder.
 */
export function decodeBase64Text(base64: string): string | undefined {
  const digits = base64.replace(/[\r\n]/g, "");
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  let bits = 0;
  let held = 0;
  let bytes = "";
  for (const digit of trimmedEnd(digits, "=")) {
    bits = (bits << 6) | alphabet.indexOf(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    bits &= (1 << held) - 1;
    bytes += String.fromCharCode(byte);
  }
  return bytes.replace(utf8, (sequence) => (sequence.length === 1 ? replacement : codePointOf(sequence)));
}

const replacement = "\ufffd";

/** A character of several bytes, or a byte that belongs to none. */
const utf8 =
  /[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2}|[\x80-\xff]/g;

function codePointOf(sequence: string): string {
  let code = sequence.charCodeAt(0) & (0x7f >> sequence.length);
  for (let i = 1; i < sequence.length; i++) code = (code << 6) | (sequence.charCodeAt(i) & 0x3f);
  return String.fromCodePoint(code);
}
