import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkPlugin } from "../shared/controlPlaneLists";
import { serviceAccounts } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-service-account-plugin",
  title: "Admission plugin ServiceAccount is disabled",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--disable-admission-plugins"],
  fix: "review",
  messages: { off: "admission plugin {plugin} is disabled" },
  check: checkPlugin({ plugin: "ServiceAccount", wanted: "on", onByDefault: true }),
});

export const docs = {
  what: "`--disable-admission-plugins` names `ServiceAccount`, which is on by default.",
  why: "Pods then run without a service account being checked or filled in: limits on which secrets an account may mount are not applied, and pods fall back to whatever credentials they can find.",
  legitimate: "Never in a cluster that runs pods.",
  how: "Remove `ServiceAccount` from `--disable-admission-plugins`.",
  references: [
    {
      title: "Kubernetes: ServiceAccount admission",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#serviceaccount",
    },
    serviceAccounts,
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.2.12"],
    cwe: ["CWE-284"],
  },
  peers: {
    kubescape: ["C-0125"],
    trivy: ["KCV-0014"],
    checkov: ["CKV_K8S_82"],
    kics: ["9587c890-0524-40c2-9ce2-663af7c2f063"],
    "kube-bench": ["cis-1.12/1.2.12"],
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
        - --disable-admission-plugins=DefaultIngressClass,ServiceAccount
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
