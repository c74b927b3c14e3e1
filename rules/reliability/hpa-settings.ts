import { apiGroup, isBuiltinKind } from "../../engine/kubernetes/kinds";
import { defineRule, type ObjectInWorkspace, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import type { Grouping } from "../../engine/workspace/grouping";
import { isSameObject, namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";
import { budgetsOf, podsWanted } from "../shared/budgets";

const vertical = "autoscaling.k8s.io/VerticalPodAutoscaler";
const scaled = ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"];

export default defineRule({
  id: "hpa-settings",
  title: "Autoscaler that cannot do its work",
  on: "workspace",
  kinds: ["HorizontalPodAutoscaler", vertical, ...scaled],
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["resource.spec.scaleTargetRef", "resource.spec.maxReplicas", "resource.spec.minReplicas"],
  messages: {
    noMaximum: "{resource} has no maxReplicas",
    fixed: "{resource} cannot scale, since its minimum and maximum are both {count}",
    inverted: "{resource} has a minimum of {min} replicas above its maximum of {count}",
    noTarget: "{resource} scales {target}, which is not in the manifests",
    duplicate: "{resource} scales {target}, as {other} does",
    replicas: "the replicas of {resource} set back what {other} has scaled, at every deployment",
    budget: "{resource} may go down to {min} replicas, which {other} never lets be evicted",
    other: "scaled here",
    budgetHere: "asks for {count}",
  },
  check(subject, context) {
    const { object } = subject;
    if (object.partial) return;
    if (scaled.includes(object.kind)) {
      checkReplicas(subject, context);
      return;
    }
    const isHorizontal = object.kind !== vertical;
    if (isHorizontal) checkBounds(object, context);
    checkTarget(subject, isHorizontal, context);
  },
});

function checkBounds(object: ResourceFacts, { report }: RuleContext): void {
  const spec = object.root.at("spec");
  const maximum = spec.at("maxReplicas");
  const count = maximum.integer();
  const args = { resource: object.label };
  if (!maximum.present) report({ at: maximum, message: "noMaximum", args, missing: true });
  // The API server takes 1 where no minimum is written.
  const min = spec.at("minReplicas").integer() ?? 1;
  if (count === undefined || min < count) return;
  if (min === count) report({ at: maximum, message: "fixed", args: { ...args, count } });
  else report({ at: maximum, message: "inverted", args: { ...args, count, min } });
}

function checkTarget(
  { object, workspace }: ObjectInWorkspace,
  isHorizontal: boolean,
  { report }: RuleContext,
): void {
  const reference = object.root.at("spec", isHorizontal ? "scaleTargetRef" : "targetRef");
  const at = reference.at("name");
  const name = at.text();
  const kind = reference.at("kind").text();
  if (name === undefined || kind === undefined || at.undecided) return;
  const target = `${kind} "${name}"`;
  const args = { resource: object.label, target };
  const rival = workspace
    .grouped(object.kind === vertical ? verticalByTarget : horizontalByTarget)
    .find(`${namespaceOf(object)}\0${targetKey(object)}`, (other) => !isSameObject(other, object));
  if (rival)
    report({
      at,
      message: "duplicate",
      args: { ...args, other: rival.label },
      related: [{ at: rival.place, of: rival, message: "other" }],
    });
  const found = workspace.named(factsKind(reference, kind), namespaceOf(object), name);
  const [workload] = found;
  if (!workload) report({ at, message: "noTarget", args });
  else if (isHorizontal) checkBudgets(object, workload, workspace, report);
}

function checkReplicas({ object, workspace }: ObjectInWorkspace, { report }: RuleContext): void {
  const at = object.root.at("spec", "replicas");
  if (!at.present || object.reference.name === null) return;
  const key = [namespaceOf(object), object.reference.kind, object.reference.name].join("\0");
  const [scaler] = workspace.grouped(horizontalByTarget).get(key);
  if (scaler)
    report({
      at,
      message: "replicas",
      args: { resource: object.label, other: scaler.label },
      related: [{ at: scaler.root.at("spec", "scaleTargetRef"), of: scaler, message: "other" }],
    });
}

const horizontalByTarget = byTarget("HorizontalPodAutoscaler");
const verticalByTarget = byTarget(vertical);

function byTarget(kind: string): Grouping<ResourceFacts> {
  return {
    of: [kind],
    entries: (scaler) => [[`${namespaceOf(scaler)}\0${targetKey(scaler)}`, scaler]],
  };
}

function checkBudgets(
  object: ResourceFacts,
  workload: ResourceFacts,
  workspace: WorkspaceIndex,
  report: RuleContext["report"],
): void {
  const minimum = object.root.at("spec", "minReplicas");
  const min = minimum.integer() ?? 1;
  if (!minimum.present || !workload.pod) return;
  for (const budget of budgetsOf(workspace, namespaceOf(workload), workload.pod.labels)) {
    const wanted = budget.root.at("spec", "minAvailable");
    const available = podsWanted(wanted.text() ?? "", min);
    if (available === undefined || available <= min) continue;
    report({
      at: minimum,
      message: "budget",
      args: { resource: object.label, min, other: budget.label },
      related: [{ at: wanted, of: budget, message: "budgetHere", args: { count: available } }],
    });
    return;
  }
}

function targetKey({ kind, root }: ResourceFacts): string {
  const target = root.at("spec", kind === vertical ? "targetRef" : "scaleTargetRef");
  return `${target.at("kind").text()}\0${target.at("name").text()}`;
}

/** The kind as `ResourceFacts` names it; old manifests leave out the version or give one that is gone. */
function factsKind(reference: Reading, kind: string): string {
  const apiVersion = reference.at("apiVersion").text() ?? "apps/v1";
  const builtin = ["v1", "apps/v1", apiVersion].some((version) => isBuiltinKind(version, kind));
  return builtin ? kind : `${apiGroup(apiVersion)}/${kind}`;
}

export const docs = {
  what: "The autoscaler has no maximum, or a maximum that leaves it no room; its target is not in the manifests, is scaled by another one too, or states its own `replicas`; or a disruption budget asks for more pods than its minimum.",
  why: "Each of these makes scaling fail quietly: two autoscalers pull in different directions, every deployment puts the number back in the middle of the day, or nodes can no longer be drained.",
  legitimate:
    "A fixed size for a while, such as during an incident, and targets of another repository or a Helm release.",
  how: "Set `maxReplicas` above `minReplicas`, one autoscaler for each workload, and remove `spec.replicas` from the workload: the autoscaler then owns the number.",
  references: [
    {
      title: "Kubernetes: Horizontal pod autoscaling",
      url: "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    },
  ],
  frameworks: { cwe: ["CWE-400"] },
  peers: {
    polaris: ["hpaMaxAvailability", "pdbMinAvailableGreaterThanHPAMinReplicas"],
    "kube-score": [
      "deployment-targeted-by-hpa-does-not-have-replicas-configured",
      "horizontalpodautoscaler-has-target",
    ],
    kics: ["5744cbb8-5946-4b75-a196-ade44449525b", "2f652c42-619d-4361-b361-9f599688f8ca"],
    datree: ["HPA_MISSING_MAXREPLICAS_KEY"],
    "kube-linter": ["dangling-horizontalpodautoscaler"],
    kubescape: ["C-0300"],
    kyverno: [
      "other/prevent-duplicate-hpa",
      "other/prevent-duplicate-vpa",
      "other/check-hpa-exists",
      "other/check-vpa-configuration",
      "other/verify-vpa-target",
    ],
  },
  examples: {
    bad: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 2
  maxReplicas: 2
`,
    good: `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 2
  maxReplicas: 8
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
