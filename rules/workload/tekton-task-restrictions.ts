import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { isOn } from "../shared/options";

export default defineRule({
  id: "tekton-task-restrictions",
  title: "Tekton run against the policy",
  on: "resource",
  kinds: ["tekton.dev/TaskRun", "tekton.dev/PipelineRun"],
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "mitre"],
  fields: ["resource.spec.taskRef.bundle", "resource.spec.pipelineRef.bundle", "resource.metadata.namespace"],
  options: {
    forbidTaskRuns: { type: "boolean", description: "Tasks are to run as part of a PipelineRun only" },
    requireBundle: {
      type: "boolean",
      description: "Tasks and pipelines are to come from a bundle in a registry",
    },
    requireNamespace: {
      type: "boolean",
      description: "Runs are to name a namespace other than default",
    },
  },
  messages: {
    taskRun: "{resource} runs a task outside of a pipeline",
    bundle: "{resource} takes its {what} from somewhere else than a bundle",
    inline: "{resource} defines its {what} itself instead of taking it from a bundle",
    namespace: "{resource} runs in the namespace default",
  },
  check({ root, kind, label, namespace, metadata }, context) {
    const { options, report } = context;
    const isTask = kind === "TaskRun";
    const args = { resource: label };
    if (isTask && isOn(options, "forbidTaskRuns")) report({ at: root.at("kind"), message: "taskRun", args });
    if (isOn(options, "requireBundle"))
      checkBundle(root.at("spec"), isTask ? "task" : "pipeline", label, context);
    if (isOn(options, "requireNamespace") && (namespace ?? "default") === "default") {
      const at = metadata.at("namespace");
      report({ at, missing: !at.present, place: metadata.at("name"), message: "namespace", args });
    }
  },
});

/** `bundle` of v1beta1, or the `bundles` resolver. */
function checkBundle(
  spec: Field,
  what: "task" | "pipeline",
  resource: string,
  { report }: RuleContext,
): void {
  const reference = spec.at(`${what}Ref`);
  const inline = spec.at(`${what}Spec`);
  const args = { resource, what };
  if (reference.present) {
    if (!reference.at("bundle").present && reference.at("resolver").string() !== "bundles")
      report({ at: reference, message: "bundle", args });
  } else if (inline.present) report({ at: inline, mark: "key", message: "inline", args });
}

export const docs = {
  what: "A TaskRun or PipelineRun breaks a rule that your organisation has for Tekton: no task outside of a pipeline, tasks from signed bundles only, a namespace of its own.",
  why: "A run is arbitrary code with a service account that can often push images and deploy. Whoever may create one with steps of their own has these permissions; bundles from a registry can be reviewed, signed and pinned by digest.",
  legitimate: "Development clusters, where people try tasks out.",
  how: "Refer to a task or pipeline from a bundle, and create the run in the namespace that is meant for it. The rule is silent until one of its options is `true`.",
  references: [
    { title: "Tekton: Bundles resolver", url: "https://tekton.dev/docs/pipelines/bundle-resolver/" },
    { title: "Tekton: TaskRuns", url: "https://tekton.dev/docs/pipelines/taskruns/" },
  ],
  frameworks: { "owasp-2022": ["K02"], mitre: ["T1610"] },
  peers: {
    kyverno: [
      "tekton/block-tekton-task-runs",
      "tekton/require-tekton-bundle",
      "tekton/require-tekton-namespace-pipelinerun",
      "tekton/require-tekton-securitycontext",
    ],
  },
  examples: {
    options: { requireBundle: true },
    bad: `apiVersion: tekton.dev/v1
kind: TaskRun
metadata:
  name: build
  namespace: ci
spec:
  taskRef:
    name: build
`,
    good: `apiVersion: tekton.dev/v1
kind: TaskRun
metadata:
  name: build
  namespace: ci
spec:
  taskRef:
    resolver: bundles
    params:
      - name: bundle
        value: registry.example/tasks:1.4.2
`,
  },
} satisfies RuleDocs;
