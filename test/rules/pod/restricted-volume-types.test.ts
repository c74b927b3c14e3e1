import assert from "node:assert/strict";
import { check, checkNone, lintWith } from "../../harness/check";

describe("restricted-volume-types", () => {
  it("marks the type of each volume that the restricted level refuses", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  volumes:
    - name: share
      nfs: { server: nfs.example, path: / }
      #@ 6-9 restricted-volume-types: volume "share" is of type nfs
    - name: node
      hostPath: { path: /srv }
      #@ 6-14 restricted-volume-types: volume "node" is of type hostPath
`);
  });

  it("leaves paths of the node to the rule that knows them best", () => {
    const manifest = `
apiVersion: v1
kind: Pod
spec:
  volumes:
    - { name: node, hostPath: { path: /srv } }
    - { name: share, nfs: { server: nfs.example, path: / } }
`;
    assert.deepEqual(
      lintWith(manifest, ["host-path-volume", "restricted-volume-types"], { profile: "pss-restricted" }).map(
        ({ rule, path }) => [rule, path],
      ),
      [
        ["host-path-volume", "/spec/volumes/0/hostPath"],
        ["restricted-volume-types", "/spec/volumes/1/nfs"],
      ],
    );
  });

  it("is silent for the allowed types, and for no type at all, which means emptyDir", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  volumes:
    - { name: a }
    - { name: b, emptyDir: ~ }
    - { name: c, configMap: { name: c } }
    - { name: d, csi: { driver: nfs.csi.k8s.io } }
    - { name: e, ephemeral: {} }
    - { name: f, image: { reference: registry.example/data:1 } }
    - { name: g, projected: { sources: [] } }
    - { name: h, secret: { secretName: nfs } }
    - { name: i, downwardAPI: {} }
    - { name: nfs, persistentVolumeClaim: { claimName: nfs } }
`,
      "restricted-volume-types",
    );
  });
});
