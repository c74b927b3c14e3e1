import { defineRule, type RuleDocs } from "../../engine/rule";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { isEmptySelector } from "../shared/networkPolicies";
import { networkPoliciesPage } from "../shared/networkReferences";
import { isUndecidedMap, selectedWorkload } from "../shared/workloads";

export default defineRule({
  id: "dangling-network-policy",
  title: "Network policy that selects no pod",
  on: "workspace",
  kinds: ["NetworkPolicy"],
  severity: "medium",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "hipaa"],
  fields: ["resource.spec.podSelector", "resource.spec.ingress.*.from", "resource.spec.egress.*.to"],
  messages: {
    target: "{resource} selects no pod of the manifests",
    peer: "{resource} names a peer that no pod of the manifests is",
  },
  check({ object, workspace }, { report, undecided }) {
    if (object.partial) return;
    const namespace = namespaceOf(object);
    // Where we know no workload of the namespace, it is more likely that they stand elsewhere.
    const isEvident = workspace.hasWorkloads(namespace);
    const look = (selector: Reading, message: "target" | "peer") => {
      if (!selector.present || isEmptySelector(selector)) return;
      if (isUndecidedMap(selector)) undecided(selector);
      else if (!selectedWorkload(workspace, namespace, selector))
        report({
          at: selector,
          message,
          args: { resource: object.label },
          // A peer that is not there yet opens nothing.
          ...(message === "target" && isEvident ? {} : { profiles: [] }),
          ...(message === "peer" ? { severity: "low" as const } : {}),
        });
    };
    const spec = object.root.at("spec");
    look(spec.at("podSelector"), "target");
    for (const [rules, peers] of [
      ["ingress", "from"],
      ["egress", "to"],
    ] as const)
      for (const rule of spec.at(rules).items())
        for (const peer of rule.at(peers).items())
          if (!peer.at("namespaceSelector").present) look(peer.at("podSelector"), "peer");
  },
});

export const docs = {
  what: "The `podSelector` of the policy, or of one of its peers, matches the labels of no pod template in the same namespace. A label was misspelt or renamed, or the policy was left in another namespace.",
  why: "The policy protects nothing, and there is no error to say so: the pods it was written for stay open to the whole cluster while everybody believes them isolated.",
  legitimate:
    "Pods that come from elsewhere: another repository, a Helm release, an operator. Outside of the profile `all` the rule therefore speaks only of policies, not of their peers, and where it knows some workload of the namespace.",
  how: "Compare the selector with the labels under `spec.template.metadata.labels` of the workload (not those of the workload itself), and the namespaces of the two.",
  references: [
    networkPoliciesPage,
    {
      title: "Kubernetes: Labels and selectors",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    cwe: ["CWE-665"],
  },
  peers: {
    "kube-linter": ["dangling-networkpolicy", "dangling-networkpolicypeer-podselector"],
    "kube-score": ["networkpolicy-targets-pod"],
    kics: ["85ab1c5b-014e-4352-b5f8-d7dea3bb4fd3"],
    kubescape: ["C-0299"],
  },
  examples: {
    bad: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels: { app: wbe }
  policyTypes: [Ingress]
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels: { app: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
  namespace: shop
spec:
  podSelector:
    matchLabels: { app: web }
  policyTypes: [Ingress]
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
  labels: { app: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
