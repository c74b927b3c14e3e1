import { defineRule, type RuleDocs } from "../../engine/rule";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import { defaultDenyFix } from "../shared/defaultDeny";
import { policiesIn, policiesOf } from "../shared/networkPolicies";
import { defaultPolicies, networkPoliciesPage } from "../shared/networkReferences";
import { isUndecidedMap, isWhole } from "../shared/workloads";

export default defineRule({
  id: "network-policy-missing-for-pod",
  title: "Pod without a network policy",
  on: "workspace",
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "nsa", "owasp-2022", "owasp-2025", "mitre", "soc2", "hipaa"],
  fields: ["pod.metadata.labels", "resource.spec.podSelector"],
  fix: "review",
  messages: {
    none: "no network policy of the manifests selects the pods of {resource}, so that anything can reach them",
    host: "no network policy can limit who reaches {resource}, which is in the network of its node",
    egress: "network policies limit what {resource} sends, but not who can reach it",
    egressOnly: "selected for egress alone",
  },
  check({ object, workspace }, { report, undecided }) {
    if (!isWhole(object)) return;
    const namespace = namespaceOf(object);
    for (const pod of object.pods) {
      const at = pod.metadata.at("labels");
      // Policies say nothing of a pod in the network of its node: nothing is missing, and nothing limits it either.
      if (pod.spec.at("hostNetwork").boolean() === true) {
        report({
          at: pod.spec.at("hostNetwork"),
          message: "host",
          args: { resource: object.label },
          profiles: [],
          severity: "low",
        });
        continue;
      }
      const policies = policiesOf(workspace, namespace, pod.labels);
      if (policies.some(({ ingress }) => ingress !== "untouched")) continue;
      if (isUndecidedMap(at)) {
        undecided(at);
        continue;
      }
      const [other] = policies;
      // The finding on the namespace asks for the one policy that would cover all of its pods.
      const isSaidOfNamespace =
        policiesIn(workspace, namespace).length === 0 &&
        workspace.clusterNamed("Namespace", namespace).some(({ partial }) => !partial);
      report({
        at,
        place: object.place,
        message: other ? "egress" : "none",
        args: { resource: object.label },
        missing: true,
        fix: () => defaultDenyFix(object, namespace, workspace, ["Ingress"]),
        ...(other ? { related: [{ at: other.of.place, of: other.of, message: "egressOnly" }] } : {}),
        ...(isSaidOfNamespace
          ? { profiles: ["nsa", "owasp-2022", "owasp-2025", "mitre", "soc2"] as const }
          : {}),
      });
      return;
    }
  },
});

export const docs = {
  what: "No NetworkPolicy in the namespace of this workload, nor one of Cilium or Calico, selects its pods for ingress. Kubernetes then lets every pod of the cluster connect to every port of them.",
  why: "Whoever breaks into any pod of the cluster can scan the others and talk to databases, caches and admin ports that were never meant to be reached from there. One weak program is enough to get to all of them.",
  legitimate:
    "Policies that are kept in another repository or made by the platform, and pods in the network of their node, which policies do not touch: that is said to whoever asks for all rules.",
  how: "Write a NetworkPolicy in the same namespace whose `podSelector` matches the labels of the pod and that allows the callers it has. An empty `podSelector` with `policyTypes: [Ingress]` and no rules is a good start for the whole namespace.",
  references: [networkPoliciesPage, defaultPolicies],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    nsa: ["C-0030"],
    mitre: ["T1046", "T1210"],
    soc2: ["CC6.1", "CC6.6", "CC7.2"],
    cwe: ["CWE-665"],
  },
  peers: {
    kubescape: ["C-0260", "C-0030"],
    checkov: ["CKV2_K8S_6"],
    "kube-linter": ["non-isolated-pod"],
    polaris: ["missingNetworkPolicy"],
    "kube-score": ["pod-networkpolicy"],
    kics: ["0401f71b-9c1e-4821-ab15-a955caa621be"],
    kyverno: ["other/require-network-policy"],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels: { app: web }
  policyTypes: [Ingress]
  ingress:
    - from:
        - podSelector:
            matchLabels: { app: gateway }
`,
    fixed: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes:
    - Ingress
`,
  },
} satisfies RuleDocs;
