import { check, checkFix, checkNone } from "../../harness/check";

describe("memory-limit-missing", () => {
  it("marks the containers that have none, or zero", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - name: setup
          #     ^^^^^ memory-limit-missing: container "setup" has no memory limit
          image: a
          resources: { limits: { cpu: 1 } }
      containers:
        - name: web
          #     ^^^ memory-limit-missing
          image: a
          resources: { limits: { memory: null } }
        - name: zero
          image: a
          resources: { limits: { memory: 0Mi } }
          #                              ^^^ memory-limit-missing: container "zero" has a memory limit of zero, which is none
`);
  });

  it("is silent with a limit of the container or of the pod, for ephemeral containers and for patches", () => {
    const only = "memory-limit-missing";
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, resources: { limits: { memory: 1.5Gi } } }
    - { name: b, image: a, resources: { limits: { memory: 100000000 } } }
    - { name: c, image: a, resources: "{{ .Values.resources }}" }
  ephemeralContainers:
    - { name: debug, image: a }
---
apiVersion: v1
kind: Pod
spec:
  resources: { limits: { memory: 1Gi } }
  containers:
    - { name: a, image: a }
`,
      only,
    );
    check(
      "apiVersion: apps/v1\nkind: Deployment\nspec: { template: { spec: { containers: [{ name: a }] } } }\n",
      {
        only: [only],
        profile: "restricted",
      },
    );
    check("apiVersion: v1\nkind: Pod\nspec: { containers: [{ name: a, image: a }] }\n", {
      only: [only],
      profile: "recommended",
    });
  });

  it("proposes the request, since a lower limit would be refused", () => {
    const manifest = (resources: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a # pinned elsewhere
${resources}`;
    checkFix(
      "memory-limit-missing",
      manifest("      resources:\n        requests:\n          memory: 2Gi\n"),
      manifest(
        "      resources:\n        limits:\n          memory: 2Gi\n        requests:\n          memory: 2Gi\n",
      ),
    );
    checkFix(
      "memory-limit-missing",
      manifest(""),
      manifest("      resources:\n        limits:\n          memory: 256Mi\n"),
    );
  });
});
