import assert from "node:assert/strict";
import { check, checkFix, checkNoFix, checkNone, lintWith } from "../../harness/check";

const rule = "removed-api-version";

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
      "apiVersion: extensions/v1beta1\nkind: Deployment\nspec: { selector: { matchLabels: { a: b } }, rollbackTo: { revision: 1 } }\n",
      "apiVersion: extensions/v1beta1\nkind: DaemonSet\nspec: { selector: { matchLabels: { a: b } } }\n",
      "apiVersion: networking.k8s.io/v1beta1\nkind: Ingress\n",
      "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\n",
      "apiVersion: policy/v1beta1\nkind: PodDisruptionBudget\nspec: { selector: {} }\n",
      "apiVersion: autoscaling/v2beta1\nkind: HorizontalPodAutoscaler\n",
      "apiVersion: flowcontrol.apiserver.k8s.io/v1beta2\nkind: PriorityLevelConfiguration\n",
    ])
      checkNoFix(rule, text);
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
