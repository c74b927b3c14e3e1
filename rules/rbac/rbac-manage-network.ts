import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck, writing } from "../shared/permissions";

export default defineRule({
  id: "rbac-manage-network",
  title: "Role can change the network",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-edit-endpoints", "rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} can {verbs} "{resources}" in every namespace it is bound for',
    namespace: '{role} can {verbs} "{resources}" in its namespace',
  },
  check: permissionCheck(
    {
      verbs: writing,
      on: {
        "": ["services", "endpoints"],
        "discovery.k8s.io": ["endpointslices"],
        extensions: ["ingresses", "networkpolicies"],
        "gateway.networking.k8s.io": ["gateways", "httproutes"],
        "networking.k8s.io": ["ingresses", "networkpolicies"],
      },
    },
    "low",
  ),
});

export const docs = {
  what: "The role grants writing Services, endpoints, ingresses, routes or network policies.",
  why: "These objects decide who can reach whom. A Service with another selector takes over the traffic of a program, an Ingress publishes what was internal, and a deleted network policy opens the way to everything it kept apart.",
  legitimate: "Ingress controllers, service meshes and deployment tools. Most programs need none of it.",
  how: "List the kinds and verbs that the program really uses, without `networkpolicies`, in a Role for its namespace.",
  references: [
    {
      title: "Kubernetes: Network policies",
      url: "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
    },
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    mitre: ["T1557", "T1562"],
  },
  peers: { trivy: ["KSV-0056"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: web
rules:
  - apiGroups: ["networking.k8s.io"]
    resources: ["networkpolicies"]
    verbs: ["get", "delete"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: web
rules:
  - apiGroups: ["networking.k8s.io"]
    resources: ["networkpolicies"]
    verbs: ["get", "list"]
`,
  },
} satisfies RuleDocs;
