import { existsSync, readFileSync } from "node:fs";
import { relative, resolve, sep } from "node:path";
import { credentialLines } from "../report/secrets";
import { stepsBelow } from "../workspace/node/stepsBelow";
import { reasonOf } from "../workspace/walk";
import type { Arguments } from "./arguments";
import { Failure } from "./failure";

/** What standard input is called where a file name is shown. */
export const standardInput = "<stdin>";

export interface Inputs {
  /** Absolute paths. */
  readonly roots: readonly string[];
  /** Standard input is one of the files. */
  readonly stdin: boolean;
  /** `--files-from` was given: only what was named is reported, whatever else is read. */
  readonly listed: boolean;
}

/** What was asked to be read: the paths, those that `--files-from` lists, or else the current folder. */
export function inputsOf(args: Arguments): Inputs {
  const list = args.text("files-from");
  const listed = list === undefined ? [] : pathsIn(list);
  const paths = [...args.positionals, ...listed];
  if (list === "-" && paths.includes("-")) throw new Failure("standard input cannot be both list and file");
  if (paths.length === 0 && list === undefined) paths.push(".");
  return {
    roots: paths.filter((path) => path !== "-").map((path) => resolve(path)),
    stdin: paths.includes("-"),
    listed: list !== undefined,
  };
}

/**
 * Tells by its shown name whether a file was named, or lies in a folder that was.
 * @param roots as `Inputs` has them.
 */
export function namedAmong(roots: readonly string[]): (file: string) => boolean {
  const named = new Set(roots.map(shownPath));
  return (file) => {
    if (file === standardInput || named.has(".") || named.has(file)) return true;
    for (let end = file.lastIndexOf("/"); end > 0; end = file.lastIndexOf("/", end - 1))
      if (named.has(file.slice(0, end))) return true;
    return false;
  };
}

/** The text of standard input. */
export function readStandardInput(): string {
  return readAll(0, "standard input");
}

/** The name of a file for people and reports: relative to the current folder, with `/`. */
export function shownPath(path: string): string {
  const here = process.cwd();
  const steps = stepsBelow(here, path) ?? relative(here, path);
  const shown = steps === "" ? "." : steps;
  // A backslash is part of a name everywhere but on Windows.
  return sep === "/" ? shown : shown.replaceAll(sep, "/");
}

/** The same for what may be standard input. */
export function shownName(path: string): string {
  return path === standardInput ? path : shownPath(path);
}

/** One path a line, or with NUL between them, as `find -print0` and `git diff -z` write. */
function pathsIn(list: string): string[] {
  const name = list === "-" ? "standard input" : list;
  const text = readAll(list === "-" ? 0 : list, name);
  const paths = text.includes("\0") ? text.split("\0") : text.split(/\r?\n/);
  const isMissing = (path: string) => path !== "" && !existsSync(path);
  if (paths.some(isMissing)) {
    // A path that cannot be read is shown. A manifest in place of the list must not be.
    const hidden = credentialLines(paths.join("\n"));
    const wrong = paths.findIndex(
      (path, line) => (hidden.has(line) || isOfManifest(path)) && isMissing(path),
    );
    if (wrong >= 0)
      throw new Failure(
        `line ${wrong + 1} of ${name} is not the path of a file: --files-from takes a list of paths`,
      );
  }
  return paths.filter((path) => path !== "");
}

/** A key, a template, something indented or quoted: hardly ever a path. */
function isOfManifest(line: string): boolean {
  return (
    line.endsWith(":") ||
    [": ", " = ", "{{", '"'].some((sign) => line.includes(sign)) ||
    line !== line.trimStart()
  );
}

function readAll(from: string | 0, name: string): string {
  try {
    return readFileSync(from, "utf8");
  } catch (error) {
    throw new Failure(`cannot read ${name}: ${reasonOf(error)}`);
  }
}
