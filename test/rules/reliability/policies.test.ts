import { check, checkFix, checkNone } from "../../harness/check";

const service = (metadata: string) => `apiVersion: v1
kind: Service
metadata: { name: web, ${metadata} }
spec: { ports: [{ port: 80 }] }
`;

describe("required-labels", () => {
  const ruleOptions = { "required-labels": { labels: ["owner", "tier=front-*"] } };

  it("marks a label that is missing, or has another value", () => {
    check(
      `
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
  #@ 2-8 required-labels: Service "web" lacks the label "owner"
    tier: back
    #     ^^^^ required-labels: Service "web" has a label "tier" that is not of the form "front-*"
---
apiVersion: v1
kind: Namespace
metadata: { name: shop, labels: { owner: a, tier: front-1 } }
`,
      { ruleOptions },
    );
  });

  it("is silent without the option, for other kinds, and where a template fills the label in", () => {
    checkNone(service("labels: {}"), "required-labels");
    check("apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n", {
      only: ["required-labels"],
      ruleOptions,
    });
    check(service('labels: { owner: "{{ .Values.owner }}", tier: front-1 }'), {
      only: ["required-labels"],
      ruleOptions,
    });
  });
});

describe("required-annotations", () => {
  const only = ["required-annotations"];
  const ruleOptions = {
    "required-annotations": {
      annotations: ["contact=*@example.com"],
      forbidden: ["*-snippet"],
      kinds: ["Ingress"],
    },
  };
  const ingress = (annotations: string) =>
    `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n${annotations}`;

  it("marks what is missing, of another form, or forbidden", () => {
    check(ingress(""), { only, ruleOptions: { "required-annotations": { annotations: ["a"] } } });
    check(
      ingress(`  annotations:
    contact: nobody
    #        ^^^^^^ required-annotations: Ingress "web" has an annotation "contact" that is not of the form "*@example.com"
    nginx.ingress.kubernetes.io/server-snippet: a
    #@ 4-46 required-annotations: Ingress "web" has the annotation "nginx.ingress.kubernetes.io/server-snippet", which is forbidden
`),
      { ruleOptions },
    );
  });

  it("is silent for what is in order, and without options", () => {
    check(ingress("  annotations: { contact: shop@example.com }\n"), { only, ruleOptions });
    checkNone(ingress(""), "required-annotations");
  });
});

describe("containers-per-pod", () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers: [{ name: setup, image: a }]
  containers: [{ name: a, image: a }, { name: b, image: b }]
`;

  it("counts the containers that run together", () => {
    check(`${pod}  #@ 2-12 containers-per-pod: the pod of Pod "web" has 2 containers, the most is 1\n`, {
      ruleOptions: { "containers-per-pod": { maximum: 1 } },
    });
    check(pod, { only: ["containers-per-pod"], ruleOptions: { "containers-per-pod": { maximum: 2 } } });
    checkNone(pod, "containers-per-pod");
  });
});

describe("argo-workflow-reliability", () => {
  it("marks settings that lead to endless retries, no way back, or to being ignored", () => {
    check(`
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: a }
spec:
  templates:
    - dag: { failFast: false }
      #                ^^^^^ argo-workflow-reliability: Workflow "a" goes on with other branches after a step has failed
      retryStrategy: {}
      #@ 6-19 argo-workflow-reliability: Workflow "a" repeats a failing step without end: its retry strategy is empty
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: a }
spec:
  revisionHistoryLimit: 0
  #                     ^ argo-workflow-reliability
  strategy:
    blueGreen: { scaleDownDelaySeconds: 5 }
    #                                   ^ argo-workflow-reliability: Rollout "a" ends the old pods 5 seconds after the switch, below 30
    canary: { steps: [{ setWeight: 5 }, { pause: {} }] }
    #                                     ^^^^^ argo-workflow-reliability
---
apiVersion: v1
kind: ConfigMap
metadata: { name: argocd-cm }
#                 ^^^^^^^^^ argo-workflow-reliability: Argo CD does not read ConfigMap "argocd-cm" without the label app.kubernetes.io/part-of: argocd
`);
  });

  it("is silent for good settings, other ConfigMaps and other kinds", () => {
    checkNone(
      `
apiVersion: argoproj.io/v1alpha1
kind: CronWorkflow
spec: { workflowSpec: { templates: [{ dag: { failFast: true }, retryStrategy: { limit: 3 } }] } }
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
spec: { strategy: { canary: { steps: [{ pause: { duration: 10m } }] } } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: argocd-cm, labels: { app.kubernetes.io/part-of: argocd } }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
`,
      "argo-workflow-reliability",
    );
  });
});

describe("helm-template-style", () => {
  it("marks Helm's actions without blanks", () => {
    check(`
apiVersion: v1
kind: ConfigMap
metadata: { name: "{{.Release.Name}}-a" }
#                 ^^^^^^^^^^^^^^^^^^^^^ helm-template-style: a template action has no blanks inside its braces
data:
  a: x-{{include "name" . }}
  #  ^^^^^^^^^^^^^^^^^^^^^^^ helm-template-style
`);
  });

  it("is silent for tidy ones, for comments and for other templates", () => {
    checkNone(
      `
apiVersion: v1
kind: ConfigMap
metadata: { name: "{{ .Release.Name }}-{{- include "a" . -}}" }
data: { a: "{{$labels.instance}}", b: "{{/* .Values.a */}}", c: "{ {.Values.a} }" }
`,
      "helm-template-style",
    );
  });

  it("puts the blanks in and leaves the rest", () => {
    checkFix(
      "helm-template-style",
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "{{.Release.Name}}-{{- .Values.a}}-{{$x}}" } # name\n`,
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: "{{ .Release.Name }}-{{- .Values.a }}-{{$x}}" } # name\n`,
    );
  });
});
