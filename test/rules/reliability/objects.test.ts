import { check, checkFix, checkNone } from "../../harness/check";

describe("selector-mismatch", () => {
  it("marks the label that the pods lack, in every kind of selector", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web, tier: front } }
  #                               ^^^ selector-mismatch: Deployment "web" selects pods with app=web, its own have api
  template: { metadata: { labels: { app: api, tier: front, more: yes } } }
---
apiVersion: v1
kind: ReplicationController
metadata: { name: web }
spec:
  selector: { app: web }
  #                ^^^ selector-mismatch: ReplicationController "web" selects pods with app=web, its own lack that label
  template: { metadata: {} }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: web }
spec:
  jobTemplate:
    spec:
      selector: { matchExpressions: [{ key: app, operator: DoesNotExist }] }
      #           ^^^^^^^^^^^^^^^^ selector-mismatch: CronJob "web" has a selector that its own pods do not match
      template: { metadata: { labels: { app: web } } }
`);
  });

  it("is silent where they match, where one is missing, and where a label is filled in", () => {
    checkNone(
      `
apiVersion: apps/v1
kind: Deployment
spec:
  selector:
    matchLabels: { app: web }
    matchExpressions: [{ key: tier, operator: NotIn, values: [back] }, { key: app, operator: Exists }]
  template: { metadata: { labels: { app: web, tier: front } } }
---
apiVersion: apps/v1
kind: Deployment
spec: { template: { metadata: { labels: { app: web } } } }
---
apiVersion: apps/v1
kind: Deployment
spec:
  selector: { matchLabels: { app: "{{ .Release.Name }}" } }
  template: { metadata: { labels: { app: web } } }
---
apiVersion: v1
kind: Service
spec: { selector: { app: web } }
`,
      "selector-mismatch",
    );
  });

  it("gives the pods the label", () => {
    const manifest = (labels: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nspec:\n  selector: { matchLabels: { tier: front } }\n  template: { metadata: { labels: { app: web${labels} } } }\n`;
    checkFix("selector-mismatch", manifest(""), manifest(", tier: front"));
  });
});

describe("volume-claim-template", () => {
  const claims = (spec: string) => `apiVersion: apps/v1
kind: StatefulSet
spec:
  volumeClaimTemplates:
    - metadata:
        name: data
      spec: ${spec}
`;

  it("marks shared volumes and claims that are not complete", () => {
    check(`${claims("{ accessModes: [ReadWriteMany], resources: { requests: { storage: 1Gi } } }")}\
      #                     ^^^^^^^^^^^^^ volume-claim-template: the volume claim "data" asks for ReadWriteMany, although every replica has a claim of its own
---
${claims("{ storageClassName: fast }").replace(
  "name: data\n",
  "name: data\n        #     ^^^^ volume-claim-template\n        #     ^^^^ volume-claim-template\n",
)}`);
  });

  it("is silent for complete claims of one node", () => {
    checkNone(
      claims("{ accessModes: [ReadWriteOncePod], resources: { requests: { storage: 1Gi } } }"),
      "volume-claim-template",
    );
    checkNone(
      claims('{ accessModes: ["{{ .Values.mode }}"], resources: { requests: { storage: 1Gi } } }'),
      "volume-claim-template",
    );
    checkNone("apiVersion: apps/v1\nkind: StatefulSet\nspec: {}\n", "volume-claim-template");
  });
});

describe("label-values-invalid", () => {
  it("marks labels and names that are refused", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
metadata:
  name: Web_1
  #     ^^^^^ label-values-invalid: the name "Web_1" has other characters than a-z, 0-9, - and ., or starts or ends with one of these
  labels:
    version: 1.0
    #        ^^^ label-values-invalid: the label "version" is not text but a number or a truth value
    owner: a team
    #      ^^^^^^ label-values-invalid: the value of the label "owner" has to start and end with a letter or digit, with -, _ and . between
    a/b/c: x
    #@ 4-9 label-values-invalid: the label key "a/b/c" has more than one slash
spec:
  template:
    metadata:
      labels: { on: "no", canary: no, tail: a- }
      #                           ^^ label-values-invalid
      #                                     ^^ label-values-invalid
---
apiVersion: v1
kind: Namespace
metadata: { name: a.b }
#                 ^^^ label-values-invalid: the name "a.b" has a dot
---
apiVersion: v1
kind: ConfigMap
metadata:
#@ 0-8 label-values-invalid: ConfigMap has no name
  labels: {}
`);
  });

  it("is silent for what is accepted, and for what is filled in", () => {
    checkNone(
      `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: system:Controller:a_b
  labels: { app.kubernetes.io/version: "1.0", empty: "", a_B.c: x_Y.z-1 }
---
apiVersion: v1
kind: Pod
metadata:
  generateName: web-
  labels: { app: "{{ .Values.app }}", "{{ .Values.key }}": a, none: }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: kube-root-ca.crt, annotations: { version: "1 2" } }
`,
      "label-values-invalid",
    );
  });
});
