import { defineRule, type RuleDocs } from "../../engine/rule";
import { type Permission, permissionCheck, resourcesGiving } from "../shared/permissions";

/** What the API server asks about for the headers of a request (k8s.io/apiserver, endpoints/filters `impersonation`). */
const effective: Permission = {
  verbs: ["impersonate"],
  on: { "": ["users", "groups", "serviceaccounts"] },
  names: ["system:masters", "system:admin", "kubernetes-admin"],
};

const meant: Permission = {
  verbs: ["impersonate"],
  on: { "rbac.authorization.k8s.io": ["roles", "clusterroles", "rolebindings", "clusterrolebindings"] },
};

const checkEffective = permissionCheck(effective, "high");

export default defineRule({
  id: "rbac-impersonate",
  title: "Role can act as somebody else",
  on: "rbacRule",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} can act as others, with "impersonate" on "{resources}"',
    namespace: '{role} can act as others, with "impersonate" on "{resources}" in its namespace',
    idle: '{role} has "impersonate" on "{resource}", as which nobody can act',
  },
  check(rule, context) {
    checkEffective(rule, context);
    // Whoever wrote it thought that one can act as a role.
    const at = rule.item("verbs", "impersonate");
    const [role] = at ? resourcesGiving(rule, meant) : [];
    if (!at || !role || resourcesGiving(rule, effective).length > 0) return;
    context.report({
      at,
      message: "idle",
      args: { role: rule.role.label, resource: role.string() ?? "" },
      profiles: [],
      severity: "info",
    });
  },
});

export const docs = {
  what: "The role grants `impersonate` on users, groups or service accounts without naming them. The API server then carries out requests in the name that the caller puts into a header.",
  why: "One header, `Impersonate-Group: system:masters`, makes the caller an administrator whom no authorization can refuse. Nothing has to be broken or guessed, and a role that only says `impersonate` looks harmless in a review.",
  legitimate:
    "Authenticating proxies and administration tools that sign users in themselves. Administrators who use `kubectl --as` to test permissions.",
  how: "Name whom it may stand for in `resourceNames`, and leave out groups whose names start with `system:`.",
  references: [
    {
      title: "Kubernetes: User impersonation",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation",
    },
    {
      title: "Kubernetes: RBAC good practices, privilege escalation risks",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.8"],
    mitre: ["T1078", "T1134"],
    cwe: ["CWE-732"],
  },
  peers: {
    kubescape: ["C-0065"],
    trivy: ["KSV-0043"],
    checkov: ["CKV2_K8S_3"],
    kics: ["9f85c3f6-26fd-4007-938a-2e0cb0100980"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: proxy
rules:
  - apiGroups: [""]
    resources: ["users", "groups"]
    verbs: ["impersonate"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: proxy
rules:
  - apiGroups: [""]
    resources: ["groups"]
    verbs: ["impersonate"]
    resourceNames: ["developers"]
`,
  },
} satisfies RuleDocs;
