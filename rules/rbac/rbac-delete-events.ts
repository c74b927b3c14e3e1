import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-delete-events",
  title: "Role can delete events",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can delete the events of every namespace it is bound for",
    namespace: "{role} can delete the events of its namespace",
  },
  check: permissionCheck(
    { verbs: ["delete", "deletecollection"], on: { "": ["events"], "events.k8s.io": ["events"] } },
    "low",
  ),
});

export const docs = {
  what: "The role grants `delete` or `deletecollection` on `events`, where Kubernetes notes what it did: images pulled, containers started, probes failed.",
  why: "Events are what people look at first after something odd happened. Whoever clears them after starting or crashing pods makes an attack look like nothing, and alerts that watch events stay silent.",
  legitimate: "Hardly any: events expire by themselves, after an hour by default.",
  how: "Remove `events` from the entry, or `delete` from its verbs. Programs that report events need `create` and `patch`.",
  references: [
    {
      title: "Kubernetes: Event API",
      url: "https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/",
    },
    { title: "Kubernetes: Auditing", url: "https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/" },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K05"], "owasp-2025": ["K10"], mitre: ["T1070"] },
  peers: { kubescape: ["C-0031"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: agent
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["events"]
    verbs: ["create", "delete"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: agent
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["events"]
    verbs: ["create", "patch"]
`,
  },
} satisfies RuleDocs;
