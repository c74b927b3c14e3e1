import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { isSetTo } from "../shared/values";

export default defineRule({
  id: "host-pid",
  title: "Host process namespace",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: [
    "recommended",
    "pss-baseline",
    "nsa",
    "cis",
    "owasp-2022",
    "owasp-2025",
    "mitre",
    "pci",
    "hipaa",
  ],
  fields: ["pod.hostPID"],
  fix: "review",
  messages: { shared: "{resource} shares the process namespace of the node" },
  check({ field, resource }, context) {
    const at = field.at("hostPID");
    if (!isSetTo(at, true, context)) return;
    context.report({
      at,
      message: "shared",
      args: { resource: resource.label },
      fix: () => ({ title: "Remove hostPID", safety: "review", edits: [remove(at)] }),
    });
  },
});

export const docs = {
  what: "`hostPID: true` puts the containers of the pod into the process namespace of the node: they see every process that runs there.",
  why: "The command lines and, through `/proc`, the environment of other pods' processes often hold passwords and tokens. Together with root or `SYS_PTRACE` a container can attach to a process of the node and become it.",
  legitimate:
    "Node monitoring, profiling and security agents that have to look at the processes of the node. Run them in a namespace of their own, with as few capabilities as they can do with.",
  how: "Remove `hostPID`. Where containers of one pod only have to see each other, use `shareProcessNamespace: true` instead.",
  references: [
    {
      title: "Kubernetes: Share process namespace between containers in a pod",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/share-process-namespace/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0038", "NSA 1.0 1.5"],
    cis: ["5.2.3"],
    mitre: ["T1611", "T1057"],
    pci: ["3.2 6.5.8", "4.0 6.2.4"],
    cwe: ["CWE-200", "CWE-653"],
  },
  peers: {
    kubescape: ["C-0038", "C-0275"],
    trivy: ["KSV-0010"],
    "kube-linter": ["host-pid"],
    checkov: ["CKV_K8S_17"],
    polaris: ["hostPIDSet"],
    kubeaudit: ["hostns/NamespaceHostPIDTrue"],
    kubesec: ["HostPID"],
    kics: ["302736f4-b16c-41b8-befe-c0baffa0bd9d"],
    psa: ["hostNamespaces"],
    kyverno: ["pod-security/disallow-host-namespaces"],
    gatekeeper: ["pod-security-policy/host-namespaces"],
    "azure-policy": ["BlockHostNamespace"],
    sonar: ["S6431"],
    datree: ["CONTAINERS_INCORRECT_HOSTPID_VALUE_TRUE"],
    terrascan: ["AC_K8S_0082"],
    "kube-bench": ["cis-1.12/5.2.3"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostPID: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostPID: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
