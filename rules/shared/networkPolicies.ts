import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { certainLabel, selectorMatches, textMap } from "../../engine/workspace/selectors";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { calicoSelector, isEverything } from "./calicoSelector";
import { type Selecting, selecting, selectorTable } from "./selectorTable";

/** A policy of Kubernetes, Cilium or Calico: pods that it selects take or send only what some policy allows. */
export interface IsolatingPolicy extends Selecting {
  readonly of: ResourceFacts;
  readonly ingress: Direction;
  readonly egress: Direction;
  /** It selects all pods of the namespaces it is for. */
  readonly everyPod: boolean;
}

/** `open`: isolated in name only, since a rule allows everything. */
export type Direction = "untouched" | "isolated" | "open";

const cilium = ["cilium.io/CiliumNetworkPolicy", "cilium.io/CiliumClusterwideNetworkPolicy"] as const;
const calico = ["projectcalico.org", "crd.projectcalico.org"];
const admin = ["AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"].map(
  (kind) => `policy.networking.k8s.io/${kind}`,
);

/** The kinds that hold network policies, as `ResourceFacts.kind` names them. */
export const networkPolicyKinds: readonly string[] = [
  "NetworkPolicy",
  ...cilium,
  ...calico.flatMap((group) => [`${group}/NetworkPolicy`, `${group}/GlobalNetworkPolicy`]),
  ...admin,
];

/** The policies that select a pod of this namespace with these labels. */
export function policiesOf(
  workspace: WorkspaceIndex,
  namespace: string,
  labels: ReadonlyMap<string, string>,
): IsolatingPolicy[] {
  return selecting(workspace, policyTable, namespace, labels);
}

/** The policies that are for a namespace, whatever pods they select. */
export function policiesIn(workspace: WorkspaceIndex, namespace: string): readonly IsolatingPolicy[] {
  const byNamespace = workspace.grouped(policiesByNamespace);
  const wide = byNamespace.get("").filter((policy) => policy.selects(new Map(), namespace));
  return [...byNamespace.get(namespace), ...wide];
}

/** Those of all namespaces have the empty key. */
const policiesByNamespace: Grouping<IsolatingPolicy> = {
  of: networkPolicyKinds,
  entries: (of, workspace) =>
    policiesFrom(of, workspace).map((policy) => [policy.namespace ?? "", policy] as const),
};

const policyTable = selectorTable(networkPolicyKinds, policiesFrom);

function policiesFrom(of: ResourceFacts, workspace: WorkspaceIndex): IsolatingPolicy[] {
  const { kind } = of;
  if (kind === "NetworkPolicy") return [kubernetesPolicy(of)];
  if (kind.startsWith("cilium.io/")) return ciliumPolicies(of, workspace);
  if (kind.startsWith("policy.networking.k8s.io/")) return [adminPolicy(of, workspace)];
  return [calicoPolicy(of, kind.endsWith("/GlobalNetworkPolicy") ? undefined : namespaceOf(of))];
}

/** networking.k8s.io: what `policyTypes` does when it is left out is in pkg/apis/networking/v1/defaults.go. */
function kubernetesPolicy(of: ResourceFacts): IsolatingPolicy {
  const spec = of.root.at("spec");
  const selector = spec.at("podSelector");
  const types = spec
    .at("policyTypes")
    .items()
    .map((type) => type.string());
  const isolates = (type: string) =>
    types.length > 0 ? types.includes(type) : type === "Ingress" || spec.at("egress").items().length > 0;
  return {
    of,
    namespace: namespaceOf(of),
    label: certainLabel(selector),
    everyPod: isEmptySelector(selector),
    ingress: direction(isolates("Ingress"), spec.at("ingress"), "from"),
    egress: direction(isolates("Egress"), spec.at("egress"), "to"),
    selects: (labels) => !selector.present || selectorMatches(selector, labels),
  };
}

/** A rule without peers and ports allows everything. */
export function isAllowAll(rule: Reading, peers: "from" | "to"): boolean {
  return rule.at(peers).items().length === 0 && rule.at("ports").items().length === 0 && isMapOrNull(rule);
}

function isMapOrNull(rule: Reading): boolean {
  return rule.isMap || !rule.present;
}

function direction(isolated: boolean, rules: Reading, peers: "from" | "to"): Direction {
  if (!isolated) return "untouched";
  return rules.items().some((rule) => isAllowAll(rule, peers)) ? "open" : "isolated";
}

/** cilium.io/v2: one `spec` or several `specs`; a direction is isolated once a rule for it is written. */
function ciliumPolicies(of: ResourceFacts, workspace: WorkspaceIndex): IsolatingPolicy[] {
  const wide = of.kind === "cilium.io/CiliumClusterwideNetworkPolicy";
  return [of.root.at("spec"), ...of.root.at("specs").items()]
    .filter((spec) => spec.isMap && spec.at("endpointSelector").present)
    .map((spec) => {
      const selector = spec.at("endpointSelector");
      const isolates = (name: "ingress" | "egress"): Direction =>
        (spec.at(name).exists || spec.at(`${name}Deny`).exists) &&
        spec.at("enableDefaultDeny", name).boolean() !== false
          ? "isolated"
          : "untouched";
      return {
        of,
        namespace: wide ? undefined : namespaceOf(of),
        label: undefined,
        everyPod: isEmptySelector(selector),
        ingress: isolates("ingress"),
        egress: isolates("egress"),
        selects: (labels, namespace) => selectorMatches(selector, ciliumLabels(labels, namespace, workspace)),
      };
    });
}

/** A label may be named with its source, and those of the namespace are labels of the pod too. */
function ciliumLabels(
  labels: ReadonlyMap<string, string>,
  namespace: string,
  workspace: WorkspaceIndex,
): Map<string, string> {
  const all = new Map(labels);
  all.set("io.kubernetes.pod.namespace", namespace);
  for (const [key, value] of namespaceLabels(workspace, namespace))
    all.set(`io.cilium.k8s.namespace.labels.${key}`, value);
  for (const [key, value] of [...all]) all.set(`k8s:${key}`, value).set(`any:${key}`, value);
  return all;
}

function calicoPolicy(of: ResourceFacts, namespace: string | undefined): IsolatingPolicy {
  const spec = of.root.at("spec");
  const selector = spec.at("selector").text() ?? "";
  const types = spec
    .at("types")
    .items()
    .map((type) => type.string());
  const isolates = (type: string, rules: string): Direction =>
    (types.length > 0 ? types.includes(type) : type === "Ingress" || spec.at(rules).exists)
      ? "isolated"
      : "untouched";
  const matches = calicoSelector(selector);
  return {
    of,
    namespace,
    label: undefined,
    everyPod: isEverything(selector),
    ingress: isolates("Ingress", "ingress"),
    egress: isolates("Egress", "egress"),
    // Calico calls the namespace of a pod a label of it.
    selects: (labels, pods) => matches(new Map([...labels, ["projectcalico.org/namespace", pods]])),
  };
}

/** policy.networking.k8s.io: policies of the administrator, which come before or after those of the namespaces. */
function adminPolicy(of: ResourceFacts, workspace: WorkspaceIndex): IsolatingPolicy {
  const spec = of.root.at("spec");
  const subject = spec.at("subject");
  const pods = subject.at("pods");
  const namespaces = pods.present ? pods.at("namespaceSelector") : subject.at("namespaces");
  const rules = (name: string): Direction => (spec.at(name).items().length > 0 ? "isolated" : "untouched");
  return {
    of,
    namespace: undefined,
    label: undefined,
    everyPod: !pods.present || isEmptySelector(pods.at("podSelector")),
    ingress: rules("ingress"),
    egress: rules("egress"),
    selects: (labels, namespace) =>
      selectorMatches(namespaces, namespaceLabels(workspace, namespace)) &&
      (!pods.present || selectorMatches(pods.at("podSelector"), labels)),
  };
}

/** The labels of a namespace: those of its object, and the name that the API server adds. */
export function namespaceLabels(workspace: WorkspaceIndex, namespace: string): Map<string, string> {
  const labels = new Map([["kubernetes.io/metadata.name", namespace]]);
  for (const { root } of workspace.clusterNamed("Namespace", namespace))
    for (const [key, value] of textMap(root.at("metadata", "labels"))) labels.set(key, value);
  return labels;
}

export function isEmptySelector(selector: Reading): boolean {
  return (
    selector.at("matchLabels").entries().length === 0 && selector.at("matchExpressions").items().length === 0
  );
}
