import assert from "node:assert/strict";
import { check, checkNone, lintWith } from "../../harness/check";

describe("host-path-volume", () => {
  it("marks the key of every hostPath volume, whatever its path", () => {
    check(`
apiVersion: apps/v1
kind: DaemonSet
spec:
  template:
    spec:
      volumes:
        - name: logs
          hostPath:
          #@ 10-18 host-path-volume: volume "logs" is /var/log of the node
            path: /var/log
        - { name: any, hostPath: { path: "" } }
        #@ 23-31 host-path-volume
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

  it("tells of persistent volumes too, where the rule on them is not alone", () => {
    const volume = `
apiVersion: v1
kind: PersistentVolume
metadata: { name: data }
spec:
  hostPath:
  #@ 2-10 host-path-volume: PersistentVolume "data" is /srv/data of the node for whoever claims it
    path: /srv/data
`;
    check(volume);
    assert.deepEqual(lintWith(volume, ["host-path-volume"], { profile: "recommended" }), []);
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

  it("leaves sockets and sensitive paths to the rules that know them, except in the levels of Pod Security", () => {
    const manifest = `
apiVersion: v1
kind: Pod
spec:
  volumes:
    - { name: a, hostPath: { path: /var/run/docker.sock } }
    - { name: b, hostPath: { path: /srv } }
`;
    const said = (profile: "recommended" | "pss-baseline") =>
      lintWith(manifest, ["host-path-volume", "container-runtime-socket"], { profile }).map(
        ({ rule }) => rule,
      );
    assert.deepEqual(said("recommended").sort(), ["container-runtime-socket", "host-path-volume"]);
    assert.deepEqual(said("pss-baseline"), ["host-path-volume", "host-path-volume"]);
  });
});
