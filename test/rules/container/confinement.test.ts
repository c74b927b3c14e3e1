import { check, checkFix, checkNone } from "../../harness/check";

/** A pod whose only container has this security context. */
const pod = (securityContext: string) => `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext: ${securityContext}
`;

describe("confinement that a container lacks", () => {
  describe("capabilities-drop-missing", () => {
    it("marks containers that drop nothing", () => {
      check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      #     ^^^ capabilities-drop-missing: container "web" drops no capability
      image: a
    - name: app
      image: a
      securityContext:
        capabilities:
          drop: []
          #@ 10-14 capabilities-drop-missing
`);
      checkNone(pod("{ capabilities: { drop: [KILL] } }"), "capabilities-drop-missing");
      checkNone(pod(`{ capabilities: { drop: "$\{DROPPED}" } }`), "capabilities-drop-missing");
    });
  });

  describe("capability-net-raw-not-dropped", () => {
    it("takes ALL and any spelling of NET_RAW", () => {
      for (const dropped of ["ALL", "all", "NET_RAW", "CAP_NET_RAW", "net_raw"])
        checkNone(pod(`{ capabilities: { drop: [KILL, ${dropped}] } }`), "capability-net-raw-not-dropped");
      check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext:
        capabilities:
          drop: [NET_ADMIN]
          #@ 10-14 capability-net-raw-not-dropped: container "web" does not drop NET_RAW
`);
      checkFix(
        "capability-net-raw-not-dropped",
        pod("{ capabilities: { drop: [NET_ADMIN] } }"),
        pod("{ capabilities: { drop: [NET_ADMIN, NET_RAW] } }"),
      );
    });
  });

  describe("capabilities-added", () => {
    it("marks every capability, NET_BIND_SERVICE only where everything is asked for", () => {
      const fixture = (marker: string) => `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      securityContext:
        capabilities:
          add:
            - NET_BIND_SERVICE
${marker}
            - CHOWN
            # ^^^^^ capabilities-added: container "web" adds the capability CHOWN
          drop: [SYS_ADMIN]
`;
      check(fixture("            # ^^^^^^^^^^^^^^^^ capabilities-added"));
      check(fixture(""), { profile: "cis", only: ["capabilities-added"] });
    });
  });

  describe("apparmor-profile-missing", () => {
    it("knows the field, the pod's and the annotation", () => {
      check(`
apiVersion: v1
kind: Pod
metadata:
  annotations:
    container.apparmor.security.beta.kubernetes.io/noted: runtime/default
spec:
  containers:
    - { name: noted, image: a }
    - { name: set, image: a, securityContext: { appArmorProfile: { type: Localhost, localhostProfile: a } } }
    - name: bare
      #     ^^^^ apparmor-profile-missing: container "bare" names no AppArmor profile
      image: a
`);
      checkNone(
        `
apiVersion: v1
kind: Pod
spec:
  securityContext: { appArmorProfile: { type: RuntimeDefault } }
  containers: [{ name: a, image: a }]
`,
        "apparmor-profile-missing",
      );
    });
  });

  describe("linux-hardening-missing", () => {
    it("is content with any one of the four", () => {
      for (const context of [
        "{ seccompProfile: { type: RuntimeDefault } }",
        "{ capabilities: { drop: [KILL] } }",
        "{ seLinuxOptions: { level: s0 } }",
        "{ appArmorProfile: { type: RuntimeDefault } }",
      ])
        checkNone(pod(context), "linux-hardening-missing");
    });

    it("does not count what switches confinement off or says nothing", () => {
      check(`
apiVersion: v1
kind: Pod
metadata:
  annotations:
    container.apparmor.security.beta.kubernetes.io/somebody-else: runtime/default
spec:
  securityContext: { seccompProfile: { type: Unconfined } }
  containers:
    - name: web
      #     ^^^ linux-hardening-missing
      image: a
      securityContext: { seLinuxOptions: {}, privileged: true }
`);
    });
  });
});
