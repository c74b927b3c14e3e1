import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { type DirectoryEntry, type FileStat, type FileSystem, notRegular } from "../fileSystem";
import { stepsBelow } from "./stepsBelow";

const notThere = Object.assign(new Error("no such file or folder"), { code: "ENOENT" });

/** Longest time in milliseconds without a chance for other work (a cancellation, a request) to come in. */
const longestBlock = 10;

/**
 * The files of this machine; paths are absolute. Files are read synchronously, because the promise machinery costs
 * several times what reading a small file does; every few milliseconds other work is let in.
 */
export function nodeFileSystem(): Required<FileSystem> {
  let breathedAt = performance.now();
  const breathe = async () => {
    if (performance.now() - breathedAt < longestBlock) return;
    await setImmediate();
    breathedAt = performance.now();
  };
  return {
    atOnce: 1,
    async readDirectory(path) {
      await breathe();
      return readdirSync(path, { withFileTypes: true }).map(
        (entry): DirectoryEntry => ({
          name: entry.name,
          type: entry.isSymbolicLink() ? targetType(join(path, entry.name)) : typeOf(entry),
          link: entry.isSymbolicLink(),
        }),
      );
    },
    async readFile(path) {
      await breathe();
      refuseOther(path);
      const text = readFileSync(path, "utf8");
      if (text.startsWith("\ufffd\ufffd")) return fromUtf16(readFileSync(path)) ?? text;
      return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    },
    async readBytes(path) {
      await breathe();
      refuseOther(path);
      return readFileSync(path);
    },
    async stat(path): Promise<FileStat> {
      // Most of what is asked for is not there (a configuration, a chart): an error for each took longer than the asking.
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!stat) throw notThere;
      return { type: isOpen(path) ? "file" : typeOf(stat), size: stat.size };
    },
    async realPath(path) {
      return realpathSync.native(path);
    },
    join: (folder, name) => join(folder, name),
    dirname: (path) => dirname(path),
    relative(folder, path) {
      const below = stepsBelow(folder, path);
      if (below !== undefined) return slashed(below);
      const steps = relative(folder, path);
      if (steps === ".." || steps.startsWith(`..${sep}`) || isAbsolute(steps)) return undefined;
      return slashed(steps);
    },
  };
}

/** What is no file may never end, or give nothing until somebody writes to it. Throws, as reading does. */
function refuseOther(path: string): void {
  if (typeOf(statSync(path)) === "other" && !isOpen(path)) throw new Error(notRegular);
}

/** What a shell has opened for us: `<(helm template .)`. It ends when its writer does. */
function isOpen(path: string): boolean {
  return /^\/(?:dev\/(?:stdin|fd\/\d+)|proc\/(?:self|\d+)\/fd\/\d+)$/.test(path);
}

/**
 * A text with the byte order mark of UTF-16, without it. kubectl reads such a file as well: go.yaml.in/yaml/v2
 * `yaml_parser_determine_encoding` goes by the same mark.
 */
function fromUtf16(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return undefined;
}

function slashed(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

function typeOf(entry: { isFile(): boolean; isDirectory(): boolean }): FileStat["type"] {
  if (entry.isFile()) return "file";
  return entry.isDirectory() ? "folder" : "other";
}

/** What a link leads to; `other` for one that leads nowhere or round in a circle. */
function targetType(path: string): FileStat["type"] {
  try {
    return typeOf(statSync(path));
  } catch {
    return "other";
  }
}
