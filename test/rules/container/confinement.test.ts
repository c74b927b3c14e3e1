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

describe("security-context-missing", () => {
  it("marks containers without settings of their own, and the pod", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  #@ 0-4 security-context-missing: Pod "web" has no security context of its own
  containers:
    - name: bare
      #     ^^^^ security-context-missing: container "bare" has no security context
      image: a
    - name: empty
      image: a
      securityContext: { runAsUser: ~ }
      #@ 6-21 security-context-missing: the security context of container "empty" is empty
    - { name: said, image: a, securityContext: { runAsUser: 1 } }
`);
  });

  it("speaks of the pod only where everything is asked for, and not where one setting is written", () => {
    const pod = `
apiVersion: v1
kind: Pod
spec:
  containers: [{ name: web, image: a, securityContext: { privileged: false } }]
`;
    check(pod, { profile: "cis", only: ["security-context-missing"] });
    checkNone(pod.replace("spec:", "spec:\n  securityContext: { fsGroup: 1 }"), "security-context-missing");
  });
});

describe("windows-container-administrator", () => {
  it("marks administrators, and images that decide on a Windows pod", () => {
    check(`
apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  os: { name: windows }
  containers:
    - name: admin
      image: a
      securityContext: { windowsOptions: { runAsUserName: containeradministrator } }
      #                                                   ^^^^^^^^^^^^^^^^^^^^^^ windows-container-administrator: container "admin" runs as "containeradministrator", an administrator
    - name: image
      #     ^^^^^ windows-container-administrator
      image: a
`);
  });

  it("knows ordinary users, Linux, and host processes", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  os: { name: windows }
  securityContext: { windowsOptions: { runAsUserName: ContainerUser } }
  containers: [{ name: a, image: a }]
---
apiVersion: v1
kind: Pod
spec:
  containers: [{ name: a, image: a }]
---
apiVersion: v1
kind: Pod
spec:
  os: { name: windows }
  securityContext: { windowsOptions: { hostProcess: true, runAsUserName: 'NT AUTHORITY\\SYSTEM' } }
  containers: [{ name: a, image: a }]
`,
      "windows-container-administrator",
    );
  });
});

describe("subpath-symlink-cve-2021-25741", () => {
  const pod = `
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      image: a
      volumeMounts:
        - { name: a, mountPath: /a, subPath: "" }
        - { name: a, mountPath: /b, subPath: b }
        #                                    ^ subpath-symlink-cve-2021-25741
        - { name: a, mountPath: /c, subPathExpr: c }
        #                                        ^ subpath-symlink-cve-2021-25741
`;

  it("marks sub paths for the versions that have the fault", () => {
    check(pod, { minor: 22 });
    check(pod.replace(/^ *#.*\n/gm, ""), {
      minor: 23,
      profile: "nsa",
      only: ["subpath-symlink-cve-2021-25741"],
    });
  });
});
