import type { FileFindings, ListedFinding, RuleCatalogue } from "../../server/protocol";
import { severities } from "./grouping";

/** What findings can be filtered by. */
export const facets = ["severity", "area", "framework", "profile", "fix"] as const;
export type Facet = (typeof facets)[number];

/** Values of a facet are alternatives, facets narrow each other; a facet without values lets everything through. */
export type Filter = Readonly<Partial<Record<Facet, readonly string[]>>>;

export const facetTitles: Readonly<Record<Facet, string>> = {
  severity: "Severity",
  area: "Area",
  framework: "Framework",
  profile: "Profile",
  fix: "Fix",
};

const fixTitles: Readonly<Record<string, string>> = {
  safe: "with a safe fix",
  review: "with a fix that needs review",
};

export function isFiltering(filter: Filter): boolean {
  return facets.some((facet) => (filter[facet]?.length ?? 0) > 0);
}

/** The files as far as their findings pass. */
export function filtered(
  files: readonly FileFindings[],
  filter: Filter,
  catalogue: RuleCatalogue | undefined,
): readonly FileFindings[] {
  const narrowing = facets.flatMap((facet) => {
    const values = new Set(filter[facet]);
    return values.size > 0 ? [{ facet, values }] : [];
  });
  if (narrowing.length === 0) return files;
  const passes = (finding: ListedFinding) =>
    narrowing.every(({ facet, values }) =>
      valuesOf(finding, facet, catalogue).some((value) => values.has(value)),
    );
  return files
    .map(({ uri, findings }) => ({ uri, findings: findings.filter(passes) }))
    .filter(({ findings }) => findings.length > 0);
}

export interface FacetValue {
  readonly facet: Facet;
  readonly value: string;
  readonly findings: number;
}

/** Everything that the findings can be filtered by, facet by facet, with how many have it; what is chosen stays. */
export function facetValues(
  files: readonly FileFindings[],
  filter: Filter,
  catalogue: RuleCatalogue | undefined,
): FacetValue[] {
  return facets.flatMap((facet) => {
    const counts = new Map<string, number>((filter[facet] ?? []).map((value) => [value, 0]));
    for (const { findings } of files)
      for (const finding of findings)
        for (const value of valuesOf(finding, facet, catalogue))
          counts.set(value, (counts.get(value) ?? 0) + 1);
    return [...counts]
      .map(([value, findings]) => ({ facet, value, findings }))
      .sort(
        (one, other) => rank(one, catalogue) - rank(other, catalogue) || (one.value < other.value ? -1 : 1),
      );
  });
}

export function titleOf(facet: Facet, value: string, catalogue: RuleCatalogue | undefined): string {
  if (facet === "framework") return catalogue?.frameworks[value] ?? value;
  if (facet === "area") return areaTitle(value);
  return facet === "fix" ? (fixTitles[value] ?? value) : value;
}

/** `critical, high · RBAC`. */
export function filterText(filter: Filter, catalogue: RuleCatalogue | undefined): string {
  return facets
    .map((facet) => {
      const titles = (filter[facet] ?? []).map((value) => titleOf(facet, value, catalogue)).join(", ");
      return facet === "profile" && titles !== "" ? `profile ${titles}` : titles;
    })
    .filter(Boolean)
    .join(" · ");
}

/** `controlPlane` -> `Control plane`. */
export function areaTitle(area: string): string {
  if (area === "rbac" || area === "api") return area.toUpperCase();
  return capitalized(area.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

export function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valuesOf(
  { rule, severity, fix, profiles }: ListedFinding,
  facet: Facet,
  catalogue: RuleCatalogue | undefined,
): readonly string[] {
  const about = catalogue?.rules[rule];
  switch (facet) {
    case "severity":
      return [severity];
    case "fix":
      return fix === null ? [] : [fix];
    case "area":
      return [about?.area ?? "other"];
    case "framework":
      return about?.frameworks ?? [];
    case "profile":
      return profiles ?? about?.profiles ?? [];
  }
}

/** Severities by how bad they are, frameworks as the catalogue has them, the rest by name. */
function rank({ facet, value }: FacetValue, catalogue: RuleCatalogue | undefined): number {
  if (facet === "severity") return (severities as readonly string[]).indexOf(value);
  return facet === "framework" ? Object.keys(catalogue?.frameworks ?? {}).indexOf(value) : 0;
}
