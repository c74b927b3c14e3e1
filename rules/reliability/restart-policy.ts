import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { jobs, podLifecycle } from "../shared/reliabilityReferences";

/** Kinds that keep their pods running: only Always is accepted (pkg/apis/apps/validation and pkg/apis/core/validation). */
const lasting = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController"]);
/** Kinds whose pods end: Always, which is also the default, is refused (pkg/apis/batch/validation). */
const ending = new Set(["Job", "CronJob"]);
const policies = ["Always", "OnFailure", "Never"];

export default defineRule({
  id: "restart-policy",
  title: "Restart policy that does not fit",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: ["pod.restartPolicy"],
  fix: "review",
  messages: {
    lasting: '{resource} has the restart policy "{policy}", only Always is accepted',
    ending: '{resource} has the restart policy "{policy}", only OnFailure and Never are accepted',
    unset: "{resource} sets no restart policy, and the default Always is refused for Jobs",
    unknown: '"{policy}" is no restart policy',
  },
  check({ field, resource }, { report, undecided }) {
    if (!resource.builtin) return;
    const at = field.at("restartPolicy");
    if (at.undecided) return undecided(at);
    const policy = at.text();
    const ends = ending.has(resource.kind);
    const accepted = ends ? ["OnFailure", "Never"] : lasting.has(resource.kind) ? ["Always"] : policies;
    const value = accepted[0] ?? "Always";
    if (policy === undefined ? !ends : accepted.includes(policy)) return;
    report({
      at,
      message:
        policy === undefined
          ? "unset"
          : policies.includes(policy)
            ? ends
              ? "ending"
              : "lasting"
            : "unknown",
      args: { resource: resource.label, policy: policy ?? "" },
      missing: policy === undefined,
      fix: () => ({
        title: "Set restartPolicy to {value}",
        args: { value },
        safety: "review",
        edits: [set(at, value)],
      }),
    });
  },
});

export const docs = {
  what: "The restart policy is not one that this kind of workload accepts: Deployments and their like take `Always` only, Jobs and CronJobs `OnFailure` or `Never` and no default.",
  why: "The API server refuses the object. For a CronJob that is easily missed, since nothing fails until somebody notices that the nightly job no longer runs.",
  legitimate: "There is no case: an object with the wrong policy cannot be created.",
  how: "In Jobs, choose `OnFailure` to restart the container in place, or `Never` to get a new pod for each attempt, which keeps the logs of those that failed. Elsewhere leave the field out.",
  references: [podLifecycle, jobs],
  frameworks: {},
  peers: {
    "kube-linter": ["restart-policy"],
    "kube-score": ["cronjob-restartpolicy"],
    datree: ["WORKLOAD_INCORRECT_RESTARTPOLICY_VALUE_ALWAYS"],
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
          restartPolicy: Always
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
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
            - name: report
              image: registry.example/report:3.1.0
`,
  },
} satisfies RuleDocs;
