import { mask } from "../../engine/credentialFormats";
import type { ResourceView } from "../../engine/kubernetes/resource";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { selectorMatches, textMap } from "../../engine/workspace/selectors";
import type { Field } from "../../engine/yaml/field";
import { set } from "../../engine/yaml/pathEdit";
import { isCredentialName } from "../shared/credentials";
import { deployments, labelsAndSelectors } from "../shared/reliabilityReferences";

export default defineRule({
  id: "selector-mismatch",
  title: "Selector that misses its own pods",
  on: "resource",
  kinds: [
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
    "ReplicationController",
    "Job",
    "CronJob",
    "apps.openshift.io/DeploymentConfig",
    "argoproj.io/Rollout",
  ],
  severity: "medium",
  confidence: "high",
  profiles: [],
  fields: ["resource.spec.selector", "resource.spec.template.metadata.labels"],
  fix: "review",
  messages: {
    label: "{resource} selects pods with {key}={value}, its own have {own}",
    missing: "{resource} selects pods with {key}={value}, its own lack that label",
    expression: "{resource} has a selector that its own pods do not match",
  },
  // The API server refuses it (`selector does not match template labels`), except for the old kinds, which then start
  // pods without end because they never see them.
  check(resource, { report, undecided }) {
    const { selector, labels, plain } = partsOf(resource);
    const pairs = plain ? selector : selector.at("matchLabels");
    const filledIn = [selector, pairs, labels, ...pairs.entries(), ...labels.entries()].find(
      (field) => field.undecided,
    );
    if (filledIn) return undecided(filledIn);
    if (resource.partial || !selector.present) return;
    const own = textMap(labels);
    let faulty = false;
    for (const at of pairs.entries()) {
      const [key, value] = [String(at.key), at.text()];
      if (value === undefined || own.get(key) === value) continue;
      faulty = true;
      report({
        at,
        message: own.has(key) ? "label" : "missing",
        args: {
          resource: resource.label,
          key,
          value: shown(key, value),
          own: shown(key, own.get(key) ?? ""),
        },
        fix: () => ({
          title: "Give the pods the label {key}={value}",
          args: { key, value: shown(key, value) },
          safety: "review",
          edits: [set(labels.at(key), value)],
        }),
      });
    }
    if (!faulty && !plain && !selectorMatches(selector, own))
      report({
        at: selector.at("matchExpressions"),
        message: "expression",
        args: { resource: resource.label },
      });
  },
});

/** Labels are no place for credentials, which keeps nobody from putting one there. */
function shown(key: string, value: string): string {
  return isCredentialName(key) ? mask : value;
}

interface Parts {
  readonly selector: Field;
  readonly labels: Field;
  /** A plain map of labels, as old kinds have it. */
  readonly plain: boolean;
}

function partsOf({ root, kind }: ResourceView): Parts {
  const spec = kind === "CronJob" ? root.at("spec", "jobTemplate", "spec") : root.at("spec");
  return {
    selector: spec.at("selector"),
    labels: spec.at("template", "metadata", "labels"),
    plain: kind === "ReplicationController" || kind === "DeploymentConfig",
  };
}

export const docs = {
  what: "`spec.selector` asks for labels that the pods of this very object do not get from its template.",
  why: "The API server refuses such an object, so the rollout stops. Old kinds that it does not refuse never see their own pods and start new ones without end.",
  legitimate: "There is none. A Job normally has no selector at all: Kubernetes generates it.",
  how: "Make the labels in `spec.template.metadata.labels` contain everything the selector asks for. The selector of a running Deployment cannot be changed, so it is mostly the template that has to follow.",
  references: [labelsAndSelectors, deployments],
  frameworks: {},
  peers: {
    "kube-linter": ["mismatching-selector"],
    kubescape: ["C-0296"],
    "kube-score": [
      "deployment-pod-selector-labels-match-template-metadata-labels",
      "statefulset-pod-selector-labels-match-template-metadata-labels",
    ],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: wep
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
