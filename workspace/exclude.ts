import picomatch from "picomatch";

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

/**
 * Tests paths (relative, with `/`) against the glob patterns of `exclude`. A path is left out where a pattern matches it
 * or a folder above it, unless a pattern that begins with `!` matches too. A pattern without `/` matches at any depth.
 */
export function excluder(patterns: readonly string[]): (relativePath: string) => boolean {
  const options = { dot: true, posixSlashes: true };
  const anywhere = (pattern: string) => {
    const trimmed = pattern.replace(/^\.?\//, "").replace(/\/+$/, "");
    return trimmed.includes("/") ? trimmed : `**/${trimmed}`;
  };
  const wanted = patterns.filter((pattern) => pattern.trim() !== "");
  const positive = wanted.filter((pattern) => !pattern.startsWith("!")).map(anywhere);
  const negative = wanted
    .filter((pattern) => pattern.startsWith("!"))
    .map((pattern) => anywhere(pattern.slice(1)));
  if (positive.length === 0) return () => false;
  // A negative pattern in picomatch's list would match nearly everything: a list is an OR.
  const out = picomatch(positive, options);
  const back = negative.length > 0 ? picomatch(negative, options) : () => false;
  return (path) => out(path) && !back(path);
}
