import { defineRule, type RuleDocs } from "../../engine/rule";
import { resourcesGiving, writing } from "../shared/permissions";

export default defineRule({
  id: "rbac-manage-aws-auth",
  title: "Role can map AWS identities",
  on: "rbacRule",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*", "rbacRule.resourceNames.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    write: '{role} can write the ConfigMap "aws-auth", which says who is an administrator',
  },
  check(rule, { report }) {
    if (!rule.resourceNames.includes("aws-auth")) return;
    const [at] = resourcesGiving(rule, { verbs: writing, on: { "": ["configmaps"] }, names: ["aws-auth"] });
    if (at)
      report({
        at,
        mark: rule.item("resourceNames", "aws-auth") ?? "value",
        message: "write",
        args: { role: rule.role.label },
      });
  },
});

export const docs = {
  what: "The role grants writing the ConfigMap `aws-auth`, in which Amazon EKS maps AWS users and roles to users and groups of Kubernetes.",
  why: "A line that maps any AWS role to the group `system:masters` makes its holders administrators whom Kubernetes never refuses. The change needs no other permission and looks like ordinary configuration.",
  legitimate: "The pipeline that sets up clusters.",
  how: "Remove `aws-auth` from the role and give access with EKS access entries, which AWS IAM controls and CloudTrail records.",
  references: [
    {
      title: "Amazon EKS: Grant IAM users access to Kubernetes with a ConfigMap",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html",
    },
    {
      title: "Amazon EKS: Access entries",
      url: "https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    mitre: ["T1098.006"],
  },
  peers: { trivy: ["KSV-0115"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: access
  namespace: kube-system
rules:
  - apiGroups: [""]
    resources: ["configmaps"]
    verbs: ["get", "patch"]
    resourceNames: ["aws-auth"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: access
  namespace: kube-system
rules:
  - apiGroups: [""]
    resources: ["configmaps"]
    verbs: ["get"]
    resourceNames: ["aws-auth"]
`,
  },
} satisfies RuleDocs;
