import type { Fix } from "../../engine/fix";
import type { ResourceView } from "../../engine/kubernetes/resource";
import type { Field } from "../../engine/yaml/field";
import { type PathEdit, type PlainValue, remove, rename, set } from "../../engine/yaml/pathEdit";
import {
  bindingOfV1,
  priorityLevelOfV1beta3,
  reviewOfV1,
  runtimeClassOfV1,
  storageMigrationOfV1beta1,
  webhooksOfV1,
} from "./apiRewriteObjects";
import { daemonSetOfV1, deploymentOfV1, replicaSetOfV1, statefulSetOfV1 } from "./apiRewriteWorkloads";

/** What changes besides the version, from the object's root; `undefined` where that cannot be told from the text. */
type Rewrite = (root: Field) => readonly PathEdit[] | undefined;

const flowControl = "flowcontrol.apiserver.k8s.io";

/**
 * Kinds whose fields changed with the version, written as the API server converts them (k8s.io/kubernetes 1.21,
 * pkg/apis/networking/v1beta1/conversion.go and pkg/apis/autoscaling/v2beta1/conversion.go).
 */
const rewrites: Readonly<Record<string, Rewrite>> = {
  "admissionregistration.k8s.io/v1beta1/MutatingWebhookConfiguration to admissionregistration.k8s.io/v1":
    webhooksOfV1,
  "admissionregistration.k8s.io/v1beta1/ValidatingWebhookConfiguration to admissionregistration.k8s.io/v1":
    webhooksOfV1,
  "apps/v1beta1/Deployment to apps/v1": deploymentOfV1,
  "apps/v1beta1/ReplicaSet to apps/v1": replicaSetOfV1,
  "apps/v1beta1/StatefulSet to apps/v1": statefulSetOfV1,
  "authorization.k8s.io/v1beta1/LocalSubjectAccessReview to authorization.k8s.io/v1": reviewOfV1,
  "authorization.k8s.io/v1beta1/SubjectAccessReview to authorization.k8s.io/v1": reviewOfV1,
  "autoscaling/v2beta1/HorizontalPodAutoscaler to autoscaling/v2": inSpec(metricsOfV2),
  "extensions/v1beta1/DaemonSet to apps/v1": daemonSetOfV1,
  "extensions/v1beta1/Deployment to apps/v1": deploymentOfV1,
  "extensions/v1beta1/Ingress to networking.k8s.io/v1": inSpec(ingressOfV1),
  "extensions/v1beta1/ReplicaSet to apps/v1": replicaSetOfV1,
  [`${flowControl}/v1beta1/PriorityLevelConfiguration to ${flowControl}/v1beta2`]: () => [],
  [`${flowControl}/v1beta1/PriorityLevelConfiguration to ${flowControl}/v1beta3`]: priorityLevelOfV1beta3,
  [`${flowControl}/v1beta1/PriorityLevelConfiguration to ${flowControl}/v1`]: priorityLevelOfV1beta3,
  [`${flowControl}/v1beta2/PriorityLevelConfiguration to ${flowControl}/v1beta3`]: priorityLevelOfV1beta3,
  [`${flowControl}/v1beta2/PriorityLevelConfiguration to ${flowControl}/v1`]: priorityLevelOfV1beta3,
  "networking.k8s.io/v1beta1/Ingress to networking.k8s.io/v1": inSpec(ingressOfV1),
  "node.k8s.io/v1alpha1/RuntimeClass to node.k8s.io/v1": runtimeClassOfV1,
  "rbac.authorization.k8s.io/v1alpha1/ClusterRoleBinding to rbac.authorization.k8s.io/v1": bindingOfV1,
  "rbac.authorization.k8s.io/v1alpha1/RoleBinding to rbac.authorization.k8s.io/v1": bindingOfV1,
  "storagemigration.k8s.io/v1alpha1/StorageVersionMigration to storagemigration.k8s.io/v1beta1":
    storageMigrationOfV1beta1,
};

/** `apiVersion/kind` of what is rewritten here. */
export const rewrittenKinds: ReadonlySet<string> = new Set(
  Object.keys(rewrites).map((key) => key.replace(/ to .*/, "")),
);

/** The fix that gives the object its new version and writes its fields as that version has them. */
export function rewriteFix(resource: ResourceView, replacement: string | undefined): Fix | undefined {
  const key = `${resource.apiVersion}/${resource.kind} to ${replacement}`;
  const rewrite = Object.hasOwn(rewrites, key) ? rewrites[key] : undefined;
  const at = resource.root.at("apiVersion");
  if (replacement === undefined || !at.exists || resource.partial) return undefined;
  const edits = rewrite?.(resource.root);
  if (!edits) return undefined;
  return {
    title: "Use {apiVersion} and its fields",
    args: { apiVersion: replacement },
    safety: "review",
    edits: [set(at, replacement), ...edits],
  };
}

function inSpec(rewrite: Rewrite): Rewrite {
  return (root) => (root.at("spec").isMap ? rewrite(root.at("spec")) : undefined);
}

function ingressOfV1(spec: Field): readonly PathEdit[] | undefined {
  const edits: PathEdit[] = [];
  for (const rule of spec.at("rules").items())
    for (const path of rule.at("http", "paths").items()) {
      const backend = backendOfV1(path.at("backend"));
      if (!backend) return undefined;
      edits.push(...backend);
      // What the former versions took for granted has to be said.
      if (!path.at("pathType").present) edits.push(set(path.at("pathType"), "ImplementationSpecific"));
    }
  const whole = spec.at("backend");
  if (!whole.exists) return edits;
  const backend = backendOfV1(whole);
  return backend && !spec.at("defaultBackend").exists
    ? [...edits, ...backend, rename(whole, "defaultBackend")]
    : undefined;
}

function backendOfV1(backend: Field): readonly PathEdit[] | undefined {
  const name = backend.at("serviceName");
  const port = backend.at("servicePort");
  if (!name.exists && !port.exists && backend.at("resource").isMap) return [];
  const number = port.integer();
  const portName = port.string();
  if (name.undecided || port.undecided || name.string() === undefined) return undefined;
  if ((number === undefined && portName === undefined) || backend.at("service").exists) return undefined;
  const service = {
    name: name.string() ?? "",
    port: number === undefined ? { name: portName ?? "" } : { number },
  };
  return [remove(name), remove(port), set(backend.at("service"), service)];
}

function metricsOfV2(spec: Field): readonly PathEdit[] | undefined {
  const edits: PathEdit[] = [];
  for (const metric of spec.at("metrics").items()) {
    const changed = metricOfV2(metric);
    if (!changed) return undefined;
    edits.push(...changed);
  }
  return edits;
}

function metricOfV2(metric: Field): readonly PathEdit[] | undefined {
  switch (metric.at("type").string()) {
    case "Resource":
      return targetOfV2(metric.at("resource"), []);
    case "ContainerResource":
      return targetOfV2(metric.at("containerResource"), []);
    case "Pods":
      return targetOfV2(metric.at("pods"), named(metric.at("pods")));
    case "External":
      return targetOfV2(metric.at("external"), named(metric.at("external")));
    default:
      // Of an object metric the former `target` is the object; nobody can tell the two from a template.
      return undefined;
  }
}

/** A selector would have to be moved with all that is written in it. */
function named(source: Field): readonly PathEdit[] | undefined {
  const name = source.at("metricName");
  const text = name.string();
  const isSelected = source.at("selector").exists || source.at("metricSelector").exists;
  if (text === undefined || name.undecided || isSelected) return undefined;
  return [remove(name), set(source.at("metric", "name"), text)];
}

const targets: readonly (readonly [field: string, type: string, key: string])[] = [
  ["targetAverageUtilization", "Utilization", "averageUtilization"],
  ["targetAverageValue", "AverageValue", "averageValue"],
  ["targetValue", "Value", "value"],
];

function targetOfV2(source: Field, before: readonly PathEdit[] | undefined): readonly PathEdit[] | undefined {
  const [found, another] = targets.filter(([field]) => source.at(field).present);
  if (!before || !found || another || source.at("target").exists) return undefined;
  const [field, type, key] = found;
  const at = source.at(field);
  const value: PlainValue | undefined = at.integer() ?? at.text();
  if (value === undefined || at.undecided) return undefined;
  return [...before, remove(at), set(source.at("target"), { type, [key]: value })];
}
