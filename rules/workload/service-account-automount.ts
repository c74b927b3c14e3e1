import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "service-account-automount",
  title: "Service account whose token is mounted by default",
  on: "resource",
  kinds: ["ServiceAccount"],
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["resource.automountServiceAccountToken"],
  coveredBy: ["default-service-account-automount"],
  fix: "review",
  messages: {
    missing: "{resource} leaves it to each pod to refuse its token",
    enabled: "{resource} asks to have its token mounted",
  },
  check({ root, label }, { report }) {
    const at = root.at("automountServiceAccountToken");
    if (at.boolean() === false) return;
    report({
      at,
      missing: !at.present,
      place: root.at("metadata", "name"),
      message: at.present ? "enabled" : "missing",
      args: { resource: label },
      fix: () => ({
        title: "Set automountServiceAccountToken to false",
        safety: "review",
        edits: [set(at, false)],
      }),
    });
  },
});

export const docs = {
  what: "The ServiceAccount does not say `automountServiceAccountToken: false`, so that its token is put into every container of the pods that use it, unless a pod says otherwise.",
  why: "A token in a container that never calls the API is only of use to an intruder. With `false` here, the pods that need it ask for it, and everybody sees which they are.",
  legitimate: "Accounts of controllers and operators, all of whose pods call the API.",
  how: "Set `automountServiceAccountToken: false` on the ServiceAccount, and `true` in the pod specs that need the token.",
  references: [
    {
      title: "Kubernetes: Opt out of API credential automounting",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
    },
  ],
  frameworks: { "owasp-2022": ["K06"], "owasp-2025": ["K09"], mitre: ["T1528"] },
  peers: { kyverno: ["other/restrict-sa-automount-sa-token", "other/disable-automountserviceaccounttoken"] },
  examples: {
    bad: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
`,
    good: `apiVersion: v1
kind: ServiceAccount
metadata:
  name: web
automountServiceAccountToken: false
`,
  },
} satisfies RuleDocs;
