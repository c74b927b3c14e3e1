/**
 * Tells contents from each other: 64 bits in two halves that are mixed apart, behind the length. Of a text by UTF-16 code
 * units, of bytes by bytes. It is no defence against somebody who knows the seed.
 */
export function contentDigest(content: string | Uint8Array, seed: number): string {
  let one = seed | 0;
  let other = ~seed;
  for (let at = 0; at < content.length; at++) {
    const unit = typeof content === "string" ? content.charCodeAt(at) : (content[at] ?? 0);
    one = rotated(Math.imul(one ^ unit, 0x9e3779b1), 13);
    other = rotated(Math.imul(other ^ unit, 0x85ebca6b), 17);
  }
  return `${content.length.toString(36)}-${hex(one)}${hex(other)}`;
}

function rotated(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}

function hex(bits: number): string {
  return (bits >>> 0).toString(16).padStart(8, "0");
}
