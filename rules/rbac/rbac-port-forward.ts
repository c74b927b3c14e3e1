import { defineRule, type RuleDocs } from "../../engine/rule";
import { connectionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-port-forward",
  title: "Role can forward ports of pods",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can connect to any port of the pods of every namespace it is bound for",
    namespace: "{role} can connect to any port of the pods of its namespace",
    getAlone: '{role} has "get" alone on "{resource}", enough for forwarding ports before Kubernetes 1.35',
    meant: '{role} names "{resource}", which RBAC takes for no subresource: forwarding ports is not given',
  },
  check: connectionCheck("portforward", "low"),
});

export const docs = {
  what: "The role grants `create` (before Kubernetes 1.35 also `get`) on `pods/portforward`, which opens a tunnel through the API server to any port in a pod.",
  why: "The tunnel ends on the loopback address of the pod, so that it passes network policies, service meshes and firewalls, and reaches administration ports that listen to nobody else. Databases without a password inside the cluster are open to whoever holds this role.",
  legitimate: "Developers in the namespaces of their own application, in clusters without real data.",
  how: "Remove `pods/portforward`, and expose what people need through a Service and an Ingress that asks who they are.",
  references: [
    {
      title: "Kubernetes: Use port forwarding to access applications",
      url: "https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/",
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
    mitre: ["T1090", "T1133"],
    cwe: ["CWE-732"],
  },
  peers: { kubescape: ["C-0063"], kics: ["38fa11ef-dbcc-4da8-9680-7e1fd855b6fb"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: developer
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods", "pods/portforward"]
    verbs: ["get", "create"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: developer
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods"]
    verbs: ["get", "list"]
`,
  },
} satisfies RuleDocs;
