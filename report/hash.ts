import { sha256 } from "../engine/helm/lib/hash";

/** SHA-256 of a text in UTF-8, the first 128 bits in hexadecimal: enough to tell findings apart. */
export function shortHash(text: string): string {
  return sha256(bytesOf(text)).slice(0, 32);
}

/** SHA-256 of a text as a Content Security Policy names it. */
export function policyHash(text: string): string {
  const pairs = sha256(bytesOf(text)).match(/../g) ?? [];
  return `sha256-${btoa(String.fromCharCode(...pairs.map((pair) => Number.parseInt(pair, 16))))}`;
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
