import { check, checkFix, checkNoFix, checkNone } from "../../harness/check";

describe("misspelled-security-field", () => {
  it("marks keys that are nearly a security setting, wherever they stand in a pod spec", () => {
    check(`
apiVersion: apps/v1
kind: Deployment
spec:
  template:
    spec:
      hostnetwork: true
      #@ 6-17 misspelled-security-field: "hostnetwork" is no field of Kubernetes and has no effect: "hostNetwork" is
      containers:
        - name: web
          image: a
          securitycontext:
          #@ 10-25 misspelled-security-field
            privilaged: true
          volumeMounts:
            - { name: data, mountPath: /data, readonly: true }
            #                                 ^^^^^^^^ misspelled-security-field
        - name: side
          image: a
          securityContext:
            privilaged: true
            #@ 12-22 misspelled-security-field
            read_only_root_filesystem: true
            #@ 12-37 misspelled-security-field
            capabilites: { drop: [ALL] }
            #@ 12-23 misspelled-security-field
`);
  });

  it("is silent for keys of other tools and for known fields", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  hostname: web
  x-note: mine
  containers:
    - name: web
      image: a
      resource: none of these
      resources: { limits: { memory: 1Gi } }
      securityContext: { runAsUser: 1, runAsGroup: 2 }
`,
      "misspelled-security-field",
    );
  });

  it("marks a key beside the right one, and leaves to the reader which of the two is meant", () => {
    const manifest = `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext: { runAsUser: 1 }
      securitycontext: { privileged: true }
      #@ 6-21 misspelled-security-field: "securitycontext" is no field of Kubernetes and has no effect: "securityContext" is
`;
    check(manifest);
    checkNoFix("misspelled-security-field", manifest);
  });

  it("renames the key and nothing else", () => {
    const manifest = (key: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: b\n      securityContext: { "${key}": true } # x\n`;
    checkFix("misspelled-security-field", manifest("Privileged"), manifest("privileged"));
  });
});
