import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-node-restriction",
  title: "Admission plugin NodeRestriction is off",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--enable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is not enabled" },
  check: checkPlugin({ plugin: "NodeRestriction", wanted: "on" }),
});

export const docs = {
  what: "Kubelets may change objects of other nodes: the admission plugin `NodeRestriction` does not run.",
  why: "A kubelet's credential then changes labels and taints of any node and pods of any node. Whoever broke one node pulls workloads and their secrets to it.",
  legitimate: "Virtual control planes without kubelets of their own.",
  how: "Add `NodeRestriction` to `--enable-admission-plugins`, together with authorization mode `Node`.",
  references: [
    {
      title: "Kubernetes: NodeRestriction",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["1.2.14"],
    cwe: ["CWE-269"],
  },
  peers: {
    kubescape: ["C-0127"],
    trivy: ["KCV-0016"],
    checkov: ["CKV_K8S_85"],
    kics: ["33fc6923-6553-4fe6-9d3a-4efa51eb874b"],
    "kube-bench": ["cis-1.12/1.2.14"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.34.2
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.34.2
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --enable-admission-plugins=NodeRestriction
`,
  },
} satisfies RuleDocs;
