const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * The text that padded base64 stands for, line breaks inside it ignored as Go's `StdEncoding` does; `undefined` where it
 * is not base64. Bytes that are no UTF-8 come back as one character each.
 */
export function decodeBase64Text(base64: string): string | undefined {
  const digits = base64.replace(/[\r\n]/g, "");
  if (digits.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(digits)) return undefined;
  let bits = 0;
  let held = 0;
  let bytes = "";
  let escaped = "";
  for (const digit of digits.replace(/=+$/, "")) {
    bits = (bits << 6) | alphabet.indexOf(digit);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    const byte = (bits >> held) & 0xff;
    bits &= (1 << held) - 1;
    bytes += String.fromCharCode(byte);
    escaped += `%${byte.toString(16).padStart(2, "0")}`;
  }
  try {
    return decodeURIComponent(escaped);
  } catch {
    return bytes;
  }
}
