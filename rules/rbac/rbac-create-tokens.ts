import { defineRule, type RuleDocs } from "../../engine/rule";
import { permissionCheck } from "../shared/permissions";

export default defineRule({
  id: "rbac-create-tokens",
  title: "Role can issue tokens",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can issue tokens of every service account of the namespaces it is bound for",
    namespace: "{role} can issue tokens of every service account of its namespace",
  },
  check: permissionCheck({ verbs: ["create"], on: { "": ["serviceaccounts/token"] } }, "medium"),
});

export const docs = {
  what: "The role grants `create` on `serviceaccounts/token`, which returns a token for a service account.",
  why: "The token is the account: with it the holder has all of its permissions, from outside of the cluster too, for as long as was asked for. Accounts that no pod uses can be taken over as well.",
  legitimate:
    "The kubelet, which the API server keeps to the accounts of its pods, and secret stores that issue tokens by design.",
  how: "Name the accounts in `resourceNames`. A pod gets a token of its own account without any permission, from a projected volume.",
  references: [
    {
      title: "Kubernetes: RBAC good practices, token request",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request",
    },
    {
      title: "Kubernetes: TokenRequest API",
      url: "https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    cis: ["5.1.13"],
    mitre: ["T1528"],
  },
  peers: { kubescape: ["C-0282"], "kube-bench": ["cis-1.12/5.1.13"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: vault
rules:
  - apiGroups: [""]
    resources: ["serviceaccounts/token"]
    verbs: ["create"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: vault
rules:
  - apiGroups: [""]
    resources: ["serviceaccounts/token"]
    verbs: ["create"]
    resourceNames: ["vault-client"]
`,
  },
} satisfies RuleDocs;
