import { posix } from "node:path";
import type { FileSystem } from "../../workspace/fileSystem";

/** Files held in memory: path -> text, or an error that reading it gives. For what a test cannot make on a real disk. */
export function memoryFileSystem(files: Readonly<Record<string, string | Error>>): FileSystem {
  const isFolder = (path: string) =>
    Object.keys(files).some((file) => file.startsWith(`${path === "/" ? "" : path}/`));
  const known = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined);
  return {
    async readDirectory(path) {
      const error = known(path);
      if (error instanceof Error) throw error;
      const names = Object.keys(files)
        .filter((file) => file.startsWith(`${path}/`))
        .map((file) => file.slice(path.length + 1).split("/")[0] ?? "");
      return [...new Set(names)].map((name) => ({
        name,
        type: isFolder(`${path}/${name}`) ? ("folder" as const) : ("file" as const),
        link: false,
      }));
    },
    async readFile(path) {
      const text = known(path);
      if (typeof text === "string") return text;
      throw text ?? Object.assign(new Error("nothing there"), { code: "ENOENT" });
    },
    async stat(path) {
      if (isFolder(path)) return { type: "folder", size: 0 };
      const text = known(path);
      if (text === undefined) throw Object.assign(new Error("nothing there"), { code: "ENOENT" });
      return { type: "file", size: String(text).length };
    },
    join: posix.join,
    dirname: posix.dirname,
    relative(folder, path) {
      const steps = posix.relative(folder, path);
      return steps === ".." || steps.startsWith("../") ? undefined : steps;
    },
  };
}
