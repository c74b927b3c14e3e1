import { quoteGo } from "../lib/quote";
import { parseVersion } from "../lib/semver";
import type { Metadata } from "./metadata";

/** Why helm refuses a Chart.yaml (pkg/chart/metadata.go, `Validate`); `undefined` for one it takes. */
export function metadataProblem(metadata: Metadata): string | undefined {
  const { name, version, type } = metadata;
  if (name === "") return "chart.metadata.name is required";
  if (name === "." || name === "..") return `chart.metadata.name ${quoteGo(name)} is not allowed`;
  if (name.includes("/")) return `chart.metadata.name ${quoteGo(name)} is invalid`;
  if (version === "") return "chart.metadata.version is required";
  if ("error" in parseVersion(version)) return `chart.metadata.version ${quoteGo(version)} is invalid`;
  if (!["", "application", "library"].includes(type))
    return "chart.metadata.type must be application or library";
  const names = new Set<string>();
  for (const dependency of metadata.dependencies) {
    if (dependency.alias !== "" && !/^[a-zA-Z0-9_-]+$/.test(dependency.alias))
      return `dependency ${quoteGo(dependency.name)} has disallowed characters in the alias`;
    const key = dependency.alias === "" ? dependency.name : dependency.alias;
    if (names.has(key)) return `more than one dependency with name or alias ${quoteGo(key)}`;
    names.add(key);
  }
  return undefined;
}
