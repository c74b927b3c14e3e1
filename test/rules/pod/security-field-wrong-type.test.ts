import { check, checkFix, checkNone } from "../../harness/check";

describe("security-field-wrong-type", () => {
  it("marks quoted booleans and numbers", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  hostPID: "yes"
  #        ^^^^^ security-field-wrong-type: "hostPID" is a text here: Kubernetes wants true or false and refuses the manifest
  containers:
    - name: web
      image: a
      securityContext:
        runAsUser: '1000'
        #          ^^^^^^ security-field-wrong-type: "runAsUser" is a text here: Kubernetes wants a number and refuses the manifest
`);
  });

  it("is silent for values of the right type, for texts that mean nothing and for what is filled in later", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  serviceAccountName: "true"
  hostPID: "{{ .Values.hostPID }}"
  containers:
    - { name: web, image: a, securityContext: { runAsUser: 1000, runAsNonRoot: yes, procMount: "Default" } }
    - { name: web, image: a, securityContext: { runAsUser: nobody } }
`,
      "security-field-wrong-type",
    );
  });

  it("takes the quotes away", () => {
    const manifest = (value: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: b\n      securityContext:\n        runAsUser: ${value} # x\n`;
    checkFix("security-field-wrong-type", manifest('"1000"'), manifest("1000"));
  });
});
