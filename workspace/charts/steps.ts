import type { FileSystem } from "../fileSystem";

/** The place that steps lead to from a folder. A path that is absolute stays what it is. */
export function joinSteps(fileSystem: FileSystem, folder: string, file: string): string {
  if (file.startsWith("/") || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(file)) return file;
  let path = folder;
  for (const step of file.split("/"))
    path =
      step === ".."
        ? fileSystem.dirname(path)
        : step === "." || step === ""
          ? path
          : fileSystem.join(path, step);
  return path;
}
