import { bytesOf, textOf } from "../bytes";

const standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Standard base64 with padding of the bytes of a string (see value.ts). */
export function encodeBase64(text: string): string {
  return encode(bytesOf(text), standard, 6, 4);
}

/** Go's `base64.StdEncoding.DecodeString`; the offset of the byte it stops at where that fails. */
export function decodeBase64(text: string): { text: string } | { badAt: number } {
  return decode(text, standard, 6, 4);
}

/** Standard base32 with padding. */
export function encodeBase32(text: string): string {
  return encode(bytesOf(text), base32Alphabet, 5, 8);
}

/** Go's `base32.StdEncoding.DecodeString`. */
export function decodeBase32(text: string): { text: string } | { badAt: number } {
  return decode(text, base32Alphabet, 5, 8);
}

function encode(bytes: Uint8Array, alphabet: string, bits: number, group: number): string {
  const parts: string[] = [];
  // Characters, put together now and then: thousands of texts that each hold the one before take ten times as much.
  let part: string[] = [];
  let held = 0;
  let count = 0;
  let written = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    count += 8;
    while (count >= bits) {
      count -= bits;
      part.push(alphabet[(held >> count) & ((1 << bits) - 1)] ?? "");
      written++;
    }
    held &= (1 << count) - 1;
    if (part.length > 4096) {
      parts.push(part.join(""));
      part = [];
    }
  }
  if (count > 0) {
    part.push(alphabet[(held << (bits - count)) & ((1 << bits) - 1)] ?? "");
    written++;
  }
  return parts.join("") + part.join("") + "=".repeat((group - (written % group)) % group);
}

/** Line breaks are skipped, as Go does; anything else that is not of the alphabet is refused. */
function decode(
  text: string,
  alphabet: string,
  bits: number,
  group: number,
): { text: string } | { badAt: number } {
  const bytes = new Uint8Array(Math.ceil((text.length * bits) / 8));
  let length = 0;
  let held = 0;
  let count = 0;
  let read = 0;
  let padding = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? "";
    if (character === "\n" || character === "\r") continue;
    if (character === "=") {
      padding++;
      if (!allowedLast(read % group, group) || (read % group) + padding > group) return { badAt: index };
      continue;
    }
    const value = alphabet.indexOf(character);
    if (value < 0 || padding > 0) return { badAt: index };
    read++;
    held = (held << bits) | value;
    count += bits;
    if (count >= 8) {
      count -= 8;
      bytes[length++] = (held >> count) & 0xff;
    }
    held &= (1 << count) - 1;
  }
  if ((read + padding) % group !== 0) return { badAt: text.length - (padding > 0 ? 0 : read % group) };
  return { text: textOf(bytes.subarray(0, length)) };
}

/** How many characters of the last group may stand before padding. */
function allowedLast(characters: number, group: number): boolean {
  return group === 4 ? characters === 2 || characters === 3 : [2, 4, 5, 7].includes(characters);
}
