import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { jobs } from "../shared/reliabilityReferences";

export default defineRule({
  id: "job-ttl",
  title: "Finished Jobs that stay",
  on: "resource",
  kinds: ["Job", "CronJob"],
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["resource.spec.ttlSecondsAfterFinished", "resource.spec.jobTemplate.spec.ttlSecondsAfterFinished"],
  fix: "review",
  messages: {
    missing: "{resource} stays in the cluster after it has finished",
    managed: "{resource} removes its Jobs by time, past the limits of its history",
  },
  check({ root, metadata, kind, label }, { report }) {
    if (kind === "CronJob") {
      const at = root.at("spec", "jobTemplate", "spec", "ttlSecondsAfterFinished");
      if (at.present) report({ at, message: "managed", args: { resource: label } });
      return;
    }
    const at = root.at("spec", "ttlSecondsAfterFinished");
    if (at.present || metadata.at("ownerReferences").items().length > 0) return;
    if (
      isHook(
        metadata
          .at("annotations")
          .entries()
          .map((entry) => String(entry.key)),
      )
    )
      return;
    report({
      at,
      place: root.at("spec"),
      message: "missing",
      args: { resource: label },
      missing: true,
      fix: () => ({
        title: "Remove the Job a day after it has finished",
        safety: "review",
        edits: [set(at, 86400)],
      }),
    });
  },
});

/** Helm and Argo CD remove their hooks themselves. */
function isHook(annotations: readonly string[]): boolean {
  return annotations.some((name) => name === "helm.sh/hook" || name === "argocd.argoproj.io/hook");
}

export const docs = {
  what: "A Job that has finished, and its pods, stay until somebody deletes them, unless `ttlSecondsAfterFinished` is set. In the template of a CronJob it is the other way round: there the history limits do the cleaning, and a time limit may remove what they would keep.",
  why: "Thousands of finished pods slow down the API server and every list command, fill quotas that count objects, and block the name of the Job for the next run.",
  legitimate:
    "Jobs whose owner removes them: hooks of Helm and Argo CD and Jobs of a workflow engine (those with an owner reference or a hook annotation are not reported).",
  how: "Set `ttlSecondsAfterFinished` long enough for somebody to read the logs of a failure; the fix writes one day. In a CronJob use `successfulJobsHistoryLimit` and `failedJobsHistoryLimit`.",
  references: [
    {
      title: "Kubernetes: Automatic cleanup for finished Jobs",
      url: "https://kubernetes.io/docs/concepts/workloads/controllers/ttlafterfinished/",
    },
    jobs,
  ],
  frameworks: {},
  peers: { "kube-linter": ["job-ttl-seconds-after-finished"], kyverno: ["other/add-ttl-jobs"] },
  examples: {
    bad: `apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:2.2.0
`,
    good: `apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  ttlSecondsAfterFinished: 86400
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:2.2.0
`,
    fixed: `apiVersion: batch/v1
kind: Job
metadata:
  name: import
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: import
          image: registry.example/import:2.2.0
  ttlSecondsAfterFinished: 86400
`,
  },
} satisfies RuleDocs;
