import type { ResourceView } from "../../engine/kubernetes/resource";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";

/** Argo CD takes its settings from ConfigMaps of these names only where they carry its label. */
const settings = new Set(["argocd-cm", "argocd-rbac-cm", "argocd-cmd-params-cm", "argocd-notifications-cm"]);
/** Connections to the old pods last about that long: the proxies of the nodes take their time to learn of new ones. */
const shortestDelay = 30;

export default defineRule({
  id: "argo-workflow-reliability",
  title: "Unsuitable settings of an Argo object",
  on: "resource",
  kinds: [
    "argoproj.io/Workflow",
    "argoproj.io/CronWorkflow",
    "argoproj.io/WorkflowTemplate",
    "argoproj.io/ClusterWorkflowTemplate",
    "argoproj.io/Rollout",
    "ConfigMap",
  ],
  severity: "info",
  confidence: "medium",
  profiles: [],
  fields: [
    "resource.spec.templates.*.dag.failFast",
    "resource.spec.templates.*.retryStrategy",
    "resource.spec.revisionHistoryLimit",
    "resource.spec.strategy",
  ],
  messages: {
    failFast: "{resource} goes on with other branches after a step has failed",
    retry: "{resource} repeats a failing step without end: its retry strategy is empty",
    history: "{resource} keeps no earlier revision to go back to",
    delay: "{resource} ends the old pods {seconds} seconds after the switch, below 30",
    pause: "{resource} stops at a step until somebody promotes it by hand",
    label: "Argo CD does not read {resource} without the label app.kubernetes.io/part-of: argocd",
  },
  check(resource, context) {
    if (resource.kind === "ConfigMap") checkSettings(resource, context);
    else if (resource.kind === "Rollout") checkRollout(resource, context);
    else checkWorkflow(resource, context);
  },
});

function checkWorkflow({ root, kind, label }: ResourceView, { report }: RuleContext): void {
  const spec = kind === "CronWorkflow" ? root.at("spec", "workflowSpec") : root.at("spec");
  const templates = [spec.at("templateDefaults"), ...spec.at("templates").items()];
  for (const template of templates) {
    const failFast = template.at("dag", "failFast");
    if (failFast.boolean() === false)
      report({ at: failFast, message: "failFast", args: { resource: label } });
    const retry = template.at("retryStrategy");
    // Without a limit the controller repeats until it succeeds.
    if (retry.isMap && retry.entries().length === 0)
      report({ at: retry, message: "retry", args: { resource: label } });
  }
}

function checkRollout({ root, label }: ResourceView, { report }: RuleContext): void {
  const history = root.at("spec", "revisionHistoryLimit");
  if (history.integer() === 0) report({ at: history, message: "history", args: { resource: label } });
  const strategy = root.at("spec", "strategy");
  const delays: Field[] = ["blueGreen", "canary"].map((name) => strategy.at(name, "scaleDownDelaySeconds"));
  for (const at of delays) {
    const seconds = at.integer();
    if (seconds !== undefined && seconds < shortestDelay)
      report({ at, message: "delay", args: { resource: label, seconds } });
  }
  for (const step of strategy.at("canary", "steps").items()) {
    const pause = step.at("pause");
    if (pause.exists && !pause.undecided && !pause.at("duration").present)
      report({ at: pause, message: "pause", args: { resource: label } });
  }
}

function checkSettings({ metadata, label }: ResourceView, { report }: RuleContext): void {
  const part = metadata.at("labels", "app.kubernetes.io/part-of");
  if (!settings.has(metadata.at("name").text() ?? "") || part.text() === "argocd") return;
  report({
    at: part,
    place: metadata.at("name"),
    message: "label",
    args: { resource: label },
    missing: !part.present,
  });
}

export const docs = {
  what: "A setting of an Argo workflow, rollout or Argo CD configuration that leads to endless retries, wasted work, no way back, or to being ignored.",
  why: "A step with an empty retry strategy is repeated for ever and fills the cluster with pods. A rollout that keeps no revision, or ends the old pods while clients still talk to them, turns a bad release into an outage. Argo CD skips settings without its label, so a permission that was taken away there stays.",
  legitimate:
    "Branches that are to finish whatever happens to the others, and canary releases that a person is meant to promote.",
  how: "Give retries a `limit`, leave `failFast` at its default, keep some revisions, and let old pods live for 30 seconds after the switch. A pause with a `duration` goes on by itself.",
  references: [
    { title: "Argo Workflows: Retries", url: "https://argo-workflows.readthedocs.io/en/latest/retries/" },
    {
      title: "Argo Rollouts: Specification",
      url: "https://argo-rollouts.readthedocs.io/en/stable/features/specification/",
    },
    {
      title: "Argo CD: Declarative setup",
      url: "https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/",
    },
  ],
  frameworks: {},
  peers: {
    datree: [
      "ARGO_WORKFLOW_INCORRECT_FAILFAST_VALUE_FALSE",
      "ARGO_CONFIGMAP_MISSING_PART_OF_LABEL_VALUE_ARGOCD",
      "ARGO_ROLLOUT_MISSING_PAUSE_DURATION",
      "ARGO_APP_PROJECT_INCORRECT_NAMESPACE_VALUE",
      "ARGO_WORKFLOW_INCORRECT_RETRY_STRATEGY_VALUE_EMPTY",
      "ARGO_WORKFLOW_INCORRECT_REVISION_HISTORY_LIMIT_VALUE_0",
      "ARGO_ROLLOUT_INCORRECT_SCALE_DOWN_DELAY_VALUE_BELOW_30",
      "ARGO_ROLLOUT_INCORRECT_PROGRESS_DEADLINE_ABORT_VALUE_FALSE",
      "ARGO_WORKFLOW_ENSURE_RETRY_ON_BOTH_ERROR_AND_TRANSIENT_ERROR",
    ],
    kyverno: ["argo/application-field-validation"],
  },
  examples: {
    bad: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: import
spec:
  entrypoint: main
  templates:
    - name: main
      retryStrategy: {}
      container:
        image: registry.example/import:2.2.0
`,
    good: `apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: import
spec:
  entrypoint: main
  templates:
    - name: main
      retryStrategy:
        limit: 3
      container:
        image: registry.example/import:2.2.0
`,
  },
} satisfies RuleDocs;
