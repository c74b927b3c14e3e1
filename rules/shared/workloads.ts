import type { PodFacts, ResourceFacts } from "../../engine/workspace/facts";
import {
  certainLabel,
  plainSelectorMatches,
  selectorMatches,
  textMap,
} from "../../engine/workspace/selectors";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { selecting, selectorTable } from "./selectorTable";

/** A workload that is described whole: a patch names no images, and not the selector, which must not change. */
export function isWhole(object: ResourceFacts): boolean {
  if (object.partial || !object.pods.some(({ spec }) => spec.isMap)) return false;
  return object.root.at("spec", "selector").present || object.pods.some(namesImages);
}

function namesImages({ spec }: PodFacts): boolean {
  const containers = spec.at("containers").items();
  return containers.length > 0 && containers.every((container) => container.at("image").exists);
}

/** Regular, init and ephemeral containers. */
export function containersOf({ spec }: PodFacts): Reading[] {
  return ["containers", "initContainers", "ephemeralContainers"].flatMap((list) => [
    ...spec.at(list).items(),
  ]);
}

/** A place that names the service account of a pod, and the name; `default` where none is named. */
export function serviceAccountOf({ spec }: PodFacts): { readonly at: Reading; readonly name: string } {
  const at = spec.at("serviceAccountName");
  // The old name of the field holds where the new one is empty (pkg/apis/core/v1/conversion.go).
  const old = spec.at("serviceAccount");
  if (!at.text() && old.text()) return { at: old, name: old.text() ?? "default" };
  return { at, name: at.text() || "default" };
}

/** The first workload of a namespace with a pod that this label selector selects. */
export function selectedWorkload(
  workspace: WorkspaceIndex,
  namespace: string,
  selector: Reading,
): ResourceFacts | undefined {
  const label = certainLabel(selector);
  // One pod of a controller cannot be told from the others here.
  const [given] = [...textMap(selector.at("matchLabels")).keys()].filter((name) => givenLabels.has(name));
  if (given !== undefined) return workspace.workloadsIn(namespace)[0];
  const candidates = label ? workspace.workloadsWith(namespace, ...label) : workspace.workloadsIn(namespace);
  return candidates.find(({ pods }) => pods.some(({ labels }) => selectorMatches(selector, labels)));
}

/**
 * Labels that controllers give to the pods they make: no template has them (pkg/controller/statefulset, deployment,
 * daemon and job, 1.36).
 */
const givenLabels = new Set([
  "apps.kubernetes.io/pod-index",
  "batch.kubernetes.io/controller-uid",
  "batch.kubernetes.io/job-completion-index",
  "batch.kubernetes.io/job-name",
  "controller-revision-hash",
  "controller-uid",
  "job-name",
  "pod-template-generation",
  "pod-template-hash",
  "statefulset.kubernetes.io/pod-name",
]);

/** The first workload of a namespace with a pod that this plain selector of a Service selects. */
export function servedWorkload(
  workspace: WorkspaceIndex,
  namespace: string,
  selector: Reading,
): ResourceFacts | undefined {
  const wanted = [...textMap(selector)].filter(([label]) => !givenLabels.has(label));
  const [first] = wanted;
  const candidates = first ? workspace.workloadsWith(namespace, ...first) : workspace.workloadsIn(namespace);
  return candidates.find(({ pods }) =>
    pods.some(({ labels }) => wanted.every(([label, value]) => labels.get(label) === value)),
  );
}

/** The Services that lead to a workload. */
export function servicesOf(workspace: WorkspaceIndex, workload: ResourceFacts): ResourceFacts[] {
  const found = workload.pods.flatMap(({ labels }) =>
    selecting(workspace, serviceTable, namespaceOf(workload), labels),
  );
  return [...new Set(found.map(({ of }) => of))];
}

const serviceTable = selectorTable(["Service"], (of) => {
  const selector = of.root.at("spec", "selector");
  const [label] = textMap(selector);
  return [
    {
      of,
      namespace: namespaceOf(of),
      label,
      selects: (labels: ReadonlyMap<string, string>) => plainSelectorMatches(selector, labels),
    },
  ];
});

/** Some value of a selector or of labels is filled in later, so that nothing can be said of what it matches. */
export function isUndecidedMap(map: Reading): boolean {
  return (
    map.undecided ||
    map.entries().some((entry) => entry.undecided) ||
    map
      .at("matchLabels")
      .entries()
      .some((entry) => entry.undecided)
  );
}

/** Namespaces of the cluster itself, which exist everywhere and which nobody writes policies for. */
export function isSystemNamespace(name: string): boolean {
  return /^(?:kube-system|kube-public|kube-node-lease)$|^openshift(?:-|$)/.test(name);
}
