import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-create-role-bindings",
  title: "Role can give roles away",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: '{role} can {verbs} "{resources}", and with that give its permissions to anybody',
    namespace:
      '{role} can {verbs} "{resources}", and with that give its permissions to anybody in the namespace',
  },
  check: permissionCheck(
    {
      verbs: ["create", "update", "patch"],
      on: { "rbac.authorization.k8s.io": ["rolebindings", "clusterrolebindings"] },
    },
    "medium",
  ),
});

export const docs = {
  what: "The role lets its holder create or change bindings. Kubernetes refuses only what the holder does not have and may not `bind`.",
  why: "An attacker who gets hold of such an account keeps what it can do for good: a binding to an account or a user of the own survives the new password of the one that was stolen. Together with `bind`, or with a wide role, it makes new administrators.",
  legitimate: "Tools that set up namespaces and tenants, and administrators.",
  how: "Take bindings out of the roles of programs and let the delivery pipeline write them, reviewed like code. Who has to hand out a role should be limited to it with `bind` and `resourceNames`.",
  references: [
    {
      title: "Kubernetes: Restrictions on role binding creation or update",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update",
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
    mitre: ["T1098.006"],
  },
  peers: { trivy: ["KSV-0051", "KSV-0052", "KSV-0055"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: onboarding
rules:
  - apiGroups: ["rbac.authorization.k8s.io"]
    resources: ["rolebindings"]
    verbs: ["get", "create"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: onboarding
rules:
  - apiGroups: ["rbac.authorization.k8s.io"]
    resources: ["rolebindings"]
    verbs: ["get", "list"]
`,
  },
} satisfies RuleDocs;
