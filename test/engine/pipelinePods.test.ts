import assert from "node:assert/strict";
import { podSpecsOf } from "../../engine/kubernetes/podSpec";
import { resourcesOf } from "../../engine/kubernetes/resource";
import { YamlDocument } from "../../engine/yaml/document";
import { check } from "../harness/check";

/** `name at pointer` of every container that is found. */
function containers(text: string): string[] {
  return resourcesOf(new YamlDocument(text), 0, false)
    .flatMap(podSpecsOf)
    .flatMap((pod) => pod.containers.map(({ name, field }) => `${name} at ${field.pointer}`));
}

const privileged = "securityContext: { privileged: true }";
const marker = `#${" ".repeat(privileged.indexOf("true") - 1)}^^^^ privileged-container`;
const container = (indent: number) =>
  `- name: a\n  image: a\n  ${privileged}\n  ${marker}\n`.replace(/^(?=.)/gm, " ".repeat(indent));

describe("rules on containers look into other projects' kinds", () => {
  const cases: Record<string, string> = {
    "Argo Rollout": `apiVersion: argoproj.io/v1alpha1
kind: Rollout
spec:
  template:
    spec:
      containers:
${container(8)}`,
    "Knative Service": `apiVersion: serving.knative.dev/v1
kind: Service
spec:
  template:
    spec:
      containers:
${container(8)}`,
    CloneSet: `apiVersion: apps.kruise.io/v1alpha1
kind: CloneSet
spec:
  template:
    spec:
      containers:
${container(8)}`,
    ScaledJob: `apiVersion: keda.sh/v1alpha1
kind: ScaledJob
spec:
  jobTargetRef:
    template:
      spec:
        containers:
${container(10)}`,
    Elasticsearch: `apiVersion: elasticsearch.k8s.elastic.co/v1
kind: Elasticsearch
spec:
  nodeSets:
    - name: default
      podTemplate:
        spec:
          initContainers:
${container(12)}`,
    Beat: `apiVersion: beat.k8s.elastic.co/v1beta1
kind: Beat
spec:
  daemonSet:
    podTemplate:
      spec:
        containers:
${container(10)}`,
    "Tekton Task": `apiVersion: tekton.dev/v1
kind: Task
spec:
  steps:
${container(4)}  sidecars:
${container(4)}`,
    "Tekton TaskRun": `apiVersion: tekton.dev/v1
kind: TaskRun
spec:
  taskSpec:
    stepTemplate:
      ${privileged}
      ${marker}
    steps:
${container(6)}`,
    "Tekton PipelineRun": `apiVersion: tekton.dev/v1beta1
kind: PipelineRun
spec:
  pipelineSpec:
    tasks:
      - name: build
        taskSpec:
          steps:
${container(12)}`,
    "Argo Workflow": `apiVersion: argoproj.io/v1alpha1
kind: Workflow
spec:
  templates:
    - name: build
      container:
        image: a
        ${privileged}
        ${marker}
      sidecars:
${container(8)}    - name: test
      initContainers:
${container(8)}      script:
        image: a
        ${privileged}
        ${marker}
`,
    "Argo CronWorkflow": `apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
spec:
  workflowSpec:
    templates:
      - name: all
        containerSet:
          containers:
${container(12)}`,
  };
  for (const [kind, text] of Object.entries(cases)) it(kind, () => check(text));
});

describe("pods of pipelines", () => {
  it("name their containers as their tool does", () => {
    assert.deepEqual(
      containers(
        "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nspec: { templates: [{ container: { image: a } }, { steps: [[]] }, { script: { image: a } }] }\n",
      ),
      ["main at /spec/templates/0/container", "main at /spec/templates/2/script"],
    );
    assert.deepEqual(
      containers(
        "apiVersion: tekton.dev/v1\nkind: Task\nspec: { steps: [{ image: a }, { name: b, image: a }] }\n",
      ),
      ["steps[0] at /spec/steps/0", "b at /spec/steps/1"],
    );
  });

  it("are not taken from kinds of the same groups that run none", () => {
    assert.deepEqual(
      containers(
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: { templates: [{ container: {} }] }\n",
      ),
      [],
    );
    assert.deepEqual(
      containers(
        "apiVersion: tekton.dev/v1\nkind: TaskRun\nspec: { taskRef: { name: a }, steps: [{ image: a }] }\n",
      ),
      [],
    );
  });

  it("lack what their steps lack, but nothing that a run adds to the pod", () => {
    check(
      `
apiVersion: tekton.dev/v1
kind: Task
spec:
  steps:
    - name: build
      #     ^^^^^ allow-privilege-escalation
      image: a
`,
      {
        profile: "restricted",
        only: [
          "allow-privilege-escalation",
          "service-account-token-automount",
          "default-service-account-used",
        ],
      },
    );
  });

  it("lack nothing where a template of steps may hold it", () => {
    check(
      `
apiVersion: tekton.dev/v1
kind: Task
spec:
  stepTemplate: { securityContext: { allowPrivilegeEscalation: false } }
  steps: [{ name: build, image: a }]
`,
      { only: ["allow-privilege-escalation"] },
    );
  });

  it("inherit the security context of their workflow, and their volumes are looked at", () => {
    check(
      `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: build }
spec:
  securityContext: { runAsUser: 0 }
  #                             ^ run-as-root-user
  hostNetwork: true
  #            ^^^^ host-network
  volumes:
    - { name: node, hostPath: { path: /etc } }
    #                                 ^^^^ sensitive-host-path
  templates:
    - name: a
      container: { image: a, securityContext: { runAsUser: 1000 } }
`,
    );
  });
});
