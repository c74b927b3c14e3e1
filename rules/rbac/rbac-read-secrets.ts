import { defineRule, type RuleDocs } from "../../engine/rule";
import { isBootstrap } from "../shared/rbac";

/**
 * Verbs that are answered with the contents: a patch, even an empty one, and an update with the object as it is then, the
 * deletion of a collection with all that it deleted, or would delete in a dry run (k8s.io/apiserver, endpoints/handlers).
 */
const revealing = ["get", "list", "watch", "update", "patch", "deletecollection"] as const;

export default defineRule({
  id: "rbac-read-secrets",
  title: "Role can read Secrets",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "soc2", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can read the Secrets of every namespace it is bound for",
    namespace: "{role} can read every Secret of its namespace",
  },
  check(rule, { report }) {
    if (!rule.allowsVerb(...revealing) || !rule.allowsResource("", "secrets")) return;
    // Limited to objects by name; that holds for `list` and `watch` too, which then need the name as field selector.
    if (rule.resourceNames.length > 0 || isBootstrap(rule.role)) return;
    const inNamespace = rule.role.kind === "Role";
    report({
      at: rule.item("resources", "secrets", "*") ?? rule.field.at("resources"),
      message: inNamespace ? "namespace" : "cluster",
      args: { role: rule.role.label },
      ...(inNamespace ? { severity: "medium" as const } : {}),
    });
  },
});

export const docs = {
  what: "The role grants a verb on `secrets` that is answered with their contents, without naming them: `get`, `list` and `watch`, but also `update`, `patch` and `deletecollection`, which return what they changed or deleted, even in a dry run.",
  why: "Secrets hold passwords, certificates and the tokens of service accounts. Whoever takes over a program that may read them all has what every other program of the namespace, or of the cluster, logs in with.",
  legitimate:
    "Controllers that work on Secrets: certificate managers, ingress controllers, operators that make credentials. A Role for the one namespace is graded medium.",
  how: "Name the Secrets in `resourceNames`, use a Role in the one namespace instead of a ClusterRole, or mount the Secret into the pod, which needs no permission at all.",
  references: [
    {
      title: "Kubernetes: RBAC good practices, listing Secrets",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets",
    },
    {
      title: "Kubernetes: Good practices for Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
    {
      title: "Kubernetes: Referring to resources by name",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.2"],
    mitre: ["T1552.007"],
    soc2: ["CC6.1", "CC6.6", "CC6.7"],
    cwe: ["CWE-522", "CWE-732"],
  },
  peers: {
    kubescape: ["C-0015", "C-0186"],
    trivy: ["KSV-0041", "KSV-0113"],
    "kube-linter": ["access-to-secrets"],
    checkov: ["CKV2_K8S_5"],
    kics: ["b7bca5c4-1dab-4c2c-8cbe-3050b9d59b14", "056ac60e-fe07-4acc-9b34-8e1d51716ab9"],
    kyverno: ["other/restrict-secret-role-verbs"],
    datree: ["CIS_INVALID_VERB_SECRETS"],
    "kube-bench": ["cis-1.12/5.1.2"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: collector
rules:
  - apiGroups: [""]
    resources: ["secrets"]
    verbs: ["list"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: collector
rules:
  - apiGroups: [""]
    resources: ["secrets"]
    resourceNames: ["collector-token"]
    verbs: ["get"]
`,
  },
} satisfies RuleDocs;
