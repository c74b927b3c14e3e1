import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";

export default defineRule({
  id: "apiserver-namespace-lifecycle",
  title: "Admission plugin NamespaceLifecycle is disabled",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--disable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is disabled" },
  check: checkPlugin({ plugin: "NamespaceLifecycle", wanted: "on", onByDefault: true }),
});

export const docs = {
  what: "`--disable-admission-plugins` names `NamespaceLifecycle`, which is on by default.",
  why: "Objects can then be created in namespaces that are being deleted or do not exist, where nobody looks for them, and the namespaces `default`, `kube-system` and `kube-public` can be deleted.",
  legitimate: "Never: nothing needs it that could not be served better.",
  how: "Remove `NamespaceLifecycle` from `--disable-admission-plugins`.",
  references: [
    {
      title: "Kubernetes: NamespaceLifecycle",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#namespacelifecycle",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.2.13"],
    cwe: ["CWE-284"],
  },
  peers: {
    kubescape: ["C-0126"],
    trivy: ["KCV-0015"],
    checkov: ["CKV_K8S_83"],
    kics: ["1ffe7bf7-563b-4b3d-a71d-ba6bd8d49b37"],
    "kube-bench": ["cis-1.12/1.2.13"],
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
        - --disable-admission-plugins=DefaultIngressClass,NamespaceLifecycle
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
        - --disable-admission-plugins=DefaultIngressClass
`,
  },
} satisfies RuleDocs;
