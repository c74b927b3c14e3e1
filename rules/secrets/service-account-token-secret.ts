import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "service-account-token-secret",
  title: "Service account token that never expires",
  on: "resource",
  kinds: ["Secret", "ServiceAccount"],
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.type", "resource.secrets.*.name"],
  messages: {
    secret: "{resource} asks for a token of a service account that never expires",
    account: '{resource} names "{secret}", a token that never expires',
  },
  check({ root, label }, { report }) {
    const type = root.at("type");
    if (type.text() === "kubernetes.io/service-account-token")
      report({ at: type, message: "secret", args: { resource: label } });
    for (const item of root.at("secrets").items()) {
      const at = item.at("name");
      const secret = at.text() ?? "";
      // As the controller named them before Kubernetes 1.24, which stopped making them.
      if (/-token(?:-|$)/.test(secret)) report({ at, message: "account", args: { resource: label, secret } });
    }
  },
});

export const docs = {
  what: "A Secret of type `kubernetes.io/service-account-token` makes the control plane write a token into it, or a ServiceAccount lists such a Secret. These tokens have no end, no audience and belong to no pod.",
  why: "Whoever reads the Secret once, from a backup, a log or with the permission to list Secrets, has the account until somebody deletes it. The tokens that pods get end after an hour, and with their pod.",
  legitimate:
    "Systems outside of the cluster that cannot ask for a token, with an account that can do little.",
  how: "Remove the Secret. Pods use the projected token that is mounted anyway; others ask for one that ends with `kubectl create token` or the TokenRequest API, or sign in with OIDC.",
  references: [
    {
      title: "Kubernetes: Manually create a long-lived API token",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#manually-create-a-long-lived-api-token-for-a-serviceaccount",
    },
    {
      title: "Kubernetes: Service account token Secrets",
      url: "https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(a)(2)(i)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    mitre: ["T1528", "T1552.007"],
  },
  peers: { kyverno: ["other/check-serviceaccount-secrets", "other/deny-secret-service-account-token-type"] },
  examples: {
    bad: `apiVersion: v1
kind: Secret
metadata:
  name: deployer
  annotations:
    kubernetes.io/service-account.name: deployer
type: kubernetes.io/service-account-token
`,
    good: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: deployer
automountServiceAccountToken: false
`,
  },
} satisfies RuleDocs;
