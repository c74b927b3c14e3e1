import { defineRule, type RuleDocs } from "../../engine/rule";
import { mountsToken } from "../shared/accounts";

export default defineRule({
  id: "default-service-account-used",
  title: "Default service account",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.serviceAccountName", "pod.serviceAccount"],
  coveredBy: ["service-account-token-automount"],
  messages: {
    missing: '{resource} runs as the service account "default" of its namespace, since it names none',
    named: '{resource} runs as the service account "default"',
  },
  check(pod, { report }) {
    // Without a token the identity cannot be used.
    if (pod.field.at("automountServiceAccountToken").boolean() === false) return;
    const name = pod.field.at("serviceAccountName");
    // The old name of the field holds where the new one is empty (pkg/apis/core/v1/conversion.go).
    const old = pod.field.at("serviceAccount");
    const at = name.text() ? name : old.text() ? old : name;
    const account = at.text();
    if (account && account !== "default") return;
    const missing = !account;
    report({
      at,
      ...(at.exists ? { place: at } : {}),
      message: missing ? "missing" : "named",
      args: { resource: pod.resource.label },
      missing,
    });
  },
  // As above: the account itself may say that its token is mounted nowhere.
  settledBy: {
    kinds: ["ServiceAccount"],
    settles: (_, { object, workspace }) =>
      object.pods.length > 0 && object.pods.every((pod) => !mountsToken(pod, object, workspace)),
  },
});

export const docs = {
  what: "The pod uses the service account `default`, which every pod of the namespace gets that names none.",
  why: "A permission that is given to `default` for one program is had by all of them, so that a break-in into the least important pod reaches what the most important one may do. The audit log cannot tell them apart either.",
  legitimate:
    "Programs that never call the API, with `automountServiceAccountToken: false` in the pod or in the service account: the rule is silent there.",
  how: "Create a ServiceAccount for this workload, bind to it just the roles that it needs and name it in `serviceAccountName`. Where no API access is needed, set `automountServiceAccountToken: false` instead.",
  references: [
    {
      title: "Kubernetes: Configure service accounts for pods",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/",
    },
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(a)(2)(i)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    mitre: ["T1078"],
    cwe: ["CWE-665"],
  },
  peers: {
    "kube-linter": ["default-service-account"],
    kubesec: ["ServiceAccountName"],
    kics: ["591ade62-d6b0-4580-b1ae-209f80ba1cd9"],
    datree: ["ARGO_WORKFLOW_INCORRECT_SERVICE_ACCOUNT_NAME_VALUE_DEFAULT"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: default
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  serviceAccountName: web
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
