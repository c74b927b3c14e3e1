import { check, checkNone } from "../../harness/check";

describe("what other objects say of reliability", () => {
  const budget = (least: number) => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { minAvailable: ${least}, selector: { matchLabels: { app: web } } }
`;
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 3
  template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: a, image: a }] } }
`;
  const autoscaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { minReplicas: 2, maxReplicas: 5, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }
`;

  it("pod-disruption-budget-blocks-eviction compares the number with the replicas", () => {
    const rule = "pod-disruption-budget-blocks-eviction";
    check(`${budget(3)}\
#                     ^ pod-disruption-budget-blocks-eviction: PodDisruptionBudget "web" asks for 3 pods, which is all that Deployment "web" runs
---
${deployment}`);
    checkNone(`${budget(2)}---\n${deployment}`, rule);
    checkNone(`${budget(3)}---\n${deployment.replaceAll("app: web", "app: api")}`, rule);
    checkNone(`${budget(3)}---\n${deployment}---\n${autoscaler}`, rule);
    checkNone(budget(3), rule);
    const percent = (value: string) => budget(3).replace("minAvailable: 3", `minAvailable: ${value}`);
    // Of three pods, 67 % are rounded up to all.
    check(`${percent("67%")}\
#                     ^^^ pod-disruption-budget-blocks-eviction: PodDisruptionBudget "web" asks for 3 pods, which is all that Deployment "web" runs
---
${deployment}`);
    for (const enough of ["66%", "50%", "$(LEAST)"]) checkNone(`${percent(enough)}---\n${deployment}`, rule);
  });

  it("single-replica leaves the number to the autoscaler", () => {
    const one = deployment.replace("  replicas: 3\n", "");
    checkNone(`${one}---\n${autoscaler}`, "single-replica");
    check(
      `${one.replace("spec:\n", "spec:\n#@ 0-4 single-replica\n")}---\n${autoscaler.replace("name: web }\nspec", "name: b }\nspec").replace("kind: Deployment, name: web", "kind: Deployment, name: b")}`,
    );
  });

  it("duplicate-env-var looks into ConfigMaps and Secrets", () => {
    const pod = (rest: string) => `apiVersion: v1
kind: Pod
metadata: { name: a }
spec:
  containers:
    - name: a
      image: a
      env: [{ name: LEVEL, value: info }]
${rest}---
apiVersion: v1
kind: ConfigMap
metadata: { name: settings }
data: { LEVEL: debug, REGION: north }
---
apiVersion: v1
kind: Secret
metadata: { name: secrets }
stringData: { REGION: south }
`;
    check(
      pod(`      envFrom:
        - configMapRef: { name: settings }
        #                       ^^^^^^^^ duplicate-env-var: container "a" gets "LEVEL" twice: ConfigMap "settings" holds it too
        - secretRef: { name: secrets }
        #                    ^^^^^^^ duplicate-env-var: container "a" gets "REGION" twice: Secret "secrets" holds it too
`),
    );
    checkNone(
      pod(
        "      envFrom: [{ configMapRef: { name: settings }, prefix: APP_ }, { secretRef: { name: none } }]\n",
      ),
      "duplicate-env-var",
    );
  });

  it("a LimitRange fills in requests and limits", () => {
    const pod = "apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a }] }\n";
    const range = (limits: string) =>
      `${pod}---\napiVersion: v1\nkind: LimitRange\nspec: { limits: [{ type: Container, ${limits} }] }\n`;
    checkNone(range("default: { memory: 1Gi }"), "memory-limit-missing", "memory-request-missing");
    checkNone(range("max: { cpu: 1 }"), "cpu-limit-missing", "cpu-request-missing");
    checkNone(range("defaultRequest: { ephemeral-storage: 1Gi }"), "ephemeral-storage-request-missing");
    check(range("defaultRequest: { memory: 1Gi }").replace("---", "#@ 29-30 memory-limit-missing\n---"));
  });
});
