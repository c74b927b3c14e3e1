import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { rename } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "misspelled-security-field",
  title: "Misspelled security field",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["pod.securityContext.*", "container.securityContext.*"],
  fix: "safe",
  messages: { misspelled: '"{written}" is no field of Kubernetes and has no effect: "{meant}" is' },
  check(pod, { report }) {
    for (const { field, meant, target } of pod.misspelled) {
      const written = String(field.key);
      report({
        at: field,
        mark: "key",
        message: "misspelled",
        args: { written, meant },
        // Of two that stand side by side nobody knows which of the two was meant.
        ...(!target.exists && {
          fix: () => ({
            title: "Rename {written} to {meant}",
            args: { written, meant },
            safety: restates(field, meant) ? "safe" : "review",
            corrects: true,
            edits: [rename(field, meant)],
          }),
        }),
      });
    }
  },
});

/**
 * The setting says what is so without it. Any other begins to hold once its name is right: a root file system that turns
 * read-only, a user that the image does not know, or a container that turns privileged.
 */
function restates(entry: Field, meant: string): boolean {
  const value = entry.boolean();
  return value !== undefined && !entry.undecided && defaults[meant] === value;
}

/** What is so where nothing is said (core/v1, `PodSpec`, `SecurityContext`, `VolumeMount`). */
const defaults: Readonly<Record<string, boolean>> = {
  hostIPC: false,
  hostNetwork: false,
  hostPID: false,
  hostProcess: false,
  hostUsers: true,
  privileged: false,
  readOnly: false,
  readOnlyRootFilesystem: false,
  shareProcessNamespace: false,
};

export const docs = {
  what: "A key in a pod spec is spelled almost like a security setting. Kubernetes does not know it, and unless field validation is strict it is dropped without a word.",
  why: "The manifest looks hardened and the pod is not. Reviewers read `readOnlyRootFileSystem: true` and move on, while the file system stays writable for whoever breaks in.",
  legitimate:
    "Hardly ever. Tools that extend the pod spec with keys of their own take them out again before they apply it.",
  how: "Use Kubernetes' spelling. Field names are case-sensitive. The fix is for review where the setting begins to hold with its right name: try whether the workload bears it.",
  references: [
    {
      title: "Kubernetes: Field validation",
      url: "https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation",
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
  hostPid: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        readOnlyRootFileSystem: true
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostPID: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        readOnlyRootFilesystem: true
`,
  },
} satisfies RuleDocs;
