import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-delete-pod-logs",
  title: "Role can delete logs of pods",
  on: "rbacRule",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} grants "{verbs}" on the logs of pods',
    namespace: '{role} grants "{verbs}" on the logs of pods',
  },
  check: permissionCheck({ verbs: ["delete", "deletecollection"], on: { "": ["pods/log"] } }, "low"),
});

export const docs = {
  what: "The role grants `delete`, or every verb, on `pods/log`. The API server itself serves only `get` there, so that the grant does nothing today.",
  why: "It says that somebody is meant to remove traces, or that nobody read the verbs. API servers of other makers and aggregated ones that store logs take the same rules at their word.",
  legitimate: "None: a program that reads logs asks for `get`.",
  how: "Grant `get` on `pods/log` and nothing else.",
  references: [
    {
      title: "Kubernetes: Logging architecture",
      url: "https://kubernetes.io/docs/concepts/cluster-administration/logging/",
    },
    {
      title: "Kubernetes: Using RBAC authorization",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K05"], "owasp-2025": ["K10"], mitre: ["T1070"] },
  peers: { trivy: ["KSV-0042"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: logs
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods/log"]
    verbs: ["get", "delete"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: logs
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods/log"]
    verbs: ["get"]
`,
  },
} satisfies RuleDocs;
