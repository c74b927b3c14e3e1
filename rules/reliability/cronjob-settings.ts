import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { scheduleProblem } from "../shared/cronSchedule";
import { cronJobs } from "../shared/reliabilityReferences";

/** The controller may look at a CronJob only every ten seconds. */
const shortestDeadline = 10;

export default defineRule({
  id: "cronjob-settings",
  title: "Missing or faulty settings of a CronJob",
  on: "resource",
  kinds: ["CronJob"],
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: [
    "resource.spec.startingDeadlineSeconds",
    "resource.spec.schedule",
    "resource.spec.concurrencyPolicy",
  ],
  fix: "review",
  messages: {
    deadline: "{resource} sets no starting deadline, so a missed run may start hours late",
    short: "{resource} may start up to {seconds} seconds late only, it is looked at every 10 seconds",
    schedule: 'the schedule "{schedule}" {problem}',
    concurrency: '"{policy}" is no concurrency policy',
  },
  check({ root, label }, { report, undecided }) {
    const spec = root.at("spec");
    const deadline = spec.at("startingDeadlineSeconds");
    if (!deadline.present)
      report({
        at: deadline,
        place: spec,
        message: "deadline",
        args: { resource: label },
        missing: true,
        fix: () => ({
          title: "Let runs start up to 10 minutes late",
          safety: "review",
          edits: [set(deadline, 600)],
        }),
      });
    const seconds = deadline.integer();
    if (seconds !== undefined && seconds < shortestDeadline)
      report({ at: deadline, message: "short", args: { resource: label, seconds } });
    const schedule = spec.at("schedule");
    if (schedule.undecided) undecided(schedule);
    const text = schedule.undecided ? undefined : schedule.string();
    const problem = text === undefined ? undefined : scheduleProblem(text);
    if (text !== undefined && problem)
      report({ at: schedule, message: "schedule", args: { schedule: text, problem } });
    const concurrency = spec.at("concurrencyPolicy");
    const policy = concurrency.text();
    if (policy && !["Allow", "Forbid", "Replace"].includes(policy))
      report({ at: concurrency, message: "concurrency", args: { policy } });
  },
});

export const docs = {
  what: "The CronJob has no `startingDeadlineSeconds` (or one too short to be met), a schedule that cannot be read, or an unknown concurrency policy.",
  why: "After an outage of the control plane, or once a suspended CronJob is resumed, a run that was missed starts at whatever time that is: the nightly backup in the middle of the working day, next to everything else that was missed. Old controllers even gave up for good after 100 missed runs. A schedule that cannot be read is refused, or never fires.",
  legitimate:
    "Runs that are of use at any time, however late. A large deadline says so more clearly than none.",
  how: "Set `startingDeadlineSeconds` to how late a run is still of use, at least 10. Schedules have five fields; Sunday is 0, not 7; time zones go into `timeZone`.",
  references: [cronJobs],
  frameworks: { cwe: ["CWE-400"] },
  peers: {
    "kube-score": ["cronjob-has-deadline"],
    kics: ["192fe40b-b1c3-448a-aba2-6cc19a300fe3"],
    datree: [
      "CRONJOB_MISSING_STARTINGDEADLINESECOND_KEY",
      "CRONJOB_MISSING_CONCURRENCYPOLICY_KEY",
      "CRONJOB_INVALID_SCHEDULE_VALUE",
    ],
  },
  examples: {
    bad: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: report
              image: registry.example/report:3.1.0
`,
    good: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  startingDeadlineSeconds: 600
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: report
              image: registry.example/report:3.1.0
`,
    fixed: `apiVersion: batch/v1
kind: CronJob
metadata:
  name: report
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: report
              image: registry.example/report:3.1.0
  startingDeadlineSeconds: 600
`,
  },
} satisfies RuleDocs;
