import type { TemplateFunction } from "../template/function";
import { ofStrings } from "./define";

/** Go's `path` functions; those of the operating system are the same here. */
export const paths: Readonly<Record<string, TemplateFunction>> = {
  base: ofStrings(1, base),
  dir: ofStrings(1, dir),
  clean: ofStrings(1, clean),
  ext: ofStrings(1, ext),
  isAbs: ofStrings(1, (path) => path.startsWith("/")),
  osBase: ofStrings(1, base),
  osDir: ofStrings(1, dir),
  osClean: ofStrings(1, clean),
  osExt: ofStrings(1, ext),
  osIsAbs: ofStrings(1, (path) => path.startsWith("/")),
};

/** The last element. */
export function base(path: string): string {
  if (path === "") return ".";
  let end = path.length;
  while (end > 0 && path[end - 1] === "/") end--;
  if (end === 0) return "/";
  return path.slice(path.lastIndexOf("/", end - 1) + 1, end);
}

function dir(path: string): string {
  return clean(path.slice(0, path.lastIndexOf("/") + 1));
}

function ext(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot);
}

function clean(path: string): string {
  const isRooted = path.startsWith("/");
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!isRooted) kept.push(part);
  }
  const joined = kept.join("/");
  if (isRooted) return `/${joined}`;
  return joined === "" ? "." : joined;
}
