import { check, checkFix, checkNone } from "../../harness/check";

describe("privileged-container", () => {
  it("marks the value in every kind of container", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  initContainers:
    - name: setup
      image: a
      securityContext: { privileged: yes }
      #                              ^^^ privileged-container: container "setup" runs privileged
  containers:
    - name: web
      image: a
      securityContext:
        privileged: true
        #           ^^^^ privileged-container: container "web" runs privileged
  ephemeralContainers:
    - name: debug
      image: a
      securityContext:
        privileged: on
        #           ^^ privileged-container
`);
  });

  it("is silent where it is unset, false or of the wrong type", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { privileged: false } }
    - { name: b, image: a, securityContext: { privileged: "true" } }
    - { name: c, image: a, securityContext: { privileged: ~ } }
    - { name: d, image: a, securityContext: }
    - { name: e, image: a }
`,
      "privileged-container",
    );
  });

  it("sets the value to false and keeps its comment", () => {
    const manifest = (value: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext:
        privileged: ${value} # needed once
`;
    checkFix("privileged-container", manifest("true"), manifest("false"));
  });
});
