import assert from "node:assert/strict";
import { formatMessage } from "../../../engine/message";
import { check, checkFix, checkNone, lintWith } from "../../harness/check";

describe("requests of containers", () => {
  it("marks the containers that the scheduler can count nothing for", () => {
    check(
      `
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      initContainers:
        - name: setup
          #     ^^^^^ memory-request-missing: container "setup" requests no memory
          #     ^^^^^ ephemeral-storage-request-missing
          image: a
          resources: { requests: { cpu: 1, memory: } }
      containers:
        - name: web
          #     ^^^ cpu-request-missing: container "web" requests no CPU
          image: a
          resources: { requests: { memory: 1Gi, ephemeral-storage: 1Gi } }
`,
      {
        only: ["cpu-request-missing", "memory-request-missing", "ephemeral-storage-request-missing"],
      },
    );
  });

  it("tells as information that a limit is the request too", () => {
    const found = lintWith(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, resources: { limits: { cpu: 2, memory: 1Gi }, requests: { memory: 1Gi } } }
`,
      ["cpu-request-missing", "memory-request-missing"],
    );
    assert.deepEqual(
      found.map(({ message, severity }) => [formatMessage(message), severity]),
      [['container "a" states no CPU request: its limit of 2 is reserved for it', "info"]],
    );
  });

  it("takes what the pod has as a whole for the request, and cannot tell what is filled in", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: b, image: a, resources: "{{ .Values.resources }}" }
  ephemeralContainers:
    - { name: debug, image: a }
---
apiVersion: v1
kind: Pod
spec:
  resources: { requests: { cpu: 1, memory: 1Gi } }
  containers:
    - { name: a, image: a }
`,
      "cpu-request-missing",
      "memory-request-missing",
    );
  });
});

describe("requests-equal-limits", () => {
  const pod = (resources: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: db
      image: a
      resources: ${resources}
`;

  it("marks a request below its limit, and a missing limit", () => {
    check(`${pod("{ limits: { cpu: 1, memory: 2Gi }, requests: { cpu: 500m } }")}\
      #                                                              ^^^^ requests-equal-limits: container "db" requests 500m of cpu, its limit is 1
`);
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: db
      #     ^^ requests-equal-limits: container "db" has no memory limit that its request could equal
      image: a
      resources: { limits: { cpu: 1 }, requests: { cpu: 1, memory: 1Gi } }
`);
  });

  it("compares amounts, not texts", () => {
    const same = "{ limits: { cpu: 1, memory: 1Gi }, requests: { cpu: 1000m, memory: 1024Mi } }";
    checkNone(pod(same), "requests-equal-limits");
    checkNone(pod("{ limits: { cpu: 1, memory: 1Gi } }"), "requests-equal-limits");
    checkNone(
      "apiVersion: v1\nkind: Pod\nspec: { resources: { limits: { cpu: 1 } }, containers: [{ name: a, image: a }] }\n",
      "requests-equal-limits",
    );
  });

  it("raises the request to the limit", () => {
    checkFix(
      "requests-equal-limits",
      pod("{ limits: { cpu: 1, memory: 2Gi }, requests: { memory: 1Gi } } # tuned"),
      pod("{ limits: { cpu: 1, memory: 2Gi }, requests: { memory: 2Gi } } # tuned"),
    );
  });
});

describe("cpu-limit-set", () => {
  it("marks the limit of CPU and not that of memory", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, resources: { limits: { cpu: 2, memory: 1Gi } } }
    #                                                  ^ cpu-limit-set: container "a" is throttled at 2 of CPU
    - { name: b, image: a, resources: { limits: { memory: 1Gi }, requests: { cpu: 2 } } }
    - { name: c, image: a, resources: { limits: { cpu: 0 } } }
`);
  });

  it("keeps what the limit stood for as the request", () => {
    checkFix(
      "cpu-limit-set",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: a\n      resources:\n        limits:\n          cpu: 2\n          memory: 1Gi\n",
      'apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: a\n      resources:\n        limits:\n          memory: 1Gi\n        requests:\n          cpu: "2"\n',
    );
  });
});
