import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "cronjob-review",
  title: "CronJob to be reviewed",
  on: "resource",
  kinds: ["CronJob"],
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["resource.kind"],
  messages: { job: '{resource} runs again and again, at "{schedule}"' },
  check({ root, label }, { report }) {
    const schedule = root.at("spec", "schedule").text() ?? "";
    report({ at: root.at("kind"), message: "job", args: { resource: label, schedule } });
  },
});

export const docs = {
  what: "A CronJob starts pods on a schedule. This is an inventory: CronJobs are worth a look, because they come back by themselves.",
  why: "Somebody who has got into a cluster likes to leave a CronJob behind: it survives the deletion of its pods and runs when nobody watches.",
  legitimate: "Always, when somebody knows what it is for: backups, reports, clean-up.",
  how: "Check its image, its service account and its schedule, and delete what nobody can explain.",
  references: [
    {
      title: "Kubernetes: CronJob",
      url: "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/",
    },
  ],
  frameworks: {},
  peers: { kubescape: ["C-0026"] },
  examples: {
    bad: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: backup
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: backup
              image: registry.example/backup:1.4.2
`,
    good: `apiVersion: batch/v1
kind: Job
metadata:
  name: backup
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
        - name: backup
          image: registry.example/backup:1.4.2
`,
  },
} satisfies RuleDocs;
