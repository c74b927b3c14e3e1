import { check, checkFix, checkNone } from "../../harness/check";

describe("host-pid", () => {
  it("marks the value in the pod spec of every workload", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostPID: true
  #        ^^^^ host-pid: Pod "web" shares the process namespace of the node
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          hostPID: yes
          #        ^^^ host-pid: CronJob "nightly" shares the process namespace of the node
`);
  });

  it("is silent where it is unset, false, a text, or no field of a pod", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec: { hostPID: false }
---
apiVersion: v1
kind: Pod
spec: { hostPID: "true" }
---
apiVersion: v1
kind: Pod
spec: { hostPID: ~ }
---
apiVersion: apps/v1
kind: Deployment
spec: { hostPID: true, template: { spec: {} } }
---
apiVersion: v1
kind: ConfigMap
spec: { hostPID: true }
`,
      "host-pid",
    );
  });

  it("removes the line", () => {
    checkFix(
      "host-pid",
      "apiVersion: v1\nkind: Pod\nspec:\n  hostPID: true # why not\n  containers: []\n",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n",
    );
  });
});
