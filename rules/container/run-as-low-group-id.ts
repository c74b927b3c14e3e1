import { defineRule, type RuleDocs } from "../../engine/rule";
import { reportLowIds } from "../shared/processIds";
import { securityContextTask, userNamespaces } from "../shared/references";

export default defineRule({
  id: "run-as-low-group-id",
  title: "Low group ID",
  on: "podSpec",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.runAsGroup", "pod.securityContext.runAsGroup"],
  coveredBy: ["run-as-root-group"],
  fix: "review",
  messages: {
    low: "{owner} runs with group {id}, which groups of the node are likely to share",
    missing: 'container "{container}" leaves its group ID to the image, which is usually 0',
  },
  check(pod, context) {
    reportLowIds(pod, "runAsGroup", context);
  },
});

export const docs = {
  what: "The primary group of the processes is below 10000, or is left to the image. Without `runAsGroup` a container runs with group 0 unless its image says otherwise, even when `runAsUser` is set.",
  why: "Files of the node that are readable for a group (`disk`, `docker`, `shadow`) are readable for every process with the group's number, wherever it was started. Group 0 is the group of most of the system's files.",
  legitimate:
    "Images made for OpenShift, whose files belong to group 0 so that any user ID can read them. With `hostUsers: false` the groups of the pod mean nothing on the node.",
  how: "Set `runAsGroup` to 10000 or more next to `runAsUser`. Mounted volumes get a group of their own with `fsGroup`.",
  references: [securityContextTask, userNamespaces],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: {
    trivy: ["KSV-0021"],
    kubesec: ["RunAsGroup"],
    datree: ["CONTAINERS_INCORRECT_RUNASGROUP_VALUE_LOWGID"],
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
      securityContext:
        runAsUser: 10001
        runAsGroup: 100
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        runAsUser: 10001
        runAsGroup: 10001
`,
  },
} satisfies RuleDocs;
