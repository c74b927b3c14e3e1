import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck, writing } from "../shared/permissions";

export default defineRule({
  id: "rbac-manage-configmaps",
  title: "Role can write ConfigMaps",
  on: "rbacRule",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-modify-coredns", "rbac-manage-aws-auth", "rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can {verbs} the ConfigMaps of every namespace it is bound for",
    namespace: "{role} can {verbs} the ConfigMaps of its namespace",
  },
  check: permissionCheck({ verbs: writing, on: { "": ["configmaps"] } }, "info"),
});

export const docs = {
  what: "The role lets its holder write any ConfigMap it reaches, not just its own.",
  why: "Programs read their settings, scripts and sometimes their certificates from ConfigMaps. Changing the one of another program changes what that program does, at its next start, with its permissions. In `kube-system` that program may be a part of the cluster itself.",
  legitimate:
    "Controllers that keep locks or state in ConfigMaps (leader election among them) in a namespace of their own.",
  how: "Limit `update`, `patch` and `delete` with `resourceNames`; `create` cannot be limited by name, so grant it in a Role for the namespace of the program. For leader election use Leases.",
  references: [
    { title: "Kubernetes: ConfigMaps", url: "https://kubernetes.io/docs/concepts/configuration/configmap/" },
    {
      title: "Kubernetes: Referring to resources by name",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K03"], "owasp-2025": ["K02"], mitre: ["T1565"] },
  peers: { trivy: ["KSV-0049"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["configmaps"]
    verbs: ["get", "update"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: web
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["configmaps"]
    verbs: ["get", "update"]
    resourceNames: ["web-state"]
`,
  },
} satisfies RuleDocs;
