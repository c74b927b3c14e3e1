import { check, checkFix, checkNone } from "../../harness/check";

describe("host-network", () => {
  it("marks the value in the pod spec of every workload", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostNetwork: true
  #            ^^^^ host-network: Pod "web" shares the network namespace of the node
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          hostNetwork: yes
          #            ^^^ host-network: CronJob "nightly" shares the network namespace of the node
`);
  });

  it("is silent where it is unset, false, a text, or no field of a pod", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec: { hostNetwork: false }
---
apiVersion: v1
kind: Pod
spec: { hostNetwork: "true" }
---
apiVersion: v1
kind: Pod
spec: { hostNetwork: ~ }
---
apiVersion: apps/v1
kind: Deployment
spec: { hostNetwork: true, template: { spec: {} } }
---
apiVersion: v1
kind: ConfigMap
spec: { hostNetwork: true }
`,
      "host-network",
    );
  });

  it("removes the line", () => {
    checkFix(
      "host-network",
      "apiVersion: v1\nkind: Pod\nspec:\n  hostNetwork: true # why not\n  containers: []\n",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n",
    );
  });
});
