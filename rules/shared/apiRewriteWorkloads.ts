import type { Field } from "../../engine/yaml/field";
import { type PathEdit, remove, set } from "../../engine/yaml/pathEdit";

/*
 * What the first versions of workloads took for granted and apps/v1 wants to be told (Deprecated API Migration Guide, v1.16;
 * the defaults in k8s.io/kubernetes 1.15, pkg/apis/apps/v1beta1/defaults.go and pkg/apis/extensions/v1beta1/defaults.go).
 */

export function deploymentOfV1(root: Field): readonly PathEdit[] | undefined {
  const selector = selectorEdits(root);
  return selector && [...selector, ...withoutField(root.at("spec", "rollbackTo"))];
}

export function replicaSetOfV1(root: Field): readonly PathEdit[] | undefined {
  return selectorEdits(root);
}

export function statefulSetOfV1(root: Field): readonly PathEdit[] | undefined {
  return withStrategy(root);
}

export function daemonSetOfV1(root: Field): readonly PathEdit[] | undefined {
  const edits = withStrategy(root);
  return edits && [...edits, ...withoutField(root.at("spec", "templateGeneration"))];
}

/** Pods used to be replaced once they were deleted; the default of apps/v1 replaces them by itself. */
function withStrategy(root: Field): readonly PathEdit[] | undefined {
  const selector = selectorEdits(root);
  const strategy = root.at("spec", "updateStrategy");
  if (!selector || strategy.undecided || (strategy.present && !strategy.isMap)) return undefined;
  const type = strategy.at("type");
  return type.present ? selector : [...selector, set(type, "OnDelete")];
}

/** A selector that is not written was made from the labels of the template. */
function selectorEdits(root: Field): readonly PathEdit[] | undefined {
  const selector = root.at("spec", "selector");
  if (selector.present) return selector.isMap ? [] : undefined;
  const labels: Record<string, string> = {};
  for (const label of root.at("spec", "template", "metadata", "labels").entries()) {
    const value = label.string();
    if (value === undefined || label.undecided || typeof label.key !== "string") return undefined;
    labels[label.key] = value;
  }
  return Object.keys(labels).length === 0 ? undefined : [set(selector, { matchLabels: labels })];
}

function withoutField(field: Field): readonly PathEdit[] {
  return field.exists ? [remove(field)] : [];
}
