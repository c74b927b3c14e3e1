import type { Fix } from "../../engine/fix";
import type { ResourceView } from "../../engine/kubernetes/resource";
import type { Field } from "../../engine/yaml/field";
import { type PathEdit, type PlainValue, remove, rename, set } from "../../engine/yaml/pathEdit";

/** What changes besides the version; `undefined` where that cannot be told from the text. */
type Rewrite = (spec: Field) => readonly PathEdit[] | undefined;

/**
 * Kinds whose fields changed with the version, written as the API server converts them (k8s.io/kubernetes 1.21,
 * pkg/apis/networking/v1beta1/conversion.go and pkg/apis/autoscaling/v2beta1/conversion.go).
 */
const rewrites: Readonly<Record<string, Rewrite>> = {
  "autoscaling/v2beta1/HorizontalPodAutoscaler to autoscaling/v2": metricsOfV2,
  "extensions/v1beta1/Ingress to networking.k8s.io/v1": ingressOfV1,
  "networking.k8s.io/v1beta1/Ingress to networking.k8s.io/v1": ingressOfV1,
};

/** The fix that gives the object its new version and writes its fields as that version has them. */
export function rewriteFix(resource: ResourceView, replacement: string | undefined): Fix | undefined {
  const key = `${resource.apiVersion}/${resource.kind} to ${replacement}`;
  const rewrite = Object.hasOwn(rewrites, key) ? rewrites[key] : undefined;
  const at = resource.root.at("apiVersion");
  const spec = resource.root.at("spec");
  if (replacement === undefined || !at.exists || resource.partial || !spec.isMap) return undefined;
  const edits = rewrite?.(spec);
  if (!edits) return undefined;
  return {
    title: "Use {apiVersion} and its fields",
    args: { apiVersion: replacement },
    safety: "review",
    edits: [set(at, replacement), ...edits],
  };
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
