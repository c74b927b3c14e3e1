import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-nodes-proxy",
  title: "Role can reach the kubelets",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} has "{verbs}" on "{resources}", which reaches the kubelet of every node',
    idle: '{role} names "{resources}", which belongs to no namespace, so that a Role gives nothing on it',
  },
  check: permissionCheck({
    verbs: ["get", "create", "update", "patch", "delete"],
    on: { "": ["nodes/proxy"] },
    clusterScoped: true,
  }),
});

export const docs = {
  what: "The role grants `nodes/proxy`. It leads to the whole interface of the kubelets: through the API server, and for whoever can reach a node also directly, since the kubelet asks for this very permission.",
  why: "The kubelet runs commands in every container of its node. These requests pass by the audit log of the API server and by admission control, and since a web socket is opened with GET, even `get` alone is enough to run them.",
  legitimate: "Monitoring agents of older versions that read metrics this way. Newer ones ask for less.",
  how: "Grant `nodes/metrics` and `nodes/stats` instead; from Kubernetes 1.33 on the kubelet also knows `nodes/configz`, `nodes/healthz` and `nodes/pods`.",
  references: [
    {
      title: "Kubernetes: Kubelet authorization",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization",
    },
    {
      title: "Kubernetes: RBAC good practices, access to the proxy subresource of nodes",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.10"],
    mitre: ["T1609", "T1611"],
  },
  peers: {
    kubescape: ["C-0279"],
    trivy: ["KSV-0047"],
    kyverno: ["other/restrict-clusterrole-nodesproxy"],
    "kube-bench": ["cis-1.12/5.1.10"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
rules:
  - apiGroups: [""]
    resources: ["nodes", "nodes/proxy"]
    verbs: ["get"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
rules:
  - apiGroups: [""]
    resources: ["nodes", "nodes/metrics", "nodes/stats"]
    verbs: ["get"]
`,
  },
} satisfies RuleDocs;
