import assert from "node:assert/strict";
import { scheduleProblem } from "../../../rules/shared/cronSchedule";
import { check, checkNone } from "../../harness/check";

describe("cronjob-settings", () => {
  const cronJob = (spec: string) => `apiVersion: batch/v1
kind: CronJob
metadata: { name: a }
spec: { ${spec} }
`;

  it("marks a missing or short deadline, a faulty schedule and an unknown policy", () => {
    check(`${cronJob('schedule: "* * * * *"')}\
#@ 0-4 cronjob-settings: CronJob "a" sets no starting deadline, so a missed run may start hours late
---
${cronJob("startingDeadlineSeconds: 5")}\
#                                ^ cronjob-settings
---
${cronJob('startingDeadlineSeconds: 60, schedule: "61 * * * *"')}\
#                                              ^^^^^^^^^^^^ cronjob-settings: the schedule "61 * * * *" has a faulty minute
---
${cronJob("startingDeadlineSeconds: 60, concurrencyPolicy: Once")}\
#                                                       ^^^^ cronjob-settings: "Once" is no concurrency policy
`);
  });

  it("is silent for good settings and for schedules that are filled in", () => {
    checkNone(
      `${cronJob('startingDeadlineSeconds: 60, schedule: "@daily", concurrencyPolicy: Forbid')}---\n${cronJob('startingDeadlineSeconds: 60, schedule: "{{ .Values.schedule }}"')}`,
      "cronjob-settings",
    );
  });
});

describe("schedules of CronJobs", () => {
  const good = [
    "* * * * *",
    "*/5 0-6 1,15 jan-MAR mon",
    "0 3 ? * SUN-FRI",
    "5/15 * * * 0",
    "@hourly",
    "@every 1h30m",
    "0  4\t* * 6",
    "0 */48 * * *",
  ];
  for (const schedule of good)
    it(`reads ${schedule}`, () => {
      assert.equal(scheduleProblem(schedule), undefined);
    });

  const bad: Record<string, string> = {
    "* * * *": "has 4 fields, not 5",
    "0 0 0 * * *": "has 6 fields, not 5",
    "60 * * * *": "has a faulty minute",
    "0 24 * * *": "has a faulty hour",
    "0 0 0 * *": "has a faulty day of the month",
    "0 0 * 13 *": "has a faulty month",
    "0 0 * * 7": "has a faulty day of the week",
    "0 0 * * monday": "has a faulty day of the week",
    "5-1 * * * *": "has a faulty minute",
    "*/0 * * * *": "has a faulty minute",
    "*-5 * * * *": "has a faulty minute",
    "1/2/3 * * * *": "has a faulty minute",
    "@often": "is no known shorthand",
    "@every day": "is no known shorthand",
    "CRON_TZ=UTC 0 0 * * *": "names a time zone, which belongs in timeZone",
    "": "has 0 fields, not 5",
  };
  for (const [schedule, problem] of Object.entries(bad))
    it(`refuses ${schedule || "nothing"}`, () => {
      assert.equal(scheduleProblem(schedule), problem);
    });
});

describe("job-ttl", () => {
  it("marks Jobs that stay, and a limit that undercuts a CronJob's history", () => {
    check(`
apiVersion: batch/v1
kind: Job
metadata: { name: a }
spec: { backoffLimit: 4 }
#@ 0-4 job-ttl: Job "a" stays in the cluster after it has finished
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: a }
spec: { jobTemplate: { spec: { ttlSecondsAfterFinished: 60 } } }
#                                                       ^^ job-ttl: CronJob "a" removes its Jobs by time, past the limits of its history
`);
  });

  it("is silent with a limit, with an owner, for hooks and for CronJobs", () => {
    checkNone(
      `
apiVersion: batch/v1
kind: Job
spec: { ttlSecondsAfterFinished: 0 }
---
apiVersion: batch/v1
kind: Job
metadata: { ownerReferences: [{ kind: CronJob, name: a }] }
spec: {}
---
apiVersion: batch/v1
kind: Job
metadata: { annotations: { helm.sh/hook: pre-install } }
spec: {}
---
apiVersion: batch/v1
kind: CronJob
spec: { schedule: "@daily" }
`,
      "job-ttl",
    );
  });
});
