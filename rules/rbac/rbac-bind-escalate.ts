import { defineRule, type RuleDocs } from "../../engine/rule";
import { type Permission, permissionCheck, resourcesGiving, verbsGiven } from "../shared/permissions";

const group = "rbac.authorization.k8s.io";

/** Asked for on roles, when one is written or bound (pkg/registry/rbac `policybased`, `EscalationAllowed` and `BindingAuthorized`). */
const effective: Permission = {
  verbs: ["bind", "escalate"],
  on: { [group]: ["roles", "clusterroles"] },
  names: ["cluster-admin", "admin", "edit"],
};

/** Nobody asks for these verbs on bindings: whoever wrote this meant the roles. */
const meant: Permission = {
  verbs: ["bind", "escalate"],
  on: { [group]: ["rolebindings", "clusterrolebindings"] },
};

const checkEffective = permissionCheck(effective, "high");

export default defineRule({
  id: "rbac-bind-escalate",
  title: "Role can raise its own permissions",
  on: "rbacRule",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} has "{verbs}" on "{resources}", so that its holder can obtain every permission',
    namespace:
      '{role} has "{verbs}" on "{resources}", so that its holder can obtain every permission in the namespace',
    meant: '{role} has "{verbs}" on "{resources}", where Kubernetes asks for it on the roles',
  },
  check(rule, context) {
    checkEffective(rule, context);
    const [at] = rule.verbs.includes("*") ? [] : resourcesGiving(rule, meant);
    if (!at || resourcesGiving(rule, effective).length > 0) return;
    const verbs = verbsGiven(rule, meant).join(", ");
    context.report({
      at,
      message: "meant",
      args: { role: rule.role.label, verbs, resources: at.string() ?? "" },
      severity: "low",
    });
  },
});

export const docs = {
  what: "The role grants `escalate` or `bind` on roles. They switch off the check with which Kubernetes keeps people from giving away more than they have: `escalate` when a role is written, `bind` when a binding is made.",
  why: "With `escalate` and `update`, the holder writes `*` into the own role. With `bind` and the right to create bindings, the own account is bound to `cluster-admin`. Either way a program that was to manage a few roles manages the whole cluster, two requests later.",
  legitimate:
    "Operators that install other operators, and the controllers of a platform that set up tenants. `bind` limited by `resourceNames` to roles that may be given away is fine.",
  how: "Remove the verb: whoever holds a permission can give it away without. Where a program has to hand out a role that it does not hold, grant `bind` with the name of that one role in `resourceNames`.",
  references: [
    {
      title: "Kubernetes: Privilege escalation prevention and bootstrapping",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping",
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
    mitre: ["T1098.006", "T1548"],
    cwe: ["CWE-288"],
  },
  peers: {
    kubescape: ["C-0191"],
    trivy: ["KSV-0050"],
    checkov: ["CKV_K8S_157", "CKV_K8S_158", "CKV2_K8S_1"],
    kics: ["8320826e-7a9c-4b0b-9535-578333193432"],
    kyverno: ["other/restrict-escalation-verbs-roles"],
    datree: ["CIS_INVALID_VALUE_BIND_IMPERSONATE_ESCALATE"],
    "kube-bench": ["cis-1.12/5.1.8"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tenants
rules:
  - apiGroups: ["rbac.authorization.k8s.io"]
    resources: ["roles", "clusterroles"]
    verbs: ["create", "update", "escalate"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: tenants
rules:
  - apiGroups: ["rbac.authorization.k8s.io"]
    resources: ["clusterroles"]
    verbs: ["bind"]
    resourceNames: ["view"]
`,
  },
} satisfies RuleDocs;
