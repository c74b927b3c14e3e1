import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove, set } from "../../engine/yaml/pathEdit";
import { isRelaxedForUserNamespace } from "../shared/podSecurity";
import { securityContextTask } from "../shared/references";
import { securityContextsOf } from "../shared/securityContexts";

export default defineRule({
  id: "run-as-root-group",
  title: "Group 0",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    "container.securityContext.runAsGroup",
    "pod.securityContext.runAsGroup",
    "pod.securityContext.fsGroup",
    "pod.securityContext.supplementalGroups",
  ],
  fix: "review",
  messages: {
    primary: "{owner} runs with group 0, the group of root",
    files: "{owner} gives its volumes to group 0, the group of root",
    supplemental: "{owner} adds group 0, the group of root, to all its processes",
  },
  check(pod, { minor, report, undecided }) {
    if (pod.isWindows || isRelaxedForUserNamespace(pod, minor)) return;
    for (const { field, about, args } of securityContextsOf(pod)) {
      const keys = about.container ? (["runAsGroup"] as const) : (["runAsGroup", "fsGroup"] as const);
      for (const key of keys) {
        const at = field.at(key);
        if (at.undecided) undecided(at);
        if (at.integer() !== 0) continue;
        report({
          at,
          ...about,
          message: key === "fsGroup" ? "files" : "primary",
          args,
          fix: () => ({
            title: "Set {key} to 10001",
            args: { key },
            safety: "review",
            edits: [set(at, 10001)],
          }),
        });
      }
    }
    for (const at of pod.securityContext.at("supplementalGroups").items())
      if (at.integer() === 0)
        report({
          at,
          message: "supplemental",
          args: { owner: pod.resource.label },
          fix: () => ({ title: "Remove group 0", safety: "review", edits: [remove(at)] }),
        });
  },
});

export const docs = {
  what: "`runAsGroup`, `fsGroup` or `supplementalGroups` names group 0. The processes are then members of root's group.",
  why: "Much of a system is writable or readable for group 0: files in images that were built carelessly, and directories of the node once they are mounted. A process that is not root still gets at them this way.",
  legitimate:
    "Images made for OpenShift give their files to group 0 on purpose, because the user ID there is arbitrary. Nothing else in such an image may be writable for the group.",
  how: "Choose a group of your own, such as 10001, for `runAsGroup` and `fsGroup`, and leave 0 out of `supplementalGroups`.",
  references: [securityContextTask],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: { trivy: ["KSV-0116"], kyverno: ["other/require-non-root-groups"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
    runAsGroup: 0
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
    runAsUser: 10001
    runAsGroup: 10001
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
