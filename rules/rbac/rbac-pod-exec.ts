import { defineRule, type RuleDocs } from "../../engine/rule";
import { connectionCheck, type Permission, resourcesGiving } from "../shared/permissions";

const checkExec = connectionCheck("exec", "medium");
const exec: Permission = { verbs: ["create", "get"], on: { "": ["pods/exec"] } };
const attach: Permission = { verbs: ["create"], on: { "": ["pods/attach"] } };

export default defineRule({
  id: "rbac-pod-exec",
  title: "Role can run commands in containers",
  on: "rbacRule",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "nsa", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["rbacRule.resources.*", "rbacRule.verbs.*"],
  coveredBy: ["rbac-pod-attach", "rbac-wildcard-all", "rbac-wildcard-resource"],
  messages: {
    cluster: "{role} can run commands in any container of every namespace it is bound for",
    namespace: "{role} can run commands in any container of its namespace",
    getAlone: '{role} has "get" alone on "{resource}", enough for running commands before Kubernetes 1.35',
    attach: "{role} can attach to containers, which runs commands in those whose program is a shell",
    meant: '{role} names "{resource}", which RBAC takes for no subresource: running commands is not given',
  },
  check(rule, context) {
    checkExec(rule, context);
    const older: Permission = context.minor < 35 ? { ...attach, verbs: ["create", "get"] } : attach;
    const [at] = resourcesGiving(rule, exec).length > 0 ? [] : resourcesGiving(rule, older);
    if (!at) return;
    // One and the same where the program that is joined is a shell; the rule on attaching speaks for itself elsewhere.
    context.report({
      at,
      message: "attach",
      args: { role: rule.role.label },
      profiles: [],
      severity: "low",
    });
  },
});

export const docs = {
  what: "The role grants `create` on `pods/exec`, which is what `kubectl exec` asks for. For versions before 1.35 `get` alone counts too, because a web socket is opened with GET. Whoever asks for all rules also hears of `get` alone on newer versions, of `pods/attach`, and of `pods/*`, which RBAC matches with no subresource.",
  why: "A shell in a container reads its environment, its mounted Secrets and its service account token. Whoever may exec into all pods has the credentials of all of them, and nothing that happens in the shell appears in the audit log.",
  legitimate:
    "Support staff in a namespace that they own, for a limited time, and a few tools that run commands in pods by design (backup hooks, CI runners).",
  how: "Remove `pods/exec`. For fault finding give `pods/log`, and `pods/ephemeralcontainers` to the few who debug. A tool that needs one pod can be limited to it with `resourceNames`.",
  references: [
    {
      title: "Kubernetes: Get a shell to a running container",
      url: "https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/",
    },
    {
      title: "Kubernetes: RBAC good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K03"],
    "owasp-2025": ["K02"],
    nsa: ["C-0002"],
    mitre: ["T1609"],
    cwe: ["CWE-269", "CWE-272", "CWE-284", "CWE-732"],
  },
  peers: {
    kubescape: ["C-0002"],
    trivy: ["KSV-0053"],
    checkov: ["CKV2_K8S_2"],
    polaris: [
      "clusterrolePodExecAttach",
      "rolePodExecAttach",
      "clusterrolebindingPodExecAttach",
      "rolebindingClusterRolePodExecAttach",
      "rolebindingRolePodExecAttach",
    ],
    kics: ["c589f42c-7924-4871-aee2-1cede9bc7cbc"],
    sonar: ["S6868"],
    datree: ["CONTAINERS_INCORRECT_RESOURCES_VERBS_VALUE"],
  },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: support
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods", "pods/exec"]
    verbs: ["get", "list", "create"]
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: support
  namespace: shop
rules:
  - apiGroups: [""]
    resources: ["pods", "pods/log"]
    verbs: ["get", "list"]
`,
  },
} satisfies RuleDocs;
