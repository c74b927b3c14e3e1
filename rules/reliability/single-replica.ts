import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { isAutoscaled } from "../shared/autoscaling";
import { deployments, disruptions } from "../shared/reliabilityReferences";

export default defineRule({
  id: "single-replica",
  title: "Too few replicas",
  on: "resource",
  kinds: ["Deployment", "StatefulSet", "HorizontalPodAutoscaler", "apps.openshift.io/DeploymentConfig"],
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["resource.spec.replicas", "resource.spec.minReplicas"],
  fix: "review",
  options: {
    minimum: { type: "number", description: "The fewest replicas that are accepted; 2 where it is not set." },
  },
  messages: {
    few: "{resource} runs with {count} replicas, the least is {minimum}",
    one: "{resource} runs with a single replica",
    unset: "{resource} does not set {field}, which makes it 1",
  },
  settledBy: {
    kinds: ["HorizontalPodAutoscaler"],
    // Its own lowest number is judged with it.
    settles: (_, { object, workspace }) => isAutoscaled(object, workspace),
  },
  // Zero is switched off on purpose. The default of both fields is 1 (pkg/apis/apps, pkg/apis/autoscaling, defaults.go).
  check({ root, kind, label }, { report, undecided, options }) {
    const minimum = typeof options.minimum === "number" ? options.minimum : 2;
    const field = kind === "HorizontalPodAutoscaler" ? "minReplicas" : "replicas";
    const at = root.at("spec", field);
    if (at.undecided) return undecided(at);
    const count = at.present ? at.integer() : 1;
    if (count === undefined || count === 0 || count >= minimum) return;
    report({
      at,
      place: root.at("spec"),
      message: !at.present ? "unset" : count === 1 ? "one" : "few",
      args: { resource: label, count, minimum, field },
      missing: !at.present,
      fix: () => ({
        title: "Run at least {minimum} replicas",
        args: { minimum },
        safety: "review",
        edits: [set(at, minimum)],
      }),
    });
  },
});

export const docs = {
  what: "Only one pod runs (or the autoscaler may go down to one). Replicas that are not set are one.",
  why: "While that pod is moved, updated, restarted or waits for a new node, nobody answers. Draining a node, which every upgrade of a cluster does, is then an outage.",
  legitimate:
    "Programs that must not run twice (many operators, single-writer databases), and test environments. Deployments whose number an autoscaler of the workspace sets are not reported: the autoscaler is.",
  how: "Set `replicas` (or `minReplicas`) to 2 or more, check that the program keeps no state of its own that two copies would fight about, and add a PodDisruptionBudget. The option `minimum` asks for more.",
  references: [deployments, disruptions],
  frameworks: {},
  peers: {
    "kube-linter": ["minimum-three-replicas", "hpa-minimum-three-replicas"],
    polaris: ["deploymentMissingReplicas", "hpaMinAvailability"],
    "kube-score": ["deployment-replicas", "horizontalpodautoscaler-replicas"],
    kyverno: ["other/deployment-has-multiple-replicas", "other/require-replicas-allow-disruption"],
    gatekeeper: ["general/replicalimits", "general/horizontalpodautoscaler"],
    datree: ["DEPLOYMENT_INCORRECT_REPLICAS_VALUE", "HPA_MISSING_MINREPLICAS_KEY"],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
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
  replicas: 2
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
