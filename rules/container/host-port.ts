import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { baselineLevel } from "../shared/references";

export default defineRule({
  id: "host-port",
  title: "Port of the node",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.ports.*.hostPort"],
  fix: "review",
  messages: { hostPort: 'container "{container}" takes port {port} of the node' },
  check({ field, name }, { report, undecided }) {
    for (const port of field.at("ports").items()) {
      const at = port.at("hostPort");
      if (at.undecided) undecided(at);
      const number = at.integer();
      if (number === undefined || number === 0) continue;
      report({
        at,
        message: "hostPort",
        args: { container: name, port: number },
        fix: () => ({ title: "Remove hostPort", safety: "review", edits: [remove(at)] }),
      });
    }
  },
});

export const docs = {
  what: "`hostPort` binds a port of the container to the address of the node it runs on.",
  why: "Whoever reaches the node reaches the program, past the Services and, with many networks, past the network policies that were meant to guard it. Only one such pod fits on a node, so it also limits where the pod can run.",
  legitimate:
    "Node agents that clients reach on their own node (log, metrics and DNS agents), and ingress controllers without a load balancer.",
  how: "Remove `hostPort` and put a Service in front of the pod: ClusterIP inside the cluster, LoadBalancer or an Ingress for the outside.",
  references: [
    baselineLevel,
    {
      title: "Kubernetes: Configuration good practices",
      url: "https://kubernetes.io/docs/concepts/configuration/overview/#services",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0044"],
    cis: ["5.2.12"],
    mitre: ["T1133", "T1046"],
    cwe: ["CWE-665"],
  },
  peers: {
    kubescape: ["C-0044"],
    trivy: ["KSV-0024"],
    checkov: ["CKV_K8S_26"],
    polaris: ["hostPortSet"],
    kics: ["2b1836f1-dcce-416e-8e16-da8c71920633"],
    psa: ["hostPorts"],
    kyverno: ["pod-security/disallow-host-ports", "pod-security/disallow-host-ports-range"],
    datree: ["CONTAINERS_INCORRECT_KEY_HOSTPORT"],
    "kube-bench": ["cis-1.12/5.2.12"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - containerPort: 8080
          hostPort: 8080
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - containerPort: 8080
`,
  },
} satisfies RuleDocs;
