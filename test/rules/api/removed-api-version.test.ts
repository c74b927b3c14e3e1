import assert from "node:assert/strict";
import { removedApiTable } from "../../../engine/kubernetes/removedApiTable";
import { docs } from "../../../rules/api/removed-api-version";
import { renamedKinds } from "../../../rules/shared/apiRename";
import { rewrittenKinds } from "../../../rules/shared/apiRewrite";
import { check, checkFix, checkNoFix, checkNone, lintWith } from "../../harness/check";

const rule = "removed-api-version";

/** Kinds that nobody can rewrite from the text; the rule's page says why. */
const byHand: ReadonlySet<string> = new Set([
  "admissionregistration.k8s.io/v1alpha1/ValidatingAdmissionPolicy",
  "admissionregistration.k8s.io/v1alpha1/ValidatingAdmissionPolicyBinding",
  "apiextensions.k8s.io/v1beta1/CustomResourceDefinition",
  "events.k8s.io/v1beta1/Event",
  "extensions/v1beta1/PodSecurityPolicy",
  "resource.k8s.io/v1alpha3/ResourceClaim",
  "resource.k8s.io/v1alpha3/ResourceClaimTemplate",
  "resource.k8s.io/v1alpha3/ResourceSlice",
  "resource.k8s.io/v1beta1/ResourceClaim",
  "resource.k8s.io/v1beta1/ResourceClaimTemplate",
  "resource.k8s.io/v1beta1/ResourceSlice",
  "resource.k8s.io/v1beta2/ResourceSlice",
]);

describe("removed-api-version", () => {
  it("marks the version, with and without something to use instead, in lists too", () => {
    check(`
apiVersion: extensions/v1beta1
#           ^^^^^^^^^^^^^^^^^^ removed-api-version: Ingress "web" uses "extensions/v1beta1", which Kubernetes 1.22 removed in favour of "networking.k8s.io/v1"
kind: Ingress
metadata: { name: web }
---
apiVersion: v1
kind: List
items:
  - apiVersion: policy/v1beta1
    #           ^^^^^^^^^^^^^^ removed-api-version: PodSecurityPolicy "all" uses "policy/v1beta1", which Kubernetes 1.25 removed
    kind: PodSecurityPolicy
    metadata: { name: all }
---
apiVersion: apiextensions.k8s.io/v1beta1
#           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ removed-api-version
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec: { group: example.com }
`);
  });

  it("goes by the version of Kubernetes that the manifests are for", () => {
    const text = "apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\n";
    const count = (minor: number) => lintWith(text, [rule], { minor }).length;
    assert.deepEqual([20, 24, 25, 37].map(count), [0, 0, 1, 1]);
  });

  it("is silent for what is served and for kinds of others", () => {
    checkNone(
      `
apiVersion: apps/v1
kind: Deployment
metadata: { name: a }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: a }
---
apiVersion: example.com/v1beta1
kind: Ingress
metadata: { name: a }
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: a }
`,
      rule,
    );
  });

  it("changes the version where that is all there is to change", () => {
    const deployment = (apiVersion: string) => `apiVersion: ${apiVersion} # since 2017
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
`;
    checkFix(rule, deployment("extensions/v1beta1"), deployment("apps/v1"));
    const role = (apiVersion: string) => `{"apiVersion": "${apiVersion}", "kind": "Role", "rules": []}\n`;
    checkFix(rule, role("rbac.authorization.k8s.io/v1beta1"), role("rbac.authorization.k8s.io/v1"));
  });

  it("offers nothing where more has to change", () => {
    for (const text of [
      "apiVersion: extensions/v1beta1\nkind: Deployment\nspec: { replicas: 1 }\n",
      "apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\n",
      "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n",
      "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nspec: { selector: {} }\n",
      "apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\n",
      "apiVersion: flowcontrol.apiserver.k8s.io/v1beta2\nkind: PriorityLevelConfiguration\nspec: { limited: { assuredConcurrencyShares: 0 } }\n",
    ])
      checkNoFix(rule, text);
  });

  it("gives workloads the selector and the strategy that they had without saying so", () => {
    const workload = (head: string, tail: string) =>
      `${head}  template:\n    metadata:\n      labels: { app: web, tier: "1" } # both\n${tail}`;
    const head = (version: string, kind: string) => `apiVersion: ${version}\nkind: ${kind}\nspec:\n`;
    const selector = '  selector:\n    matchLabels:\n      app: web\n      tier: "1"\n';
    checkFix(
      rule,
      workload(
        `${head("extensions/v1beta1", "Deployment")}  replicas: 2\n  rollbackTo: { revision: 1 }\n`,
        "",
      ),
      workload(`${head("apps/v1", "Deployment")}  replicas: 2\n${selector}`, ""),
    );
    checkFix(
      rule,
      workload(`${head("extensions/v1beta1", "Deployment")}  rollbackTo: { revision: 1 }\n`, ""),
      workload(head("apps/v1", "Deployment"), selector),
    );
    checkFix(
      rule,
      workload(`${head("apps/v1beta1", "StatefulSet")}  serviceName: web\n`, ""),
      workload(
        `${head("apps/v1", "StatefulSet")}  serviceName: web\n${selector}  updateStrategy:\n    type: OnDelete\n`,
        "",
      ),
    );
    checkFix(
      rule,
      `${head("extensions/v1beta1", "DaemonSet")}  templateGeneration: 2\n  selector: { matchLabels: { a: b } }\n`,
      `${head("apps/v1", "DaemonSet")}  selector: { matchLabels: { a: b } }\n  updateStrategy:\n    type: OnDelete\n`,
    );
    checkNoFix(rule, `${head("apps/v1beta1", "Deployment")}  template: { metadata: { labels: { a: 1 } } }\n`);
    checkNoFix(
      rule,
      `${head("apps/v1beta1", "Deployment")}  template: { metadata: { labels: { a: "\${A}" } } }\n`,
    );
  });

  it("keeps what a webhook took for granted, where it says that it has no side effects", () => {
    const webhook = (version: string, body: string) =>
      `apiVersion: admissionregistration.k8s.io/${version}\nkind: MutatingWebhookConfiguration\nwebhooks:\n  - name: a.example.com\n    sideEffects: None\n${body}`;
    checkFix(
      rule,
      webhook("v1beta1", "    timeoutSeconds: 5\n"),
      webhook(
        "v1",
        "    timeoutSeconds: 5\n    failurePolicy: Ignore\n    matchPolicy: Exact\n    admissionReviewVersions:\n      - v1beta1\n",
      ),
    );
    const unsaid = webhook("v1beta1", "").replace("    sideEffects: None\n", "");
    checkNoFix(rule, unsaid);
    checkNoFix(rule, webhook("v1beta1", "  - name: a.example.com\n    sideEffects: None\n"));
  });

  it("rewrites the smaller things that other kinds renamed", () => {
    const object = (apiVersion: string, kind: string, body: string) =>
      `apiVersion: ${apiVersion}\nkind: ${kind}\n${body}`;
    const cases: readonly (readonly [kind: string, from: string, to: string, was: string, is: string])[] = [
      [
        "SubjectAccessReview",
        "authorization.k8s.io/v1beta1",
        "authorization.k8s.io/v1",
        "spec:\n  group: [a] # who\n",
        "spec:\n  groups: [a] # who\n",
      ],
      [
        "PriorityLevelConfiguration",
        "flowcontrol.apiserver.k8s.io/v1beta2",
        "flowcontrol.apiserver.k8s.io/v1",
        "spec: { type: Limited, limited: { assuredConcurrencyShares: 20 } }\n",
        "spec: { type: Limited, limited: { nominalConcurrencyShares: 20 } }\n",
      ],
      [
        "RuntimeClass",
        "node.k8s.io/v1alpha1",
        "node.k8s.io/v1",
        "spec:\n  runtimeHandler: gvisor\n",
        "handler: gvisor\n",
      ],
      [
        "RoleBinding",
        "rbac.authorization.k8s.io/v1alpha1",
        "rbac.authorization.k8s.io/v1",
        "subjects:\n  - kind: User\n    name: jane\n    apiVersion: rbac.authorization.k8s.io/v1alpha1\n",
        "subjects:\n  - kind: User\n    name: jane\n",
      ],
      [
        "StorageVersionMigration",
        "storagemigration.k8s.io/v1alpha1",
        "storagemigration.k8s.io/v1beta1",
        "spec: { resource: { group: apps, version: v1, resource: deployments } }\n",
        "spec: { resource: { group: apps, resource: deployments } }\n",
      ],
      [
        "EndpointSlice",
        "discovery.k8s.io/v1beta1",
        "discovery.k8s.io/v1",
        "endpoints: [{ addresses: [10.0.0.1] }]\n",
        "endpoints: [{ addresses: [10.0.0.1] }]\n",
      ],
      [
        "CertificateSigningRequest",
        "certificates.k8s.io/v1beta1",
        "certificates.k8s.io/v1",
        "spec: { signerName: example.com/a, usages: [client auth] }\n",
        "spec: { signerName: example.com/a, usages: [client auth] }\n",
      ],
      [
        "PodDisruptionBudget",
        "policy/v1beta1",
        "policy/v1",
        "spec:\n  minAvailable: 1\n",
        "spec:\n  minAvailable: 1\n",
      ],
    ];
    for (const [kind, from, to, was, is] of cases)
      checkFix(rule, object(from, kind, was), object(to, kind, is));
    checkNoFix(
      rule,
      object(
        "rbac.authorization.k8s.io/v1alpha1",
        "ClusterRoleBinding",
        'subjects: [{ kind: User, name: "*" }]\n',
      ),
    );
    checkNoFix(
      rule,
      object("discovery.k8s.io/v1beta1", "EndpointSlice", "endpoints: [{ topology: { zone: a } }]\n"),
    );
    checkNoFix(rule, object("certificates.k8s.io/v1beta1", "CertificateSigningRequest", "spec: {}\n"));
  });

  it("has a fix for each kind with a successor, or says why there is none", () => {
    const known = new Set([...renamedKinds, ...rewrittenKinds]);
    for (const [apiVersion, kind, , , replacement] of removedApiTable) {
      const key = `${apiVersion}/${kind}`;
      if (replacement === null) continue;
      assert.notEqual(known.has(key), byHand.has(key), key);
    }
    for (const key of byHand) assert.match(docs.how, new RegExp(`\\b${key.split("/").at(-1)}\\b`));
    for (const key of [...known, ...byHand])
      assert.ok(
        removedApiTable.some(([apiVersion, kind]) => key === `${apiVersion}/${kind}`),
        `${key} is not in the table`,
      );
  });

  it("rewrites an Ingress as the API server would", () => {
    checkFix(
      rule,
      `apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata:
  name: web
spec:
  # where all else goes
  backend:
    serviceName: rest
    servicePort: 80
  rules:
  - host: shop.example
    http:
      paths:
      - path: /
        backend: # the shop
          serviceName: web
          servicePort: http
      - path: /api
        pathType: Prefix
        backend: { serviceName: api, servicePort: 8080 }
`,
      `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  # where all else goes
  defaultBackend:
    service:
      name: rest
      port:
        number: 80
  rules:
  - host: shop.example
    http:
      paths:
      - path: /
        backend: # the shop
          service:
            name: web
            port:
              name: http
        pathType: ImplementationSpecific
      - path: /api
        pathType: Prefix
        backend: { service: { name: api, port: { number: 8080 } } }
`,
    );
    checkNoFix(
      rule,
      "apiVersion: extensions/v1beta1\nkind: Ingress\nspec:\n  backend: { serviceName: web, servicePort: '{{ .Values.port }}' }\n",
    );
  });

  it("rewrites the metrics of an autoscaler", () => {
    const scaler = (apiVersion: string, metrics: string) =>
      `apiVersion: ${apiVersion}\nkind: HorizontalPodAutoscaler\nspec:\n  maxReplicas: 3\n  metrics:\n${metrics}`;
    checkFix(
      rule,
      scaler(
        "autoscaling/v2beta1",
        "    - type: Resource\n      resource:\n        name: cpu\n        targetAverageUtilization: 60\n    - type: Pods\n      pods:\n        metricName: requests\n        targetAverageValue: 1k\n",
      ),
      scaler(
        "autoscaling/v2",
        "    - type: Resource\n      resource:\n        name: cpu\n        target:\n          type: Utilization\n          averageUtilization: 60\n    - type: Pods\n      pods:\n        metric:\n          name: requests\n        target:\n          type: AverageValue\n          averageValue: 1k\n",
      ),
    );
    checkNoFix(
      rule,
      scaler("autoscaling/v2beta1", "    - { type: Object, object: { metricName: a, targetValue: 1 } }\n"),
    );
  });
});
