import { check, checkNone } from "../../harness/check";

describe("host-path-volume", () => {
  it("marks the path of every hostPath volume", () => {
    check(`
apiVersion: apps/v1
kind: DaemonSet
spec:
  template:
    spec:
      volumes:
        - name: logs
          hostPath:
            path: /var/log
            #     ^^^^^^^^ host-path-volume: volume "logs" is /var/log of the node
        - { name: any, hostPath: { path: "" } }
        #@ 41-43 host-path-volume
`);
  });

  it("marks the key where the path is filled in later", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  volumes:
    - name: data
      hostPath:
      #@ 6-14 host-path-volume: volume "data" is a path of the node
        path: \${DATA_DIR}
`);
  });

  it("is silent for other volumes and for null", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  volumes:
    - { name: a, emptyDir: {} }
    - { name: b, hostPath: ~, configMap: { name: hostPath } }
    - { name: hostPath, persistentVolumeClaim: { claimName: hostPath } }
`,
      "host-path-volume",
    );
  });
});
