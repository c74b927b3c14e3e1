import type { Field } from "../../engine/yaml/field";
import { type PathEdit, type PlainValue, remove, rename, set } from "../../engine/yaml/pathEdit";

/** What v1beta1 took for granted (k8s.io/kubernetes 1.21, pkg/apis/admissionregistration/v1beta1/defaults.go). */
const webhookDefaults: readonly (readonly [field: string, value: PlainValue])[] = [
  ["failurePolicy", "Ignore"],
  ["matchPolicy", "Exact"],
  ["timeoutSeconds", 30],
  ["admissionReviewVersions", ["v1beta1"]],
];

/**
 * Refused are webhooks that do not say that they have no side effects, which v1 asks for and nobody can tell from here, and
 * two of one name.
 */
export function webhooksOfV1(root: Field): readonly PathEdit[] | undefined {
  const edits: PathEdit[] = [];
  const names = new Set<string>();
  for (const webhook of root.at("webhooks").items()) {
    const name = webhook.at("name").string();
    const sideEffects = webhook.at("sideEffects").string();
    if (name === undefined || names.has(name)) return undefined;
    if (sideEffects !== "None" && sideEffects !== "NoneOnDryRun") return undefined;
    names.add(name);
    const reviews = webhook.at("admissionReviewVersions");
    if (reviews.present && reviews.items().length === 0) return undefined;
    for (const [field, value] of webhookDefaults)
      if (!webhook.at(field).present) edits.push(set(webhook.at(field), value));
  }
  return edits;
}

/** `groups` was misnamed (Deprecated API Migration Guide, v1.22). */
export function reviewOfV1(root: Field): readonly PathEdit[] | undefined {
  const group = root.at("spec", "group");
  if (!group.exists) return [];
  return root.at("spec", "groups").exists ? undefined : [rename(group, "groups")];
}

/**
 * Shares have another name since v1beta3 (Deprecated API Migration Guide, v1.29). An explicit zero, which stood for the
 * default, is left to people.
 */
export function priorityLevelOfV1beta3(root: Field): readonly PathEdit[] | undefined {
  const limited = root.at("spec", "limited");
  const shares = limited.at("assuredConcurrencyShares");
  if (!shares.exists) return [];
  const isPlain = shares.integer() !== undefined && shares.integer() !== 0 && !shares.undecided;
  return isPlain && !limited.at("nominalConcurrencyShares").exists
    ? [rename(shares, "nominalConcurrencyShares")]
    : undefined;
}

/** The handler stood in a `spec`, alone since there was nothing else (k8s.io/api 1.15, node/v1alpha1). */
export function runtimeClassOfV1(root: Field): readonly PathEdit[] | undefined {
  const spec = root.at("spec");
  const handler = spec.at("runtimeHandler").string();
  const isAlone = spec.entries().length === 1 && !root.at("handler").exists;
  if (handler === undefined || spec.at("runtimeHandler").undecided || !isAlone) return undefined;
  return [remove(spec), set(root.at("handler"), handler)];
}

/**
 * Subjects name an API group instead of a version; without one it follows from their kind. The user `*` stood for all who
 * are authenticated (k8s.io/kubernetes 1.21, pkg/apis/rbac/v1alpha1/conversion.go).
 */
export function bindingOfV1(root: Field): readonly PathEdit[] | undefined {
  const edits: PathEdit[] = [];
  for (const subject of root.at("subjects").items()) {
    const kind = subject.at("kind").string();
    if (kind !== "User" && kind !== "Group" && kind !== "ServiceAccount") return undefined;
    if (kind === "User" && (subject.at("name").string() ?? "*") === "*") return undefined;
    if (subject.at("apiGroup").exists) return undefined;
    if (subject.at("apiVersion").exists) edits.push(remove(subject.at("apiVersion")));
  }
  return edits;
}

/** The resource is named without its version, and nothing is continued from outside (k8s.io/api 1.35). */
export function storageMigrationOfV1beta1(root: Field): readonly PathEdit[] | undefined {
  const gone = [root.at("spec", "resource", "version"), root.at("spec", "continueToken")];
  return gone.filter((field) => field.exists).map(remove);
}
