import { defineRule, type RuleDocs } from "../../engine/rule";
import { bindingKinds, isClusterWide, removeSubject, roleOf, subjectsOf } from "../shared/bindings";
import { isBootstrap } from "../shared/rbac";

/** What Kubernetes itself grants or granted to everybody: addresses such as /version and /healthz. */
const publicRoles: ReadonlySet<string> = new Set(["system:public-info-viewer", "system:discovery"]);

export default defineRule({
  id: "rbac-anonymous-binding",
  title: "Role for everybody",
  on: "resource",
  kinds: bindingKinds,
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.subjects.*.name"],
  fix: "review",
  messages: {
    cluster: '{resource} gives the role "{role}" to requests without a login, in every namespace',
    kept: '{resource}, which the API server keeps, gives "{role}" to requests without a login',
    namespace: '{resource} gives the role "{role}" to requests without a login',
  },
  check(binding, { report }) {
    const kept = isBootstrap(binding);
    const role = roleOf(binding);
    for (const subject of subjectsOf(binding)) {
      const { at, kind, name } = subject;
      if (
        !(kind === "User" && name === "system:anonymous") &&
        !(kind === "Group" && name === "system:unauthenticated")
      )
        continue;
      report({
        at,
        message: kept ? "kept" : isClusterWide(binding) ? "cluster" : "namespace",
        args: { resource: binding.label, role },
        // The API server writes its own binding back at every start.
        ...(kept
          ? { profiles: [], severity: "info" as const }
          : {
              fix: () => removeSubject(subject),
              ...(publicRoles.has(role) && { severity: "low" as const }),
            }),
      });
    }
  },
});

export const docs = {
  what: "A binding names the user `system:anonymous` or the group `system:unauthenticated`. That is every request for which the API server found no credentials.",
  why: "Nothing has to be stolen: whoever reaches the API server has the role. Scanners find such clusters within hours, and where the role can create pods they end as coin miners.",
  legitimate:
    "`kubeadm` lets nodes that join read one ConfigMap in `kube-public` this way. The binding `system:public-info-viewer`, which the API server keeps itself, is reported as information only, to whoever asks for all rules.",
  how: "Remove the subject. Give each program a service account and each person a login, and bind those. Health checks from outside get on with `system:public-info-viewer`.",
  references: [
    {
      title: "Kubernetes: Anonymous requests",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/authentication/#anonymous-requests",
    },
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["4.1.8"],
    mitre: ["T1078", "T1190"],
  },
  peers: {
    kubescape: ["C-0262"],
    trivy: ["KSV-0122"],
    kubesec: ["BindingsToSystemAnonymous"],
    gatekeeper: ["general/disallowanonymous"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: dashboard
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: view
subjects:
  - kind: User
    name: system:anonymous
    apiGroup: rbac.authorization.k8s.io
  - kind: Group
    name: developers
    apiGroup: rbac.authorization.k8s.io
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: dashboard
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
