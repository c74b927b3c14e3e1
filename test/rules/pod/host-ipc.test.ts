import { check, checkFix, checkNone } from "../../harness/check";

describe("host-ipc", () => {
  it("marks the value in the pod spec of every workload", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  hostIPC: true
  #        ^^^^ host-ipc: Pod "web" shares the IPC namespace of the node
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly }
spec:
  jobTemplate:
    spec:
      template:
        spec:
          hostIPC: yes
          #        ^^^ host-ipc: CronJob "nightly" shares the IPC namespace of the node
`);
  });

  it("is silent where it is unset, false, a text, or no field of a pod", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec: { hostIPC: false }
---
apiVersion: v1
kind: Pod
spec: { hostIPC: "true" }
---
apiVersion: v1
kind: Pod
spec: { hostIPC: ~ }
---
apiVersion: apps/v1
kind: Deployment
spec: { hostIPC: true, template: { spec: {} } }
---
apiVersion: v1
kind: ConfigMap
spec: { hostIPC: true }
`,
      "host-ipc",
    );
  });

  it("removes the line", () => {
    checkFix(
      "host-ipc",
      "apiVersion: v1\nkind: Pod\nspec:\n  hostIPC: true # why not\n  containers: []\n",
      "apiVersion: v1\nkind: Pod\nspec:\n  containers: []\n",
    );
  });
});
