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
});
