import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { set } from "../../engine/yaml/pathEdit";
import { deployments } from "../shared/reliabilityReferences";

export default defineRule({
  id: "update-strategy",
  title: "Updates that stop the service or never come",
  on: "resource",
  kinds: ["Deployment", "DaemonSet", "StatefulSet", "apps.openshift.io/DeploymentConfig"],
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: ["resource.spec.strategy", "resource.spec.updateStrategy"],
  fix: "review",
  messages: {
    recreate: "{resource} ends all its pods before it starts new ones",
    onDelete: "{resource} updates a pod only when somebody deletes it",
    all: "{resource} may take all its pods down at once during an update",
    stuck: "{resource} may neither add nor remove a pod during an update, which the API server refuses",
  },
  check({ root, kind, label }, context) {
    const strategy = root.at(
      "spec",
      kind === "Deployment" || kind === "DeploymentConfig" ? "strategy" : "updateStrategy",
    );
    const type = strategy.at("type");
    const report = (at: Field, message: string, fixed?: string) =>
      context.report({
        at,
        message,
        args: { resource: label },
        ...(fixed && {
          fix: () => ({
            title: "Update step by step",
            safety: "review",
            edits: [set(at, fixed)],
          }),
        }),
      });
    if (type.undecided) context.undecided(type);
    const name = type.undecided ? undefined : type.string();
    if (name === "Recreate") report(type, "recreate", kind === "Deployment" ? "RollingUpdate" : "Rolling");
    else if (name === "OnDelete") report(type, "onDelete", "RollingUpdate");
    else checkSteps(strategy, context, report);
  },
});

/** A percentage of `maxSurge` is rounded up, so that only a written zero is none. */
function checkSteps(
  strategy: Field,
  { undecided }: RuleContext,
  report: (at: Field, message: string) => void,
): void {
  const steps = strategy.at(strategy.at("rollingUpdate").present ? "rollingUpdate" : "rollingParams");
  const down = steps.at("maxUnavailable");
  const up = steps.at("maxSurge");
  if (down.undecided || up.undecided) undecided(down.undecided ? down : up);
  else if (down.text() === "100%") report(down, "all");
  else if (isZero(down) && isZero(up)) report(down, "stuck");
}

function isZero(at: Field): boolean {
  return /^0+%?$/.test(at.text() ?? "");
}

export const docs = {
  what: "The update strategy ends every pod before a new one runs (`Recreate`, `maxUnavailable: 100%`), waits for pods to be deleted by hand (`OnDelete`), or allows no step at all.",
  why: "With `Recreate` every rollout is an outage, and one that stays if the new version does not start. With `OnDelete` a fix, also a security fix, is applied to the object and reaches no running pod.",
  legitimate:
    "`Recreate` where two versions must not run side by side: a volume that one node only can mount, a program that migrates its database. `OnDelete` for network and storage agents whose restart has to be planned.",
  how: "Use `RollingUpdate` and, where replicas are few, `maxUnavailable: 0` with `maxSurge: 1`.",
  references: [
    deployments,
    {
      title: "Kubernetes: Perform a rolling update on a DaemonSet",
      url: "https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/",
    },
  ],
  frameworks: {},
  peers: {
    "kube-linter": ["no-rolling-update-strategy"],
    kubescape: ["C-0305"],
    "kube-score": ["deployment-strategy"],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  strategy:
    type: RollingUpdate
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
