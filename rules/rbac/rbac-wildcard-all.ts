import { defineRule, type RuleDocs } from "../../engine/rule";
import { grantsAll, isBootstrap, reachesKubernetes } from "../shared/rbac";

export default defineRule({
  id: "rbac-wildcard-all",
  title: "Role grants everything",
  on: "rbacRule",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "soc2", "hipaa"],
  fields: ["rbacRule.verbs.*", "rbacRule.resources.*", "rbacRule.apiGroups.*"],
  messages: {
    all: "{role} grants every verb on every resource",
    group: '{role} grants every verb on every resource of the API group "{group}"',
  },
  check(rule, { report }) {
    if (!grantsAll(rule) || isBootstrap(rule.role)) return;
    const core = rule.apiGroups.includes("*") || rule.apiGroups.includes("");
    const [group = ""] = rule.apiGroups;
    report({
      // The rule as a whole, since neither wildcard alone says it; what is read first is underlined.
      at: rule.field,
      mark: rule.item("resources", "*") ?? "value",
      message: core ? "all" : "group",
      args: core ? { role: rule.role.label } : { role: rule.role.label, group },
      ...(core && rule.role.kind === "ClusterRole"
        ? {}
        : { severity: reachesKubernetes(rule) ? ("high" as const) : ("medium" as const) }),
    });
  },
});

export const docs = {
  what: "One rule of the role has `*` among its verbs and among its resources. With the core group or all groups that is what `cluster-admin` has, under another name; in a Role it is everything in the namespace.",
  why: "Whoever gets at the token of a program with this role can read every Secret, run a privileged pod and give out further permissions. Kinds that are installed later are included without anybody deciding it.",
  legitimate:
    "Hardly ever for a program, but for an operator on the kinds that it brings along, which is graded medium. The rule is silent for the roles that the API server keeps itself (label `kubernetes.io/bootstrapping: rbac-defaults`).",
  how: "List the verbs and resources that the program calls; the API server's audit log shows them.",
  references: [
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege",
    },
    {
      title: "Kubernetes: Using RBAC authorization",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#role-and-clusterrole",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    nsa: ["C-0035"],
    cis: ["4.1.3", "5.1.3"],
    mitre: ["T1078", "T1098.006"],
    soc2: ["CC6.1", "CC6.2", "CC6.7", "CC6.8"],
  },
  peers: { kubescape: ["C-0187", "C-0035"], trivy: ["KSV-0044"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
  - apiGroups: ["*"]
    resources: ["*"]
    verbs: ["*"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: deployer
rules:
  - apiGroups: ["apps"]
    resources: ["deployments"]
    verbs: ["get", "list", "patch"]
`,
  },
} satisfies RuleDocs;
