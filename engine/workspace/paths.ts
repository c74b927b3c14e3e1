/** Paths and URIs as the caller names files: `/` separates steps, and `\` where there is no `/`. */

/** Without the separator at its end. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf(separatorOf(file))));
}

/** The file or folder that a path with `/` leads to from a folder. */
export function resolvePath(folder: string, path: string): string {
  const separator = separatorOf(folder);
  const encodes = isUri(folder);
  const steps = folder.split(separator);
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(encodes ? encodeURIComponent(step) : step);
  }
  return steps.join(separator);
}

/** What tells a folder from the one that a file lies in: the steps, with `/`, below the last folder that holds both. */
export function stepsBeside(folder: string, file: string): string {
  const steps = folder.split(separatorOf(folder));
  const others = folderOf(file).split(separatorOf(file));
  const apart = steps.findIndex((step, index) => step !== others[index]);
  return apart < 0
    ? ""
    : steps
        .slice(apart)
        .map(isUri(folder) ? decoded : (step) => step)
        .join("/");
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

function isUri(path: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(path);
}

/** What Kustomize fetches: a URL or a place of a repository (`api/internal/git/repospec.go`, v5). */
export function isRemote(path: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^[^/]*@|^(?:github|gitlab|bitbucket)\.\w+[/:]|\?ref=/i.test(path);
}

function separatorOf(path: string): string {
  return path.includes("/") || !path.includes("\\") ? "/" : "\\";
}
