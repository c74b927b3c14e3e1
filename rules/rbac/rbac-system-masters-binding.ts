import { defineRule, type RuleDocs } from "../../engine/rule";
import { bindingKinds, removeSubject, subjectsOf } from "../shared/bindings";
import { isBootstrap } from "../shared/rbac";

export default defineRule({
  id: "rbac-system-masters-binding",
  title: "Binding for system:masters",
  on: "resource",
  kinds: bindingKinds,
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.subjects.*.name"],
  fix: "review",
  messages: {
    masters: '{resource} names the group "system:masters", which passes every authorization anyway',
  },
  check(binding, { report }) {
    if (isBootstrap(binding)) return;
    for (const subject of subjectsOf(binding))
      if (subject.kind === "Group" && subject.name === "system:masters")
        report({
          at: subject.at,
          message: "masters",
          args: { resource: binding.label },
          fix: () => removeSubject(subject),
        });
  },
});

export const docs = {
  what: "A binding gives a role to the group `system:masters`. The API server lets this group do everything before it looks at any role, so that the binding adds nothing, but shows that the group is in use.",
  why: "Membership is written into a certificate or claimed by a login webhook, and cannot be taken back by any change of roles: as long as the certificate is valid, its holder is an administrator. Nobody who needs a role should be in this group.",
  legitimate:
    "The binding `cluster-admin` that the API server keeps itself is not reported. Beyond that the group is for breaking the glass only.",
  how: "Remove the subject, give the people a group of their own and bind that to what they need.",
  references: [
    {
      title: "Kubernetes: RBAC good practices, least privilege",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege",
    },
    {
      title: "Kubernetes: User-facing roles",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.7"],
    mitre: ["T1078"],
  },
  peers: {
    kubescape: ["C-0246"],
    trivy: ["KSV-0123"],
    kyverno: ["other/restrict-binding-system-groups"],
    datree: ["CIS_INVALID_VALUE_SYSTEM_MASTERS"],
    "kube-bench": ["cis-1.12/5.1.7"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: operations
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - kind: Group
    name: system:masters
    apiGroup: rbac.authorization.k8s.io
  - kind: Group
    name: operations
    apiGroup: rbac.authorization.k8s.io
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: operations
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - kind: Group
    name: operations
    apiGroup: rbac.authorization.k8s.io
`,
  },
} satisfies RuleDocs;
