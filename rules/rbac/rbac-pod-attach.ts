import { defineRule, type RuleDocs } from "../../engine/rule";
import { connectionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-pod-attach",
  title: "Role can attach to containers",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can attach to the running programs of every namespace it is bound for",
    namespace: "{role} can attach to the running programs of its namespace",
    getAlone: '{role} has "get" alone on "{resource}", enough for attaching before Kubernetes 1.35',
    meant: '{role} names "{resource}", which RBAC takes for no subresource: attaching is not given',
  },
  check: connectionCheck("attach", "low"),
});

export const docs = {
  what: "The role grants `create` (before Kubernetes 1.35 also `get`) on `pods/attach`, which joins the standard input and output of the main process of a container.",
  why: "Where the program is a shell or an interpreter with an open standard input, attaching is the same as executing commands in it. Otherwise it still shows everything the program prints from then on, secrets in debug output included, past any filter of the log system.",
  legitimate: "People who debug interactive programs in a namespace of their own.",
  how: "Remove `pods/attach`. `pods/log` is enough to read what a program prints.",
  references: [
    {
      title: "Kubernetes: kubectl attach",
      url: "https://kubernetes.io/docs/reference/kubectl/generated/kubectl_attach/",
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
    mitre: ["T1609"],
    cwe: ["CWE-732"],
  },
  peers: { trivy: ["KSV-0054"], kics: ["d45330fd-f58d-45fb-a682-6481477a0f84"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: support
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods/attach"]
    verbs: ["create"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: support
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods/log"]
    verbs: ["get"]
`,
  },
} satisfies RuleDocs;
