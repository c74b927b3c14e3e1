import { defineRule, type RuleDocs } from "../../engine/rule";
import { isBootstrap, reachesKubernetes } from "../shared/rbac";

export default defineRule({
  id: "rbac-wildcard-resource",
  title: "Role reaches every resource",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.apiGroups.*"],
  coveredBy: ["rbac-wildcard-all"],
  messages: {
    resources: '{role} grants "{verbs}" on every resource',
    ofGroups: '{role} grants "{verbs}" on every resource of "{groups}"',
    subresource: '{role} grants "{verbs}" on "{resource}" of every resource',
    groups: '{role} grants "{verbs}" on "{resources}" of every API group',
  },
  check(rule, { report }) {
    if (isBootstrap(rule.role)) return;
    const role = rule.role.label;
    const verbs = rule.verbs.join(", ");
    const all = rule.item("resources", "*");
    if (all) {
      const core = rule.apiGroups.includes("*") || rule.apiGroups.includes("");
      return report({
        at: all,
        ...(core
          ? { message: "resources", args: { role, verbs } }
          : { message: "ofGroups", args: { role, verbs, groups: rule.apiGroups.join(", ") } }),
        ...(reachesKubernetes(rule) ? {} : { severity: "medium" as const }),
      });
    }
    const groups = rule.item("apiGroups", "*");
    const subresources = rule.field
      .at("resources")
      .items()
      .filter((at) => at.string()?.startsWith("*/"));
    for (const at of subresources) {
      const resource = at.string() ?? "";
      report({ at, message: "subresource", args: { role, verbs, resource }, severity: "medium" });
    }
    if (groups && rule.resources.length > subresources.length)
      report({
        at: groups,
        message: "groups",
        args: { role, verbs, resources: rule.resources.join(", ") },
        severity: "medium",
      });
  },
});

export const docs = {
  what: "`*` among the resources stands for every resource of the API groups, Secrets among them; `*` among the API groups for the resources of that name in any group, also in one that is installed later.",
  why: "Even `get` on every resource reads every Secret, and with them the tokens of other service accounts. What the wildcard holds grows with each kind that somebody installs.",
  legitimate:
    "Backup programs and the garbage collection of tools that deploy anything. They hold the keys to the cluster: keep them in a namespace of their own. An operator that names its own API groups reaches its own kinds only; that is graded medium.",
  how: "List the resources that the program works on. To look at all workloads, list their kinds and leave `secrets` out.",
  references: [
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege",
    },
    {
      title: "Kubernetes: Referring to resources",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.3"],
    mitre: ["T1078"],
    cwe: ["CWE-284", "CWE-732"],
  },
  peers: {
    trivy: ["KSV-0046", "KSV-0112"],
    "kube-linter": ["wildcard-in-rules"],
    checkov: ["CKV_K8S_49"],
    kics: ["6b896afb-ca07-467a-b256-1a0077a1c08e"],
    kyverno: ["other/restrict-wildcard-resources"],
    "azure-policy": ["BlockWildcardRoles"],
    sonar: ["S6867"],
    datree: ["CIS_INVALID_WILDCARD_ROLE"],
    "kube-bench": ["cis-1.12/5.1.3"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: viewer
rules:
  - apiGroups: [""]
    resources: ["*"]
    verbs: ["get", "list", "watch"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: viewer
rules:
  - apiGroups: [""]
    resources: ["pods", "services"]
    verbs: ["get", "list", "watch"]
`,
  },
} satisfies RuleDocs;
