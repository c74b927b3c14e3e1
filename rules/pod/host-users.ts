import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { userNamespaces } from "../shared/references";

export default defineRule({
  id: "host-users",
  title: "User namespace of the node",
  on: "podSpec",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.hostUsers"],
  fix: "review",
  messages: {
    missing: "{resource} shares the users of the node: root in it is root outside",
    shared: "{resource} asks to share the users of the node: root in it is root outside",
  },
  check(pod, { minor, report }) {
    // The field came with 1.25 (KEP-127), and user namespaces are Linux'.
    if (minor < 25 || pod.isWindows) return;
    // The API server refuses `false` together with these (pkg/apis/core/validation, `validateHostUsers`).
    if (["hostNetwork", "hostPID", "hostIPC"].some((key) => pod.field.at(key).boolean() === true)) return;
    const at = pod.field.at("hostUsers");
    if (at.boolean() === false) return;
    report({
      at,
      missing: !at.present,
      message: at.present ? "shared" : "missing",
      args: { resource: pod.resource.label },
      fix: () => ({ title: "Set hostUsers to false", safety: "review", edits: [set(at, false)] }),
    });
  },
});

export const docs = {
  what: "The pod runs in the user namespace of the node, so that user and group IDs mean the same inside and outside. With `hostUsers: false` they are mapped to IDs that nobody else on the node has.",
  why: "A process that gets out of its container arrives on the node with the ID it had inside. In a user namespace, root of the pod is nobody there, and several published escapes from containers came to nothing because of that.",
  legitimate:
    "Pods that mount file systems without ID mapping (NFS), and nodes whose kernel (before 6.3) or container runtime does not support it. It is on by default since Kubernetes 1.33.",
  how: "Set `hostUsers: false` in the pod spec, and see that the pod starts on your nodes.",
  references: [
    userNamespaces,
    {
      title: "Kubernetes: Use a user namespace with a pod",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/user-namespaces/",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: { kubesec: ["HostUsers"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostUsers: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
