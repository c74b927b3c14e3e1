import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck, writing } from "../shared/permissions";

export default defineRule({
  id: "rbac-webhook-config",
  title: "Role can change admission control",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} can {verbs} "{resources}", and with that decide what the API server admits',
    idle: '{role} names "{resources}", which belong to no namespace, so that a Role gives nothing on them',
  },
  check: permissionCheck({
    verbs: writing,
    on: {
      "admissionregistration.k8s.io": [
        "mutatingwebhookconfigurations",
        "validatingwebhookconfigurations",
        "mutatingadmissionpolicies",
        "mutatingadmissionpolicybindings",
        "validatingadmissionpolicies",
        "validatingadmissionpolicybindings",
      ],
    },
    clusterScoped: true,
  }),
});

export const docs = {
  what: "The role grants writing the configuration of admission webhooks or admission policies without naming the own one.",
  why: "An admission webhook is shown every object that is created, Secrets included, and may change it on the way. With a webhook of the own the attacker reads all new Secrets and slips containers into the pods of others; by deleting one, the policies that forbid privileged pods are off.",
  legitimate: "Operators that put their certificate into their own webhook. Limit them to it by name.",
  how: "Name the configuration in `resourceNames` for `update`, `patch` and `delete`, and let the installation create it. cert-manager can put the certificate in, so that the program needs nothing here.",
  references: [
    {
      title: "Kubernetes: RBAC good practices, control admission webhooks",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks",
    },
    {
      title: "Kubernetes: Dynamic admission control",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.12"],
    mitre: ["T1562", "T1556"],
  },
  peers: {
    kubescape: ["C-0281"],
    trivy: ["KSV-0114"],
    checkov: ["CKV_K8S_155"],
    kyverno: ["other/restrict-clusterrole-mutating-validating-admission-webhooks"],
    "kube-bench": ["cis-1.12/5.1.12"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: ["admissionregistration.k8s.io"]
    resources: ["mutatingwebhookconfigurations"]
    verbs: ["get", "patch"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: operator
rules:
  - apiGroups: ["admissionregistration.k8s.io"]
    resources: ["mutatingwebhookconfigurations"]
    verbs: ["get", "patch"]
    resourceNames: ["operator"]
`,
  },
} satisfies RuleDocs;
