import { check, checkNone } from "../../harness/check";

describe("resources of a container", () => {
  describe("ephemeral-storage-limit-missing", () => {
    it("marks containers that may fill the node's disk", () => {
      check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      #     ^^^ ephemeral-storage-limit-missing: container "web" has no limit of ephemeral storage
      image: a
      resources: { limits: { memory: 1Gi }, requests: { ephemeral-storage: 1Gi } }
    - name: app
      image: a
      resources: { limits: { ephemeral-storage: 1Gi } }
  ephemeralContainers:
    - { name: debug, image: a }
`);
    });
  });

  describe("resource-limit-exceeds-maximum", () => {
    it("compares amounts, whatever their spelling", () => {
      const ruleOptions = {
        "resource-limit-exceeds-maximum": { cpuLimit: "1500m", memoryLimit: "2Gi", memoryRequest: "1G" },
      };
      check(
        `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  resources: { limits: { cpu: 2 } }
  #                           ^ resource-limit-exceeds-maximum: Pod "web" has a CPU limit of 2, more than the allowed 1500m
  containers:
    - name: web
      image: a
      resources:
        limits:
          cpu: 1.5
          memory: 2049Mi
          #       ^^^^^^ resource-limit-exceeds-maximum: container "web" has a memory limit of 2049Mi, more than the allowed 2Gi
        requests:
          cpu: 100
          memory: 1Gi
          #       ^^^ resource-limit-exceeds-maximum: container "web" has a memory request of 1Gi, more than the allowed 1G
    - name: wrong
      image: a
      resources: { limits: { memory: lots, cpu: ~ } }
`,
        { ruleOptions },
      );
    });

    it("is silent where nothing, or nothing sensible, is configured", () => {
      const pod = `
apiVersion: v1
kind: Pod
spec:
  containers: [{ name: web, image: a, resources: { limits: { memory: 1Ti } } }]
`;
      checkNone(pod, "resource-limit-exceeds-maximum");
      check(pod, {
        only: ["resource-limit-exceeds-maximum"],
        ruleOptions: { "resource-limit-exceeds-maximum": { memoryLimit: "much" } },
      });
    });
  });
});
