import { check, checkNone } from "../../harness/check";

describe("user and group IDs", () => {
  describe("run-as-low-user-id", () => {
    it("marks a low ID once, where it is written, and containers without one", () => {
      check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext:
    runAsUser: 1000
    #          ^^^^ run-as-low-user-id: Pod "web" runs as user 1000, which accounts of the node are likely to share
  initContainers:
    - { name: setup, image: a }
  containers:
    - name: web
      image: a
      securityContext:
        runAsUser: 9999
        #          ^^^^ run-as-low-user-id: container "web" runs as user 9999, which accounts of the node are likely to share
---
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: bare
      #     ^^^^ run-as-low-user-id: container "bare" leaves its user ID to the image
      image: a
`);
    });

    it("takes the container's value before the pod's, and knows user namespaces and Windows", () => {
      checkNone(
        `
apiVersion: v1
kind: Pod
spec:
  securityContext: { runAsUser: 0 }
  containers:
    - { name: a, image: a, securityContext: { runAsUser: 10000 } }
---
apiVersion: v1
kind: Pod
spec:
  hostUsers: false
  containers: [{ name: a, image: a, securityContext: { runAsUser: 0 } }]
---
apiVersion: v1
kind: Pod
spec:
  os: { name: windows }
  containers: [{ name: a, image: a }]
`,
        "run-as-low-user-id",
      );
    });
  });

  describe("run-as-low-group-id", () => {
    it("looks at the primary group alone", () => {
      check(`
apiVersion: v1
kind: Pod
spec:
  securityContext: { fsGroup: 100, supplementalGroups: [6] }
  containers:
    - name: web
      image: a
      securityContext: { runAsGroup: 100 }
      #                              ^^^ run-as-low-group-id: container "web" runs with group 100, which groups of the node are likely to share
    - name: other
      image: a
      securityContext: { runAsGroup: 10000 }
`);
    });
  });

  describe("run-as-root-group", () => {
    it("marks group 0 in every list", () => {
      check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext:
    runAsGroup: 0
    #           ^ run-as-root-group
    fsGroup: 0
    #        ^ run-as-root-group: Pod "web" gives its volumes to group 0, the group of root
    supplementalGroups: [1000, 0]
    #                          ^ run-as-root-group
  containers:
    - name: web
      image: a
      securityContext: { runAsGroup: 0 }
      #                              ^ run-as-root-group: container "web" runs with group 0, the group of root
`);
    });

    it("does not mind user 0, nor a group that is unset", () => {
      checkNone(
        `
apiVersion: v1
kind: Pod
spec:
  securityContext: { runAsUser: 0, runAsGroup: 1000, fsGroup: ~ }
  containers: [{ name: web, image: a }]
`,
        "run-as-root-group",
      );
    });
  });

  const ranges = {
    ruleOptions: {
      "allowed-user-group-ranges": { users: ["10000-19999", "999"], supplementalGroups: ["5000-6000"] },
    },
  };

  describe("allowed-user-group-ranges", () => {
    it("compares with what is configured", () => {
      check(
        `
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  securityContext:
    runAsUser: 999
    runAsGroup: 4
    supplementalGroups: [5500, 4]
    #                          ^ allowed-user-group-ranges: Pod "web" sets supplementalGroups to 4, which is not among the allowed 5000-6000
  containers:
    - name: web
      image: a
      securityContext: { runAsUser: 20000 }
      #                             ^^^^^ allowed-user-group-ranges
`,
        ranges,
      );
    });

    it("asks for an ID where only some are allowed, and is silent without ranges", () => {
      const manifest = (marker: string) => `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
${marker}
      image: a
`;
      check(
        manifest(
          `      #     ^^^ allowed-user-group-ranges: container "web" leaves runAsUser to the image, while only 10000-19999, 999 are allowed`,
        ),
        ranges,
      );
      checkNone(manifest(""), "allowed-user-group-ranges");
    });
  });
});
