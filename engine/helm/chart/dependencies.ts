import { printValue } from "../lib/printf";
import { parseVersion } from "../lib/semver";
import { parseConstraint, satisfies } from "../lib/semverConstraint";
import type { Origins } from "../origin";
import { slotOrigin } from "../template/slots";
import { GoMap, stringOf } from "../value";
import type { Chart } from "./chart";
import { type Coalescing, coalesceTables, coalesceValues } from "./coalesce";
import type { Dependency } from "./metadata";
import { copyTable, tableAt } from "./tables";

interface Context {
  readonly origins: Origins;
  readonly warn: (message: string) => void;
}

/**
 * Which dependencies are rendered, under which names, and what their parents import from them (pkg/chartutil/
 * dependencies.go of helm 3, `ProcessDependenciesWithMerge`). Changes the charts. Throws a `ValuesError`.
 */
export function processDependencies(chart: Chart, given: GoMap, context: Context): void {
  enable(chart, given, "", context);
  importValues(chart, { ...context, merge: true });
}

/** pkg/action/install.go, `CheckDependencies`: what Chart.yaml names and `charts/` does not have. */
export function missingDependencies(chart: Chart): Dependency[] {
  const names = new Set(chart.dependencies.map(({ metadata }) => metadata.name));
  return chart.metadata.dependencies.filter(({ name }) => !names.has(name));
}

/** pkg/chartutil/compatible.go, `IsCompatibleRange`. */
export function isCompatible(constraint: string, version: string): boolean {
  const parsed = parseVersion(version);
  const groups = parseConstraint(constraint);
  return !("error" in parsed) && !("error" in groups) && satisfies(parsed, groups);
}

function enable(chart: Chart, given: GoMap, path: string, context: Context): void {
  const requirements = chart.metadata.dependencies;
  if (requirements.length === 0) return;
  const fits = (existing: Chart, requirement: Dependency): boolean =>
    existing.metadata.name === requirement.name &&
    isCompatible(requirement.version, existing.metadata.version);
  // A chart that Chart.yaml does not name is rendered whatever the conditions say.
  const charts = chart.dependencies.filter(
    (existing) => !requirements.some((requirement) => fits(existing, requirement)),
  );
  for (const requirement of requirements) {
    const existing = chart.dependencies.find((candidate) => fits(candidate, requirement));
    if (existing) {
      const name = requirement.alias === "" ? existing.metadata.name : requirement.alias;
      charts.push({ ...existing, metadata: { ...existing.metadata, name } });
    }
    if (requirement.alias !== "") requirement.name = requirement.alias;
    requirement.enabled = true;
  }
  chart.dependencies = charts;
  const values = coalesceValues(chart, given, { ...context, merge: false });
  applyTags(requirements, values, context);
  applyConditions(requirements, values, path, context);
  const disabled = new Set(requirements.filter(({ enabled }) => !enabled).map(({ name }) => name));
  const switches = new Map(requirements.map(({ name, switchedBy }) => [name, switchedBy]));
  const kept = charts
    .filter(({ metadata }) => !disabled.has(metadata.name))
    .map((one) => ({ ...one, switchedBy: switches.get(one.metadata.name) ?? 0 }));
  for (const dependency of kept) enable(dependency, values, `${path}${dependency.metadata.name}.`, context);
  chart.metadata.dependencies = requirements.filter(({ name }) => !disabled.has(name));
  chart.dependencies = kept;
}

function applyTags(requirements: readonly Dependency[], values: GoMap, { origins, warn }: Context): void {
  const tags = values.get("tags");
  if (!(tags instanceof GoMap)) return;
  for (const requirement of requirements) {
    const set = requirement.tags.filter((tag) => tags.entries.has(tag)).map((tag) => tags.get(tag));
    for (const tag of requirement.tags)
      requirement.switchedBy = origins.join(requirement.switchedBy, slotOrigin(origins, tags, tag));
    if (set.some((value) => typeof value !== "boolean"))
      warn(`Tag for chart ${requirement.name} returned non-bool value`);
    requirement.enabled = set.includes(true) || !set.includes(false);
  }
}

/** The first of the paths that has a boolean decides. */
function applyConditions(
  requirements: readonly Dependency[],
  values: GoMap,
  path: string,
  { origins, warn }: Context,
): void {
  for (const requirement of requirements) {
    for (const condition of requirement.condition.trim().split(",")) {
      if (condition === "") continue;
      const steps = `${path}${condition}`.split(".");
      const key = steps.pop() ?? "";
      const table = steps.length === 0 ? values : tableAt(values, steps.join("."));
      const value = table?.get(key);
      if (table)
        requirement.switchedBy = origins.join(requirement.switchedBy, slotOrigin(origins, table, key));
      if (typeof value === "boolean") {
        requirement.enabled = value;
        break;
      }
      if (table?.entries.has(key) && !(value instanceof GoMap))
        warn(`Condition path '${condition}' for chart ${requirement.name} returned non-bool value`);
    }
  }
}

function importValues(chart: Chart, how: Coalescing): void {
  for (const dependency of chart.dependencies) importValues(dependency, how);
  if (chart.metadata.dependencies.length === 0) return;
  const values = coalesceValues(chart, new GoMap(new Map(), undefined, chart.values.origin), how);
  const imported = new GoMap();
  for (const dependency of chart.metadata.dependencies) {
    dependency.importValues = dependency.importValues.map((wanted) => {
      const child =
        wanted instanceof GoMap ? printValue(wanted.get("child")) : `exports.${stringOf(wanted) ?? ""}`;
      const parent = wanted instanceof GoMap ? printValue(wanted.get("parent")) : ".";
      const table = tableAt(values, `${dependency.name}.${child}`);
      if (table) coalesceTables(imported, placed(copyTable(table), parent), "", how);
      else how.warn(`ImportValues missing table from chart ${dependency.name}: ${child}`);
      return new GoMap(
        new Map([
          ["child", child],
          ["parent", parent],
        ]),
        "map[string]string",
      );
    });
  }
  chart.values = coalesceTables(copyTable(values), imported, "", how);
}

function placed(table: GoMap, path: string): GoMap {
  if (path === ".") return table;
  let inner = table;
  for (const key of path.split(".").reverse()) {
    const outer = new GoMap();
    outer.set(key, inner, inner.origin);
    inner = outer;
  }
  return inner;
}
