import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import { selectorMatches, textMap } from "../../engine/workspace/selectors";
import type { Field } from "../../engine/yaml/field";

/** Kinds whose replicas do the same; DaemonSets are spread by nature, and Jobs end. */
const replicated = new Set([
  "Deployment",
  "StatefulSet",
  "ReplicaSet",
  "ReplicationController",
  "DeploymentConfig",
  "Rollout",
]);

export default defineRule({
  id: "anti-affinity-missing",
  title: "Replicas that may share a node",
  on: "podSpec",
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["pod.affinity.podAntiAffinity", "pod.topologySpreadConstraints"],
  messages: {
    missing: "{resource} does not say that its replicas run on different nodes",
    others: "the anti-affinity of {resource} selects other pods than its own",
    spread: "{problem} in a spread constraint of {resource}",
  },
  check(pod, context) {
    const { resource, field } = pod;
    const args = { resource: resource.label };
    const constraints = field.at("topologySpreadConstraints");
    for (const constraint of constraints.items()) checkConstraint(constraint, args.resource, context);
    // A number that is left out is left to an autoscaler, or to whoever scales by hand.
    const replicas = resource.root.at("spec", "replicas");
    const alone = replicas.present && (replicas.integer() ?? 1) < 2;
    if (!replicated.has(resource.kind) || alone || constraints.items().length > 0) return;
    const affinity = field.at("affinity", "podAntiAffinity");
    if (field.undecided || affinity.undecided || constraints.undecided) return;
    const terms = termsOf(affinity);
    if (terms.length === 0)
      context.report({ at: affinity, place: field, message: "missing", args, missing: true });
    else if (!terms.some((term) => selectsOwn(term, pod))) {
      const [only] = terms.length === 1 ? terms : [];
      context.report({
        at: (only && selection(only, resource)) ?? affinity,
        mark: "key",
        message: "others",
        args,
      });
    }
  },
});

/** What the API server refuses (pkg/apis/core/validation, `validateTopologySpreadConstraints`). */
function checkConstraint(constraint: Field, resource: string, { report }: RuleContext): void {
  const skew = constraint.at("maxSkew");
  const key = constraint.at("topologyKey");
  const when = constraint.at("whenUnsatisfiable");
  const say = (at: Field, problem: string) =>
    report({ at, place: constraint, message: "spread", args: { resource, problem }, missing: !at.present });
  if ((skew.integer() ?? 0) < 1 && !skew.undecided) say(skew, "maxSkew is not 1 or more");
  if (!key.text()) say(key, "topologyKey is missing");
  const reaction = when.text() ?? "";
  if (reaction !== "DoNotSchedule" && reaction !== "ScheduleAnyway" && !when.undecided)
    say(when, "whenUnsatisfiable is neither DoNotSchedule nor ScheduleAnyway");
}

function termsOf(affinity: Field): Field[] {
  return [
    ...affinity.at("requiredDuringSchedulingIgnoredDuringExecution").items(),
    ...affinity
      .at("preferredDuringSchedulingIgnoredDuringExecution")
      .items()
      .map((preferred) => preferred.at("podAffinityTerm")),
  ];
}

/** What makes a term select other pods, where it is written. */
function selection(term: Field, resource: PodSpecView["resource"]): Field | undefined {
  const at = term.at(isElsewhere(term, resource) ? "namespaces" : "labelSelector");
  return at.exists ? at : undefined;
}

/** The term keeps replicas apart: it selects pods with the labels that the template gives, in their own namespace. */
function selectsOwn(term: Field, { metadata, resource }: PodSpecView): boolean {
  const selector = term.at("labelSelector");
  const labels = metadata.at("labels");
  const filledIn = [selector.at("matchLabels"), labels].some(
    (map) => map.undecided || map.entries().some((entry) => entry.undecided),
  );
  return !isElsewhere(term, resource) && (filledIn || selectorMatches(selector, textMap(labels)));
}

/** It looks at the pods of other namespaces only. */
function isElsewhere(term: Field, resource: PodSpecView["resource"]): boolean {
  const namespaces = term.at("namespaces").items();
  return (
    namespaces.length > 0 &&
    !term.at("namespaceSelector").present &&
    !namespaces.some((one) => one.text() === (resource.namespace ?? "default"))
  );
}

export const docs = {
  what: "The workload runs several replicas, but neither a pod anti-affinity nor a topology spread constraint keeps them on different nodes.",
  why: "Several replicas on one node fail together with that node, so the redundancy that they cost is not there. The scheduler's own defaults spread replicas only as a preference, and give way when nodes are full.",
  legitimate:
    "Clusters with one node, and schedulers whose default constraints are set to what you need. Spreading also has its price: strict rules leave pods pending when nodes are few.",
  how: "Add a `topologySpreadConstraints` entry with `maxSkew: 1`, `topologyKey: kubernetes.io/hostname`, `whenUnsatisfiable: ScheduleAnyway` and the labels of the pods; a second one with `topology.kubernetes.io/zone` spreads over zones.",
  references: [
    {
      title: "Kubernetes: Pod topology spread constraints",
      url: "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
    },
    {
      title: "Kubernetes: Assigning pods to nodes",
      url: "https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity",
    },
  ],
  frameworks: { cwe: ["CWE-400", "CWE-710"] },
  peers: {
    "kube-linter": ["no-anti-affinity", "no-node-affinity"],
    polaris: ["topologySpreadConstraint"],
    "kube-score": [
      "deployment-has-host-podantiaffinity",
      "statefulset-has-host-podantiaffinity",
      "pod-topology-spread-constraints",
    ],
    kics: ["a31b7b82-d994-48c4-bd21-3bab6c31827a", "d740d048-8ed3-49d3-b77b-6f072f3b669e"],
    kyverno: ["other/topologyspreadconstraints-policy", "other/spread-pods", "other/insert-pod-antiaffinity"],
    "azure-policy": ["MustHaveAntiAffinityRulesSet"],
    datree: ["EKS_MISSING_KEY_TOPOLOGYKEY", "EKS_INVALID_VALUE_DONOOTSCHEDULE"],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              app: web
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
