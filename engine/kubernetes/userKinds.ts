import { apiGroup } from "./kinds";

/** A kind that the user says runs pods: a custom resource that no table knows. */
export interface UserKind {
  /** Of any version of its group: `example.com/v1` and `example.com/v2` are the same kind. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Where a pod spec stands in it, as keys joined by dots, `*` for every item or entry: `spec.pools.*.template.spec`. */
  readonly podSpec: string;
}

/** The places of pod specs that the user names for objects of a kind, as lists of keys; none for a kind that is not named. */
export function userPodSpecPaths(
  kinds: readonly UserKind[],
  apiVersion: string,
  kind: string,
): readonly (readonly string[])[] {
  if (kinds.length === 0) return none;
  return kinds
    .filter((one) => one.kind === kind && apiGroup(one.apiVersion) === apiGroup(apiVersion))
    .map(({ podSpec }) => podSpec.split("."));
}

const none: readonly (readonly string[])[] = [];
