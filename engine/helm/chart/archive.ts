import { Gunzip } from "fflate";
import { textOf } from "../bytes";

export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ArchiveLimits {
  /** Bytes of the archive, unpacked. */
  readonly total: number;
  readonly file: number;
  readonly files: number;
}

/** helm takes 100 MiB and 5 MiB; what is checked while typing has to be smaller. */
export const defaultLimits: ArchiveLimits = { total: 32 << 20, file: 5 << 20, files: 5000 };

class Refused extends Error {}

const block = 512;

/**
 * The files of a chart packed as `.tgz`, without the folder that they lie in. Nothing is unpacked beyond the limits, and
 * names that lead out of the chart are refused (pkg/chart/loader/archive.go of helm 3). Symbolic links are left out.
 */
export function readArchive(
  bytes: Uint8Array,
  limits: ArchiveLimits = defaultLimits,
): readonly ArchiveFile[] | { readonly error: string } {
  try {
    return readTar(unzip(bytes, limits.total), limits);
  } catch (error) {
    if (error instanceof Refused) return { error: error.message };
    // The library throws errors of its own for what is no gzip.
    return { error: "gzip: invalid header" };
  }
}

function unzip(bytes: Uint8Array, total: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const gunzip = new Gunzip((part) => {
    length += part.length;
    if (length > total) throw new Refused(`decompressed chart is larger than the maximum file size ${total}`);
    parts.push(part);
  });
  const step = 1 << 14;
  for (let at = 0; at < bytes.length; at += step)
    gunzip.push(bytes.subarray(at, at + step), at + step >= bytes.length);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function readTar(tar: Uint8Array, limits: ArchiveLimits): ArchiveFile[] {
  const files: ArchiveFile[] = [];
  let longName: string | undefined;
  for (let at = 0; at + block <= tar.length; ) {
    const header = tar.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) break;
    const size = octal(header, 124, 12);
    if (size < 0 || at + block + size > tar.length) throw new Refused("unexpected EOF");
    const content = tar.subarray(at + block, at + block + size);
    at += block + Math.ceil(size / block) * block;
    const type = String.fromCharCode(header[156] ?? 0);
    if (type === "L") longName = field(content, 0, content.length);
    else if (type === "x") longName = extendedName(content) ?? longName;
    else if (type !== "g") {
      const name = longName ?? nameOf(header);
      longName = undefined;
      if (type !== "0" && type !== "\0" && type !== "7") continue;
      if (name.endsWith("/")) continue;
      if (size > limits.file)
        throw new Refused(
          `decompressed chart file ${JSON.stringify(name)} is larger than the maximum file size ${limits.file}`,
        );
      if (files.length >= limits.files)
        throw new Refused(`chart archive has more than ${limits.files} files`);
      files.push({ name: innerName(name), bytes: withoutMark(content) });
    }
  }
  if (files.length === 0) throw new Refused("no files in chart archive");
  return files;
}

function innerName(name: string): string {
  const delimiter = name.includes("\\") ? "\\" : "/";
  const [folder = "", ...rest] = name.split(delimiter);
  const inner = rest.join("/");
  if (inner.startsWith("/")) throw new Refused("chart illegally contains absolute paths");
  const steps: string[] = [];
  for (const step of inner.split("/")) {
    if (step === "" || step === ".") continue;
    if (step === ".." && steps.length > 0 && steps.at(-1) !== "..") steps.pop();
    else steps.push(step);
  }
  if (steps.length === 0)
    throw new Refused(`chart illegally contains content outside the base directory: ${JSON.stringify(name)}`);
  if (steps[0]?.startsWith("..")) throw new Refused("chart illegally references parent directory");
  if (/^[A-Za-z]:/.test(steps[0] ?? "")) throw new Refused("chart contains illegally named files");
  if (folder === "Chart.yaml") throw new Refused("chart yaml not in base directory");
  return steps.join("/");
}

function nameOf(header: Uint8Array): string {
  const name = field(header, 0, 100);
  const prefix = field(header, 257, 5) === "ustar" ? field(header, 345, 155) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

function field(bytes: Uint8Array, start: number, length: number): string {
  const end = bytes.indexOf(0, start);
  const stop = end < 0 || end > start + length ? start + length : end;
  return textOf(bytes.subarray(start, stop));
}

function octal(bytes: Uint8Array, start: number, length: number): number {
  const text = field(bytes, start, length).trim();
  return /^[0-7]*$/.test(text) ? Number.parseInt(text === "" ? "0" : text, 8) : -1;
}

/** A PAX header: lines of `length key=value`. */
function extendedName(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(field(content, 0, content.length))?.[1];
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return marked ? bytes.slice(3) : bytes.slice();
}
