import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

const check = permissionCheck({
  verbs: ["update", "patch"],
  on: { "": ["configmaps"] },
  names: ["coredns"],
});

export default defineRule({
  id: "rbac-modify-coredns",
  title: "Role can change name resolution",
  on: "rbacRule",
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*", "rbacRule.resourceNames.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can change the settings of CoreDNS, and with that where names lead",
    namespace: "{role} can change the settings of CoreDNS, and with that where names lead",
  },
  check(rule, context) {
    // CoreDNS reads its settings from a ConfigMap in kube-system.
    if (rule.role.kind === "Role" && rule.role.namespace !== "kube-system") return;
    check(rule, context);
  },
});

export const docs = {
  what: "The role grants `update` or `patch` on the ConfigMap `coredns` in `kube-system`, by name or along with all others. It holds the Corefile that decides what every name in the cluster resolves to.",
  why: "One line in the Corefile sends the name of a database, a registry or an outside service to an address of the attacker, for all pods of the cluster at once. They connect, hand over their passwords, and nothing in their own manifests has changed.",
  legitimate: "The tool that installs and upgrades the cluster, and operators that manage DNS.",
  how: "Grant configuration by name (`resourceNames`), or in a Role for the namespace of the program, which is never `kube-system`.",
  references: [
    {
      title: "Kubernetes: Customizing DNS service",
      url: "https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/",
    },
    {
      title: "Kubernetes: Referring to resources by name",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K03"], "owasp-2025": ["K02"], mitre: ["T1557"] },
  peers: { kubescape: ["C-0037"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: settings
  namespace: kube-system
rules:
  - apiGroups: [""]
    resources: ["configmaps"]
    verbs: ["get", "update"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: settings
  namespace: kube-system
rules:
  - apiGroups: [""]
    resources: ["configmaps"]
    verbs: ["get", "update"]
    resourceNames: ["settings"]
`,
  },
} satisfies RuleDocs;
