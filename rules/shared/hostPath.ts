import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Field } from "../../engine/yaml/field";
import type { Reading } from "../../engine/yaml/reading";

/** A directory or file of the node that a volume is. */
export interface NodePath {
  /** `hostPath.path` as a field. */
  readonly at: Reading;
  /** As written. */
  readonly written: string;
  /** See `normalizeHostPath`. */
  readonly path: string;
}

/** A directory or file of the node that a pod mounts. */
export interface HostPathVolume extends NodePath {
  /** The name that volume mounts use. */
  readonly name: string;
  readonly at: Field;
}

/** The hostPath volumes whose path is known. */
export function hostPathVolumes(pod: PodSpecView): HostPathVolume[] {
  return pod.volumes.flatMap((volume) => {
    const at = volume.at("hostPath", "path");
    const written = at.string();
    if (!written || at.undecided) return [];
    return [{ name: volume.at("name").text() ?? "", at, written, path: normalizeHostPath(written) }];
  });
}

/** The directory of the node that a PersistentVolume is: a pod that claims it mounts that directory. */
export interface PersistentNodePath extends NodePath {
  /** In which profiles it is news: `hostPath` of any directory is reported by `persistent-volume-host-path`. */
  readonly profiles: { readonly profiles?: readonly [] };
}

export function persistentHostPath({ kind, root }: ResourceFacts): PersistentNodePath | undefined {
  if (kind !== "PersistentVolume") return undefined;
  const local = root.at("spec", "local", "path");
  const at = local.exists ? local : root.at("spec", "hostPath", "path");
  const written = at.string();
  if (!written || at.undecided) return undefined;
  return { at, written, path: normalizeHostPath(written), profiles: local.exists ? {} : { profiles: [] } };
}

/**
 * An absolute path in its shortest spelling, as Go's `path.Clean` makes it: `/var//run/./x/..` is `/var/run`. A path of
 * Windows gets forward slashes and lower case: `C:\Windows\` is `c:/windows`; a named pipe is `//./pipe/name`.
 */
export function normalizeHostPath(path: string): string {
  const windows = /^[A-Za-z]:|^\\\\/.test(path);
  const text = windows ? path.replaceAll("\\", "/").toLowerCase() : path;
  if (text.startsWith("//./pipe/")) return text;
  const parts: string[] = [];
  for (const part of text.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  const [drive, ...rest] = parts;
  if (windows && drive !== undefined) return rest.length > 0 ? [drive, ...rest].join("/") : `${drive}/`;
  return `/${parts.join("/")}`;
}

/** True for the same place and for a directory above it; both are normalized. */
export function isSameOrAbove(directory: string, path: string): boolean {
  return directory === path || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
}
