import picomatch from "picomatch";
import { trimmedEnd } from "../engine/trimmedEnd";

/** Folders that never hold manifests of one's own. */
const neverRead = new Set([
  ".git",
  ".hg",
  ".svn",
  "node_modules",
  "bower_components",
  ".cache",
  ".terraform",
  ".venv",
  ".tox",
  "__pycache__",
  ".gradle",
  ".yarn",
  ".pnpm-store",
  ".nox",
  ".mypy_cache",
  ".vscode-test",
]);

export function isNeverRead(folderName: string): boolean {
  return neverRead.has(folderName);
}

export interface Excluder {
  /** The folder need not be entered. */
  excludesFolder(relativePath: string): boolean;
  excludesFile(relativePath: string): boolean;
}

/**
 * Tests paths (relative, with `/`) against the glob patterns of `exclude`. A path is left out where a pattern matches it
 * or a folder above it, unless a pattern that begins with `!` matches it too. A pattern without `/` matches at any depth.
 */
export function excluder(patterns: readonly string[]): Excluder {
  const given = patterns.map((pattern) => pattern.trim()).filter((pattern) => pattern !== "");
  const out = matcher(given.filter((pattern) => !pattern.startsWith("!")));
  // A negative pattern in one list with the others would match nearly everything: a list is an OR.
  const back = matcher(given.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1)));
  return {
    excludesFolder: (path) => !back && (out?.(path) ?? false),
    excludesFile: (path) => !back?.(path) && out !== undefined && selfAndAbove(path).some((one) => out(one)),
  };
}

function matcher(patterns: readonly string[]): ((path: string) => boolean) | undefined {
  if (patterns.length === 0) return undefined;
  const anywhere = patterns.map((pattern) => {
    const trimmed = trimmedEnd(pattern.replace(/^\.?\//, ""), "/");
    return pattern.startsWith("/") || trimmed.includes("/") ? trimmed : `**/${trimmed}`;
  });
  return picomatch(anywhere, { dot: true });
}

function selfAndAbove(path: string): string[] {
  const steps = path.split("/");
  return steps.map((_, index) => steps.slice(0, index + 1).join("/"));
}
