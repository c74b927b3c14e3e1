import type { Finding } from "../finding";
import { visible } from "../message";

/** What a file had when the baseline was made. Another `version` for every other text of the baseline. */
export interface FileBaseline {
  readonly version: string;
  /** Fingerprint -> how many findings had it. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Recognises a finding after lines have moved and other things were added, changed or renamed: by its rule, its object
 * and its path with the names of list items. Unique in a file but for a count. No value of a manifest is part of it.
 */
export function fingerprintOf(finding: Pick<Finding, "rule" | "resource" | "lastingPath">): string {
  return fingerprint(finding.rule, resourceLabel(finding.resource), finding.lastingPath());
}

export function fingerprint(rule: string, resource: string, path: string): string {
  return JSON.stringify([rule, resource, path]);
}

/** `Deployment/shop/web`, without the version, which fixes change; `-` for what is not said. */
export function resourceLabel({ kind, namespace, name }: Finding["resource"]): string {
  return visible([kind, namespace ?? "-", name ?? "-"].join("/"));
}
