import { apiGroup } from "../../engine/kubernetes/kinds";
import type { UserKind } from "../../engine/kubernetes/userKinds";
import type { RuleOptions } from "../../engine/rule";
import type { FileSystem } from "../fileSystem";
import type { Settings } from "../settings";
import type { Configuration } from "./configuration";
import type { ConfigurationFile } from "./configurationFiles";

/**
 * The settings under configuration files: the last one that says something of a key, a rule, an option or a kind decides.
 * `exclude` is not among it, because patterns of several folders add up (see `isExcluded`).
 */
export function configured(settings: Settings, files: readonly ConfigurationFile[]): Settings {
  let result = settings;
  for (const { configuration } of files) result = overlaid(result, configuration);
  return result;
}

function overlaid(outer: Settings, inner: Configuration): Settings {
  return {
    ...outer,
    profile: inner.profile ?? outer.profile,
    rules: { ...outer.rules, ...inner.rules },
    options: mergedOptions(outer.options, inner.options),
    minor: inner.minor ?? outer.minor,
    kinds: mergedKinds(outer.kinds, inner.kinds),
  };
}

type Options = Readonly<Record<string, RuleOptions>>;

function mergedOptions(outer: Options, inner: Options): Options {
  const merged = Object.entries(inner).map(([rule, options]) => [rule, { ...outer[rule], ...options }]);
  return { ...outer, ...Object.fromEntries(merged) };
}

function mergedKinds(outer: readonly UserKind[], inner: readonly UserKind[]): readonly UserKind[] {
  const isSame = (a: UserKind, b: UserKind) =>
    a.kind === b.kind && apiGroup(a.apiVersion) === apiGroup(b.apiVersion);
  return [...outer.filter((kind) => !inner.some((one) => isSame(one, kind))), ...inner];
}

/** True where a file of the chain leaves out a path: patterns count from the folder of the file that has them. */
export function isExcluded(
  path: string,
  isFolder: boolean,
  files: readonly ConfigurationFile[],
  fileSystem: FileSystem,
): boolean {
  return files.some(({ folder, excluder }) => {
    const below = fileSystem.relative(folder, path);
    if (!below) return false;
    return isFolder ? excluder.excludesFolder(below) : excluder.excludesFile(below);
  });
}
