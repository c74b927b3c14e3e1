import assert from "node:assert/strict";
import { check, checkNone, lintWith } from "../../harness/check";

const rule = "sensitive-host-path";

const pod = (path: string) => `
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec:
  containers: [{ name: a, image: a }]
  volumes:
    - name: v
      hostPath: { path: ${path} }
`;

describe("sensitive-host-path", () => {
  it("marks the path and says what lies there", () => {
    check(`
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  template:
    spec:
      containers: [{ name: a, image: a }]
      volumes:
        - name: etc
          hostPath:
            path: /etc/
            #     ^^^^^ sensitive-host-path: DaemonSet "agent" mounts "/etc/", which holds configuration of the node
        - { name: tz, hostPath: { path: /etc/localtime } }
        - name: keys
          hostPath: { path: /etc/kubernetes/pki, type: Directory }
          #                 ^^^^^^^^^^^^^^^^^^^ sensitive-host-path: DaemonSet "agent" mounts "/etc/kubernetes/pki", where the node keeps credentials
`);
  });

  const graded: Record<string, string | undefined> = {
    "/": "critical",
    "/proc": "critical",
    "/proc/sys/net": "high",
    "/sys/fs/bpf": "high",
    "/dev": "critical",
    "/dev/sda1": "critical",
    "/root/.ssh": "high",
    "/var/lib/kubelet": "critical",
    "/var/lib/kubelet/pods": "high",
    "/var/log": "medium",
    "/opt/cni/bin": "high",
    "C:\\Windows\\System32": "high",
    "/etcetera": undefined,
    "/data": undefined,
    "/dev/net/tun": undefined,
    "/lib/modules": undefined,
    "/var/lib/myapp": undefined,
    "/usr/share/zoneinfo": undefined,
    "/etc/ssl/certs/ca.pem": undefined,
    "/mnt/etc": undefined,
    "C:\\data": undefined,
  };
  for (const [path, severity] of Object.entries(graded))
    it(`finds ${path} ${severity ?? "harmless"}`, () => {
      assert.deepEqual(
        lintWith(pod(`'${path}'`), [rule]).map((finding) => finding.severity),
        severity ? [severity] : [],
      );
    });

  it("takes a read-only mount of what matters when written less seriously", () => {
    const severity = (path: string, readOnly: boolean) =>
      lintWith(
        `apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, volumeMounts: [{ name: v, mountPath: /host, readOnly: ${readOnly} }] }
  volumes: [{ name: v, hostPath: { path: ${path} } }]
`,
        [rule],
      ).map((finding) => finding.severity);
    assert.deepEqual(severity("/sys", true), ["medium"]);
    assert.deepEqual(severity("/sys", false), ["critical"]);
    assert.deepEqual(severity("/etc", true), ["critical"]);
  });

  it("leaves the word to the rule on runtime sockets where both would speak", () => {
    check(`${pod("/var/run")}      #@ 24-32 container-runtime-socket\n`, {
      only: [rule, "container-runtime-socket"],
      profile: "recommended",
    });
  });

  it("is silent for what is filled in later", () => {
    checkNone(pod('"{{ .Values.path }}"'), rule);
  });
});
