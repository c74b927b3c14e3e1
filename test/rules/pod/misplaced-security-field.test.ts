import { check, checkFix, checkNoFix, checkNone } from "../../harness/check";

describe("misplaced-security-field", () => {
  it("marks settings at a level where Kubernetes does not read them", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  runAsNonRoot: true
  #@ 2-14 misplaced-security-field: "runAsNonRoot" has no effect here: it belongs to the container's securityContext
  securityContext:
    allowPrivilegeEscalation: false
    #@ 4-28 misplaced-security-field: "allowPrivilegeEscalation" has no effect here: it belongs to the container's securityContext
  containers:
    - name: web
      image: a
      hostNetwork: true
      #@ 6-17 misplaced-security-field: "hostNetwork" has no effect here: it belongs to the pod spec
      securityContext:
        fsGroup: 1000
        #@ 8-15 misplaced-security-field: "fsGroup" has no effect here: it belongs to the pod's securityContext
`);
  });

  it("is silent where each stands at its place", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  hostNetwork: true
  securityContext: { runAsNonRoot: true, fsGroup: 1 }
  containers:
    - { name: web, image: a, securityContext: { runAsNonRoot: true, privileged: false }, other: 1 }
`,
      "misplaced-security-field",
    );
  });

  it("moves a setting to the pod, and to the container that it can only mean", () => {
    checkFix(
      "misplaced-security-field",
      `apiVersion: v1
kind: Pod
spec:
  securityContext:
    runAsNonRoot: true
    readOnlyRootFilesystem: true
  containers:
    - name: web
      image: a
      hostNetwork: true
      privileged: false
`,
      `apiVersion: v1
kind: Pod
spec:
  hostNetwork: true
  securityContext:
    runAsNonRoot: true
  containers:
    - name: web
      image: a
      securityContext:
        privileged: false
        readOnlyRootFilesystem: true
`,
    );
  });

  it("moves nothing where several containers could be meant", () => {
    checkNoFix(
      "misplaced-security-field",
      `apiVersion: v1
kind: Pod
spec:
  securityContext:
    readOnlyRootFilesystem: true
  containers:
    - { name: web, image: a }
    - { name: log, image: b }
`,
    );
  });

  it("moves nothing over a setting that stands there already", () => {
    checkNoFix(
      "misplaced-security-field",
      `apiVersion: v1
kind: Pod
spec:
  hostNetwork: false
  containers:
    - { name: web, image: a, hostNetwork: true }
`,
    );
  });
});
