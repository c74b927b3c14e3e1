import { createHash } from "node:crypto";

/** One thing that is kept: a key and two texts without line breaks. */
export interface PackEntry {
  readonly key: string;
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

const name = "kubehint cache 1";
const newline = 10;

/**
 * The bytes of a pack: a line with its name and a digest of all below, a line of JSON, and three lines for each entry.
 */
export function packBytes(head: unknown, entries: Iterable<PackEntry>): Uint8Array[] {
  const hash = createHash("sha256");
  const chunks: Uint8Array[] = [];
  const line = (bytes: Uint8Array) => {
    chunks.push(bytes, end);
    hash.update(bytes).update(end);
  };
  line(Buffer.from(JSON.stringify(head)));
  for (const { key, first, second } of entries) {
    line(Buffer.from(key));
    line(first);
    line(second);
  }
  return [Buffer.from(`${name} ${hash.digest("base64url")}\n`), ...chunks];
}

const end = Buffer.from("\n");

export interface ReadPack {
  readonly head: unknown;
  readonly entries: ReadonlyMap<string, PackEntry>;
}

/** Reads what `packBytes` gave; `undefined` for anything else, such as a pack that is torn or was touched. */
export function readPack(bytes: Buffer): ReadPack | undefined {
  const start = bytes.indexOf(newline) + 1;
  const digest = createHash("sha256").update(bytes.subarray(start)).digest("base64url");
  if (start === 0 || bytes.toString("latin1", 0, start) !== `${name} ${digest}\n`) return undefined;
  const entries = new Map<string, PackEntry>();
  let at = start;
  const line = (): Buffer => {
    const stop = bytes.indexOf(newline, at);
    const found = bytes.subarray(at, stop);
    at = stop + 1;
    return found;
  };
  const head: unknown = JSON.parse(line().toString());
  while (at < bytes.length) {
    const key = line().toString();
    entries.set(key, { key, first: line(), second: line() });
  }
  return { head, entries };
}
