import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "default-service-account-automount",
  title: "Default service account with a mounted token",
  on: "resource",
  kinds: ["ServiceAccount"],
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.automountServiceAccountToken"],
  fix: "review",
  messages: {
    missing: 'the service account "default" hands its token to every pod that names no other',
    enabled: 'the service account "default" asks to have its token in every pod that names no other',
  },
  check({ root, name }, { report }) {
    const at = root.at("automountServiceAccountToken");
    if (name !== "default" || at.boolean() === false) return;
    report({
      at,
      missing: !at.present,
      place: root.at("metadata", "name"),
      message: at.present ? "enabled" : "missing",
      fix: () => ({
        title: "Set automountServiceAccountToken to false",
        safety: "review",
        edits: [set(at, false)],
      }),
    });
  },
});

export const docs = {
  what: "The ServiceAccount `default` of a namespace does not say `automountServiceAccountToken: false`. Every pod that names no service account then carries its token.",
  why: "Pods that nobody gave an identity are exactly those that need none. A permission that is granted to `default` one day, for convenience, reaches all of them at once.",
  legitimate:
    "Namespaces with a single workload that calls the API as `default`; a ServiceAccount of its own is better there too.",
  how: "Set `automountServiceAccountToken: false` on `default` in every namespace, and give an account of its own to what calls the API.",
  references: [
    {
      title: "Kubernetes: Configure service accounts for pods",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(a)(2)(i)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["5.1.5"],
    mitre: ["T1528"],
  },
  peers: {
    kubescape: ["C-0189"],
    checkov: ["CKV_K8S_41"],
    kubeaudit: ["asat/AutomountServiceAccountTokenTrueAndDefaultSA"],
    datree: ["CIS_INVALID_VALUE_AUTOMOUNTSERVICEACCOUNTTOKEN"],
    "kube-bench": ["cis-1.12/5.1.5"],
  },
  examples: {
    bad: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: shop
`,
    good: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: default
  namespace: shop
automountServiceAccountToken: false
`,
  },
} satisfies RuleDocs;
