import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { isBoundByName, mountsToken } from "../shared/accounts";

export default defineRule({
  id: "service-account-token-automount",
  title: "Service account token mounted automatically",
  on: "podSpec",
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.automountServiceAccountToken"],
  fix: "review",
  messages: {
    missing: "{resource} gets a service account token that it may not need",
    enabled: "{resource} asks for its service account token",
  },
  check(pod, { report }) {
    const at = pod.field.at("automountServiceAccountToken");
    // What has no containers is no pod yet.
    if (at.boolean() === false || pod.containers.length === 0) return;
    const account = pod.field.at("serviceAccountName");
    report({
      at,
      ...(account.exists && { place: account }),
      message: at.present ? "enabled" : "missing",
      args: { resource: pod.resource.label },
      missing: !at.present,
      fix: () => ({
        title: "Set automountServiceAccountToken to false",
        safety: "review",
        edits: [set(at, false)],
      }),
    });
  },
  settledBy: {
    kinds: ["ServiceAccount", "RoleBinding", "ClusterRoleBinding"],
    settles: (_, { object, workspace }) =>
      object.pods.length > 0 &&
      object.pods.every(
        (pod) => !mountsToken(pod, object, workspace) || isBoundByName(pod, object, workspace),
      ),
  },
});

export const docs = {
  what: "Unless `automountServiceAccountToken` is `false`, every container of the pod finds a token for the Kubernetes API in `/var/run/secrets/kubernetes.io/serviceaccount`.",
  why: "Whoever can read files in the container, through a path traversal for instance, can talk to the API server as this service account. Most programs never call the API, so that the token serves nobody else.",
  legitimate:
    "Controllers, operators and agents that call the API. The rule is silent where a ServiceAccount of the workspace says `automountServiceAccountToken: false`, which holds for pods that leave the field out, and where a binding gives the account a role.",
  how: "Set `automountServiceAccountToken: false` in the pod spec. A program that needs a token for something other than the API can have one with an audience and a lifetime of its own from a projected volume.",
  references: [
    {
      title: "Kubernetes: Opt out of API credential automounting",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting",
    },
    {
      title: "Kubernetes: Service accounts",
      url: "https://kubernetes.io/docs/concepts/security/service-accounts/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(a)(2)(i)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    nsa: ["C-0034", "NSA 1.0 1.11"],
    cis: ["5.1.6"],
    mitre: ["T1528", "T1552.001"],
    cwe: ["CWE-306", "CWE-665"],
  },
  peers: {
    kubescape: ["C-0034", "C-0190"],
    trivy: ["KSV-0036"],
    checkov: ["CKV_K8S_38"],
    polaris: ["automountServiceAccountToken"],
    kubesec: ["AutomountServiceAccountToken"],
    kics: ["48471392-d4d0-47c0-b135-cdec95eb3eef"],
    kyverno: ["other/restrict-automount-sa-token", "other/remove-serviceaccount-token"],
    gatekeeper: ["general/automount-serviceaccount-token"],
    "azure-policy": ["BlockAutomountToken", "MutateMountServiceAccountToken"],
    sonar: ["S6865"],
    datree: ["SRVACC_INCORRECT_AUTOMOUNTSERVICEACCOUNTTOKEN_VALUE"],
    terrascan: ["AC_K8S_0045"],
    "kube-bench": ["cis-1.12/5.1.6"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  automountServiceAccountToken: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
