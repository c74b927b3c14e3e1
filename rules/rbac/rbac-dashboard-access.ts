import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import type { ResourceView } from "../../engine/kubernetes/resource";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { bindingKinds, roleOf, subjectsOf } from "../shared/bindings";

const dashboard = /^kubernetes-dashboard(?:-|$)/;
const workloadKinds = [
  "Pod",
  "Deployment",
  "StatefulSet",
  "DaemonSet",
  "ReplicaSet",
  "ReplicationController",
  "Job",
  "CronJob",
] as const;

export default defineRule({
  id: "rbac-dashboard-access",
  title: "Account of the dashboard used by others",
  on: "resource",
  kinds: [...bindingKinds, ...workloadKinds, "Role", "ClusterRole"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.roleRef.name", "resource.subjects.*.name", "pod.serviceAccountName"],
  messages: {
    binding: '{resource} gives the role of the dashboard, "{role}", to "{subject}"',
    role: '{resource} is not the dashboard\'s alone: {other} gives it to "{subject}"',
    given: "given here",
    pod: "{resource} runs as the service account of the dashboard",
  },
  check(resource, context) {
    if (resource.root.at("roleRef").exists) checkBinding(resource, context);
    else checkPods(resource, context);
  },
  // The binding is reported already: the role is for whoever asks for everything, and reviews roles.
  among({ object, workspace }, { report }) {
    const { kind, name } = object.reference;
    if ((kind !== "Role" && kind !== "ClusterRole") || !dashboard.test(name ?? "")) return;
    const bindings = workspace
      .ofKind("RoleBinding", "ClusterRoleBinding")
      .filter(
        ({ root }) =>
          root.at("roleRef", "name").text() === name && root.at("roleRef", "kind").text() === kind,
      )
      .filter((binding) => kind === "ClusterRole" || namespaceOf(binding) === namespaceOf(object));
    for (const of of bindings) {
      const at = of.root.at("subjects").items().find(isForeign);
      if (!at) continue;
      report({
        at: object.place,
        message: "role",
        args: { resource: object.label, other: of.label, subject: at.at("name").text() ?? "" },
        profiles: [],
        related: [{ at, of, message: "given" }],
      });
      return;
    }
  },
});

function isForeign(subject: Reading): boolean {
  return subject.at("kind").text() !== "ServiceAccount" || !dashboard.test(subject.at("name").text() ?? "");
}

function checkBinding(binding: ResourceView, { report }: RuleContext): void {
  const role = roleOf(binding);
  if (!dashboard.test(role)) return;
  for (const { at, kind, name } of subjectsOf(binding))
    if (kind !== "ServiceAccount" || !dashboard.test(name))
      report({ at, message: "binding", args: { resource: binding.label, role, subject: name } });
}

/** The dashboard and its helpers are known by their name. */
function checkPods(resource: ResourceView, { report }: RuleContext): void {
  if (/dashboard/.test(resource.name ?? "")) return;
  for (const { field } of podSpecsOf(resource)) {
    const at = field.at("serviceAccountName");
    const old = field.at("serviceAccount");
    const name = at.text() ? at : old;
    if (dashboard.test(name.text() ?? ""))
      report({ at: name, message: "pod", args: { resource: resource.label } });
  }
}

export const docs = {
  what: "A binding hands out the role of the Kubernetes dashboard, or a pod that is not the dashboard runs as its service account.",
  why: "The dashboard can read and change a good part of the cluster on behalf of whoever is signed in to it. A program with its account has those permissions without a login, and an open dashboard has been the way into more than one well-known cluster.",
  legitimate: "A second instance of the dashboard under another name.",
  how: "Give the program an account and a role of its own. People sign in to the dashboard with their own token and need no binding to its role.",
  references: [
    {
      title: "Kubernetes: Deploy and access the dashboard",
      url: "https://kubernetes.io/docs/tasks/access-application-cluster/web-ui-dashboard/",
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
    cis: ["5.10.1"],
    mitre: ["T1078", "T1538"],
  },
  peers: { kubescape: ["C-0014"] },
  examples: {
    bad: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: support
  namespace: kubernetes-dashboard
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: kubernetes-dashboard
subjects:
  - kind: User
    name: jane
    apiGroup: rbac.authorization.k8s.io
`,
    good: `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: kubernetes-dashboard
  namespace: kubernetes-dashboard
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: kubernetes-dashboard
subjects:
  - kind: ServiceAccount
    name: kubernetes-dashboard
    namespace: kubernetes-dashboard
`,
  },
} satisfies RuleDocs;
