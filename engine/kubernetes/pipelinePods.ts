import type { Field } from "../yaml/field";
import type { ContainerList } from "./container";
import { follow } from "./podTemplates";

/** A container that stands elsewhere than in the lists of a pod spec. */
export interface ContainerPlace {
  readonly field: Field;
  /** The list of the pod that it becomes a part of. */
  readonly list: ContainerList;
  /** What it is called where it has no name. */
  readonly name?: string;
}

/** A pod that a pipeline tool puts together when something runs: its containers are written, most of the rest is not. */
export interface PipelinePod {
  readonly metadata: Field;
  /** What has settings of the pod by the names that a pod spec has: `volumes`, `hostNetwork`. */
  readonly spec: Field;
  readonly securityContext: Field;
  readonly containers: readonly ContainerPlace[];
  /** The containers get settings from elsewhere too, so that nothing is missing in them. */
  readonly hasSharedSettings: boolean;
}

/** The pods of Tekton's and Argo Workflows' kinds; empty for others. */
export function pipelinePodsOf(root: Field, group: string, kind: string): PipelinePod[] {
  if (group === "tekton.dev")
    return pathsOf(taskPaths, kind)
      .flatMap((path) => follow(root, path.split(".")))
      .flatMap(taskPod);
  if (group === "argoproj.io")
    return pathsOf(workflowPaths, kind)
      .flatMap((path) => follow(root, path.split(".")))
      .flatMap(workflowPods);
  return [];
}

/** A kind is what somebody wrote: it may be named as what every object has. */
function pathsOf(table: Readonly<Record<string, readonly string[]>>, kind: string): readonly string[] {
  return (Object.hasOwn(table, kind) ? table[kind] : undefined) ?? [];
}

/** Where the specs of tasks stand (tekton.dev/v1 and v1beta1). */
const taskPaths: Readonly<Record<string, readonly string[]>> = {
  Task: ["spec"],
  ClusterTask: ["spec"],
  TaskRun: ["spec.taskSpec"],
  Pipeline: ["spec.tasks.*.taskSpec", "spec.finally.*.taskSpec"],
  PipelineRun: ["spec.pipelineSpec.tasks.*.taskSpec", "spec.pipelineSpec.finally.*.taskSpec"],
};

/** Steps and sidecars run as containers of one pod, each with what it does not say itself taken from `stepTemplate`. */
function taskPod(task: Field): PipelinePod[] {
  const template = task.at("stepTemplate");
  const containers = [
    ...itemsOf(task, "steps", "containers"),
    ...itemsOf(task, "sidecars", "containers"),
    ...one(template, "stepTemplate"),
  ];
  if (containers.length === 0) return [];
  return [
    {
      metadata: task.at("metadata"),
      spec: task,
      securityContext: template.at("securityContext"),
      containers,
      hasSharedSettings: template.isMap,
    },
  ];
}

/** Where the specs of workflows stand (argoproj.io/v1alpha1). */
const workflowPaths: Readonly<Record<string, readonly string[]>> = {
  Workflow: ["spec"],
  WorkflowTemplate: ["spec"],
  ClusterWorkflowTemplate: ["spec"],
  CronWorkflow: ["spec.workflowSpec"],
};

/** Every template that runs something is a pod; what the workflow says of pods holds for all of them. */
function workflowPods(workflow: Field): PipelinePod[] {
  const ofWorkflow = workflow.at("securityContext");
  const defaults = workflow.at("templateDefaults");
  const templates = [...workflow.at("templates").items(), defaults];
  const pods = templates.flatMap((template): PipelinePod[] => {
    const own = template.at("securityContext");
    const containers = [
      ...one(template.at("container"), "main"),
      ...one(template.at("script"), "main"),
      ...itemsOf(template.at("containerSet"), "containers", "containers"),
      ...itemsOf(template, "initContainers", "initContainers"),
      ...itemsOf(template, "sidecars", "containers"),
    ];
    if (containers.length === 0) return [];
    return [
      {
        metadata: template.at("metadata"),
        spec: template,
        securityContext: own.present ? own : ofWorkflow,
        containers,
        hasSharedSettings: defaults.isMap || workflow.at("podSpecPatch").present,
      },
    ];
  });
  const shared: PipelinePod = {
    metadata: workflow.at("podMetadata"),
    spec: workflow,
    securityContext: ofWorkflow,
    containers: [],
    hasSharedSettings: true,
  };
  return workflow.isMap ? [shared, ...pods] : [];
}

function itemsOf(field: Field, key: string, list: ContainerList): ContainerPlace[] {
  return field
    .at(key)
    .items()
    .filter((item) => item.isMap)
    .map((item, index) => ({ field: item, list, name: `${key}[${index}]` }));
}

function one(field: Field, name: string): ContainerPlace[] {
  return field.isMap ? [{ field, list: "containers", name }] : [];
}
