import { defineRule, type RuleDocs } from "../../engine/rule";
import { selectorMatches } from "../../engine/workspace/selectors";
import { namespaceOf } from "../../engine/workspace/workspaceIndex";
import { remove, set } from "../../engine/yaml/pathEdit";
import { isAutoscaled } from "../shared/autoscaling";
import { podsWanted } from "../shared/budgets";
import { disruptionBudgets, disruptions } from "../shared/reliabilityReferences";
import { isUndecidedMap } from "../shared/workloads";

export default defineRule({
  id: "pod-disruption-budget-blocks-eviction",
  title: "Disruption budget that allows no eviction",
  on: "resource",
  kinds: ["PodDisruptionBudget"],
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: ["resource.spec.maxUnavailable", "resource.spec.minAvailable"],
  fix: "review",
  messages: {
    none: "{resource} lets no pod be evicted: {field} is {value}",
    all: "{resource} asks for {least} pods, which is all that {workload} runs",
    replicas: "the number of replicas",
    neither: "{resource} sets neither maxUnavailable nor minAvailable, so no pod can be evicted",
  },
  // pkg/controller/disruption: maxUnavailable is looked at first, percentages are rounded up, and with neither field
  // no pods are expected, for which updatePdbStatus allows no disruption.
  check({ root, label }, { report, undecided }) {
    const most = root.at("spec", "maxUnavailable");
    const least = root.at("spec", "minAvailable");
    const fix = () =>
      ({
        title: "Allow one pod to be unavailable",
        safety: "review",
        edits: [...(least.exists ? [remove(least)] : []), set(most, 1)],
      }) as const;
    if (!most.present && !least.present) {
      report({
        at: most,
        place: root.at("spec"),
        message: "neither",
        args: { resource: label },
        missing: true,
        fix,
      });
      return;
    }
    const at = most.present ? most : least;
    if (at.undecided) return undecided(at);
    const value = at.text() ?? "";
    if (most.present ? !/^0+%?$/.test(value) : !/^0*100%$/.test(value)) return;
    report({ at, message: "none", args: { resource: label, field: String(at.key), value }, fix });
  },
  // How many pods may go is known only next to the workload.
  among({ object, workspace }, { report }) {
    const at = object.root.at("spec", "minAvailable");
    const text = at.text() ?? "";
    const selector = object.root.at("spec", "selector");
    // All of them is said of the budget alone.
    if (text === "" || text === "100%" || at.undecided) return;
    if (object.root.at("spec", "maxUnavailable").present || isUndecidedMap(selector)) return;
    const workloads = workspace
      .workloadsIn(namespaceOf(object))
      .filter(({ pods }) => pods.some(({ labels }) => selectorMatches(selector, labels)));
    const [workload] = workloads;
    if (!workload || workloads.length > 1 || isAutoscaled(workload, workspace)) return;
    const replicas = workload.root.at("spec", "replicas");
    const count = replicas.present ? replicas.integer() : 1;
    if (!scaled.has(workload.reference.kind) || count === undefined || count === 0) return;
    const least = podsWanted(text, count);
    if (least === undefined || least < count) return;
    report({
      at,
      message: "all",
      args: { resource: object.label, least, workload: workload.label },
      related: [{ at: replicas.exists ? replicas : workload.place, of: workload, message: "replicas" }],
    });
  },
});

/** Kinds with a number of replicas, which is 1 where it is not set. */
const scaled = new Set(["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"]);

export const docs = {
  what: "`maxUnavailable: 0`, `minAvailable: 100%`, as many pods as the workload has, or neither of the two fields: this budget never permits an eviction.",
  why: "Draining a node waits for the budget, so cluster upgrades, node repairs and scale-downs hang until somebody deletes the budget by hand, usually at night and in a hurry. Security updates of nodes are put off for the same reason.",
  legitimate:
    "Pods that must only be stopped in agreement with their owner, such as a database with a manual failover. Then say so in the suppression, so that whoever drains the node knows whom to ask.",
  how: "Set `maxUnavailable: 1` and remove `minAvailable`. It stays right when the number of replicas changes.",
  references: [disruptionBudgets, disruptions],
  frameworks: {},
  peers: {
    "kube-linter": ["pdb-max-unavailable", "pdb-min-available", "pdb-unhealthy-pod-eviction-policy"],
    polaris: ["pdbDisruptionsIsZero"],
    "kube-score": ["poddisruptionbudget-has-policy"],
    gatekeeper: ["general/poddisruptionbudget"],
    "azure-policy": [
      "DisallowedBadPodDisruptionBudgets",
      "MutateMaxUnavailablePods",
      "MutateUnhealthyPodEvictionPolicy",
    ],
    kyverno: [
      "other/pdb-maxunavailable",
      "other/pdb-maxunavailable-with-deployments",
      "other/pdb-minavailable-check",
      "other/require-reasonable-pdbs",
      "other/deployment-replicas-higher-than-pdb",
    ],
  },
  examples: {
    bad: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 100%
  selector:
    matchLabels:
      app: web
`,
    good: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
    fixed: `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  maxUnavailable: 1
`,
  },
} satisfies RuleDocs;
