import { defineRule, type RuleDocs } from "../../engine/rule";
import { plainScalar, remove, set } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "misplaced-security-field",
  title: "Security field in the wrong place",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["pod.securityContext.*", "container.securityContext.*"],
  fix: "review",
  messages: { misplaced: '"{field}" has no effect here: it belongs to {home}' },
  check(pod, { report }) {
    for (const { field, home, target } of pod.misplaced) {
      const args = { field: String(field.key), home };
      // Mappings and lists are for people to move, comments and all.
      const value = plainScalar(field);
      report({
        at: field,
        mark: "key",
        message: "misplaced",
        args,
        ...(target && !target.exists && value !== undefined
          ? {
              fix: () => ({
                title: "Move {field} to {home}",
                args,
                safety: "review",
                corrects: true,
                edits: [set(target, value), remove(field)],
              }),
            }
          : {}),
      });
    }
  },
});

export const docs = {
  what: "A security setting stands at a level of the pod spec where Kubernetes does not look for it, such as `hostNetwork` in a container or `readOnlyRootFilesystem` in the pod's securityContext. It is dropped without a word unless field validation is strict.",
  why: "The manifest looks hardened and the pod is not: what a reviewer takes for a locked-down container runs with the defaults, and an intruder finds them.",
  legitimate:
    "Hardly ever. Tools that extend the pod spec with keys of their own take them out again before they apply it.",
  how: "Move the setting to where it belongs. `privileged`, `allowPrivilegeEscalation`, `capabilities`, `procMount` and `readOnlyRootFilesystem` exist only for containers; `fsGroup`, `supplementalGroups` and `sysctls` only for the pod; the host namespaces stand in the pod spec itself.",
  references: [
    {
      title: "Kubernetes: PodSecurityContext",
      url: "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context",
    },
    {
      title: "Kubernetes: SecurityContext",
      url: "https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context-1",
    },
  ],
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
    readOnlyRootFilesystem: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        readOnlyRootFilesystem: true
`,
  },
} satisfies RuleDocs;
