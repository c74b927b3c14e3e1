import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-edit-service-status",
  title: "Role can claim addresses for Services",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can set the load balancer addresses of the Services of every namespace it is bound for",
    namespace: "{role} can set the load balancer addresses of the Services of its namespace",
  },
  check: permissionCheck({ verbs: ["update", "patch"], on: { "": ["services/status"] } }, "low"),
});

export const docs = {
  what: "The role grants `update` or `patch` on `services/status`, where the external addresses of a Service stand.",
  why: "Every node sends traffic for such an address to the pods of the Service. Whoever may write the status can name an address of somebody else, a public resolver or a payment provider, and reads what the whole cluster sends there (CVE-2020-8554). Kubernetes has no fix for it.",
  legitimate: "Load balancer controllers such as MetalLB or those of a cloud.",
  how: "Remove `services/status`: programs that create Services need not write their status. For controllers name them in a policy that refuses everybody else.",
  references: [
    {
      title: "Kubernetes issue 97076: CVE-2020-8554",
      url: "https://github.com/kubernetes/kubernetes/issues/97076",
    },
    {
      title: "Kubernetes: Service of type LoadBalancer",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K03"], "owasp-2025": ["K02"], mitre: ["T1557"] },
  peers: { checkov: ["CKV2_K8S_4"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: gateway
rules:
  - apiGroups: [""]
    resources: ["services", "services/status"]
    verbs: ["get", "patch"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: gateway
rules:
  - apiGroups: [""]
    resources: ["services"]
    verbs: ["get", "list"]
`,
  },
} satisfies RuleDocs;
