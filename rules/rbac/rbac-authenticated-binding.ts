import { defineRule, type RuleDocs } from "../../engine/rule";
import { bindingKinds, isClusterWide, removeSubject, roleOf, subjectsOf } from "../shared/bindings";
import { isBootstrap } from "../shared/rbac";

/** What Kubernetes itself grants to everybody with a login (bootstrappolicy `ClusterRoleBindings`, 1.36). */
const commonRoles: ReadonlySet<string> = new Set([
  "system:basic-user",
  "system:discovery",
  "system:public-info-viewer",
]);

export default defineRule({
  id: "rbac-authenticated-binding",
  title: "Role for everybody with a login",
  on: "resource",
  kinds: bindingKinds,
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.subjects.*.name"],
  fix: "review",
  messages: {
    cluster: '{resource} gives the role "{role}" to everybody with a login, in every namespace',
    namespace: '{resource} gives the role "{role}" to everybody with a login',
  },
  check(binding, { report }) {
    const role = roleOf(binding);
    if (isBootstrap(binding) || commonRoles.has(role)) return;
    for (const subject of subjectsOf(binding)) {
      const { at, kind, name } = subject;
      if (kind !== "Group" || (name !== "system:authenticated" && name !== "system:authenticated:oauth"))
        continue;
      const everywhere = isClusterWide(binding);
      report({
        at,
        message: everywhere ? "cluster" : "namespace",
        args: { resource: binding.label, role },
        fix: () => removeSubject(subject),
        ...(everywhere ? {} : { severity: "high" as const }),
      });
    }
  },
});

export const docs = {
  what: "A binding names the group `system:authenticated`. It holds every user and every service account of the cluster, and in some clouds everybody who has an account with the provider.",
  why: "The token in the least important pod is a login. Whoever breaks into it has the role, and where the provider signs anybody in, as Google does on GKE, no break-in is needed at all.",
  legitimate:
    "Roles that tell nothing and change nothing, like the ones Kubernetes gives to this group itself.",
  how: "Name the groups of people and the service accounts that need the role.",
  references: [
    {
      title: "Kubernetes: Default roles and role bindings",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings",
    },
    {
      title: "GKE: Avoid default roles and groups",
      url: "https://cloud.google.com/kubernetes-engine/docs/best-practices/rbac#default-roles-groups",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["4.1.10"],
    mitre: ["T1078"],
  },
  peers: { kubescape: ["C-0265"], trivy: ["KSV-01011"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: readers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - kind: Group
    name: system:authenticated
    apiGroup: rbac.authorization.k8s.io
  - kind: Group
    name: developers
    apiGroup: rbac.authorization.k8s.io
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: readers
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - kind: Group
    name: developers
    apiGroup: rbac.authorization.k8s.io
`,
  },
} satisfies RuleDocs;
