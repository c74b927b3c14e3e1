import { check, checkFix, checkNone } from "../../harness/check";

describe("writable-host-path", () => {
  it("marks the mount, or the value that makes it writable, in every kind of container", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  initContainers:
    - name: setup
      image: a
      volumeMounts:
        - mountPath: /data
          name: data
          #     ^^^^ writable-host-path: container "setup" can write to "/srv/data" of the node
  containers:
    - name: web
      image: a
      volumeMounts:
        - name: data
          mountPath: /data
          readOnly: false
          #         ^^^^^ writable-host-path
        - name: other
          mountPath: /other
  volumes:
    - { name: other, emptyDir: {} }
    - { name: data, hostPath: { path: /srv/data } }
`);
  });

  it("is silent for read-only mounts and for other volumes", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      volumeMounts:
        - { name: data, mountPath: /data, readOnly: yes }
        - { name: claim, mountPath: /claim }
        - { name: unknown, mountPath: /unknown }
  volumes:
    - { name: data, hostPath: { path: /srv/data } }
    - { name: claim, persistentVolumeClaim: { claimName: claim } }
`,
      "writable-host-path",
    );
  });

  it("sets readOnly", () => {
    const manifest = (more: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      volumeMounts:
        - name: data # of the node
          mountPath: /data
${more}  volumes:
    - name: data
      hostPath:
        path: /srv/data
`;
    checkFix("writable-host-path", manifest(""), manifest("          readOnly: true\n"));
  });
});
