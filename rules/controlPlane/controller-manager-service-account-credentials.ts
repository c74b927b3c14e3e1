import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isTrue } from "../shared/controlPlane";
import { controllerManagerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "controller-manager-service-account-credentials",
  title: "Controllers share one credential",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--use-service-account-credentials"],
  fix: "review",
  messages: {
    set: "all controllers share one credential: {flag} is {value}",
    missing: "all controllers share one credential: {flag} is not set",
  },
  check: checkFlag({
    component: "kube-controller-manager",
    flag: "use-service-account-credentials",
    byDefault: "false",
    fine: isTrue,
    fix: "true",
  }),
});

export const docs = {
  what: "Without `--use-service-account-credentials` every controller acts with the controller manager's own credential instead of a service account of its own.",
  why: "One identity then needs the rights of all controllers together, and a fault in one of them can use them all. Audit logs cannot tell the controllers apart.",
  legitimate: "None where RBAC is on: the roles of the controllers exist in every cluster.",
  how: "Set `--use-service-account-credentials=true`.",
  references: [
    controllerManagerFlags,
    {
      title: "Kubernetes: Roles of controllers",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#controller-roles",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["1.3.3"],
    cwe: ["CWE-284"],
  },
  peers: {
    kubescape: ["C-0146"],
    trivy: ["KCV-0035"],
    checkov: ["CKV_K8S_108"],
    kics: ["1acd93f1-5a37-45c0-aaac-82ece818be7d"],
    "kube-bench": ["cis-1.12/1.3.3"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.34.2
      command:
        - kube-controller-manager
        - --kubeconfig=/etc/kubernetes/controller-manager.conf
        - --use-service-account-credentials=false
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-controller-manager
  namespace: kube-system
spec:
  containers:
    - name: kube-controller-manager
      image: registry.k8s.io/kube-controller-manager:v1.34.2
      command:
        - kube-controller-manager
        - --kubeconfig=/etc/kubernetes/controller-manager.conf
        - --use-service-account-credentials=true
`,
  },
} satisfies RuleDocs;
