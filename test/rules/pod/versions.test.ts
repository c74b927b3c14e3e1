import assert from "node:assert/strict";
import { newestMinor } from "../../../engine/kubernetes/version";
import { lintWith } from "../../harness/check";

/** At which minor versions a level of the Pod Security Standards refuses a pod, as ranges: `0-37`, `35-37`. */
function refusedAt(level: "baseline" | "restricted", manifest: string, rule: string): string {
  const minors = Array.from({ length: newestMinor + 1 }, (_, minor) => minor).filter((minor) =>
    lintWith(manifest, undefined, { profile: `pss-${level}`, minor }).some(
      (finding) => finding.rule === rule,
    ),
  );
  const ranges: string[] = [];
  for (let from = 0; from < minors.length; ) {
    let to = from;
    while (minors[to + 1] === (minors[to] ?? 0) + 1) to++;
    ranges.push(`${minors[from]}-${minors[to]}`);
    from = to + 1;
  }
  return ranges.join(",") || "never";
}

interface Pod {
  readonly spec?: string;
  readonly context?: string;
  readonly container?: string;
  readonly annotations?: string;
}

/** A pod of one container, all in flow style. */
const pod = ({ spec = "", context = "", container = "", annotations = "" }: Pod) => `apiVersion: v1
kind: Pod
metadata: { name: web, annotations: { ${annotations} } }
spec: { ${spec ? `${spec}, ` : ""}containers: [{ name: a, image: a, securityContext: { ${context} }${container ? `, ${container}` : ""} }] }
`;
const sysctl = (name: string) =>
  pod({ spec: `securityContext: { sysctls: [{ name: ${name}, value: "1" }] }` });
const inUserNamespace = (context: string) => pod({ spec: "hostUsers: false", context });
const onWindows = (context = "") => pod({ spec: "os: { name: windows }", context });

const always = "0-37";
/** What Kubernetes' checks refuse, by the versions they are registered for in k8s.io/pod-security-admission/policy. */
const table: readonly (readonly [
  rule: string,
  what: string,
  manifest: string,
  baseline: string,
  restricted: string,
])[] = [
  ["host-pid", "hostPID", pod({ spec: "hostPID: true" }), always, always],
  ["privileged-container", "privileged", pod({ context: "privileged: true" }), always, always],
  ["host-port", "a host port", pod({ container: "ports: [{ hostPort: 1 }]" }), always, always],
  ["windows-host-process", "hostProcess", onWindows("windowsOptions: { hostProcess: true }"), always, always],
  [
    "host-probes-lifecycle-host",
    "a probe's host",
    pod({ container: "livenessProbe: { tcpSocket: { host: a, port: 1 } }" }),
    "34-37",
    "34-37",
  ],
  ["proc-mount-unmasked", "Unmasked", pod({ context: "procMount: Unmasked" }), always, always],
  [
    "proc-mount-unmasked",
    "Unmasked in a user namespace",
    inUserNamespace("procMount: Unmasked"),
    "0-34",
    always,
  ],
  [
    "seccomp-unconfined",
    "Unconfined",
    pod({ context: "seccompProfile: { type: Unconfined }" }),
    "19-37",
    "19-37",
  ],
  [
    "seccomp-unconfined",
    "unconfined by annotation",
    pod({ annotations: "seccomp.security.alpha.kubernetes.io/pod: unconfined" }),
    "0-18",
    "0-18",
  ],
  ["seccomp-profile-missing", "no seccomp profile", pod({}), "never", "19-37"],
  ["seccomp-profile-missing", "no seccomp profile on Windows", onWindows(), "never", "19-24"],
  [
    "apparmor-unconfined",
    "AppArmor unconfined by annotation",
    pod({ annotations: "container.apparmor.security.beta.kubernetes.io/a: unconfined" }),
    always,
    always,
  ],
  [
    "apparmor-unconfined",
    "AppArmor unconfined by field",
    pod({ context: "appArmorProfile: { type: Unconfined }" }),
    always,
    always,
  ],
  ["selinux-options", "a type", pod({ context: "seLinuxOptions: { type: spc_t }" }), always, always],
  [
    "selinux-options",
    "the type of container engines",
    pod({ context: "seLinuxOptions: { type: container_engine_t }" }),
    "0-30",
    "0-30",
  ],
  ["unsafe-sysctls", "a safe sysctl", sysctl("net.ipv4.tcp_syncookies"), "never", "never"],
  ["unsafe-sysctls", "an unsafe sysctl", sysctl("kernel.msgmax"), always, always],
  ...(
    [
      [27, "net.ipv4.ip_local_reserved_ports"],
      [29, "net.ipv4.tcp_keepalive_time"],
      [29, "net.ipv4.tcp_fin_timeout"],
      [29, "net.ipv4.tcp_keepalive_intvl"],
      [29, "net.ipv4.tcp_keepalive_probes"],
      [32, "net.ipv4.tcp_rmem"],
      [32, "net.ipv4.tcp_wmem"],
      [37, "net.ipv4.tcp_slow_start_after_idle"],
      [37, "net.ipv4.tcp_notsent_lowat"],
    ] as const
  ).map(
    ([since, name]) => ["unsafe-sysctls", name, sysctl(name), `0-${since - 1}`, `0-${since - 1}`] as const,
  ),
  [
    "capabilities-added-beyond-baseline",
    "SYS_TIME",
    pod({ context: "capabilities: { add: [SYS_TIME] }" }),
    always,
    always,
  ],
  [
    "capabilities-added-beyond-restricted",
    "CHOWN",
    pod({ context: "capabilities: { add: [CHOWN] }" }),
    "never",
    "22-37",
  ],
  ["capabilities-drop-all", "no drop", pod({}), "never", "22-37"],
  ["capabilities-drop-all", "no drop on Windows", onWindows(), "never", "22-24"],
  ["allow-privilege-escalation", "no allowPrivilegeEscalation", pod({}), "never", "8-37"],
  ["allow-privilege-escalation", "no allowPrivilegeEscalation on Windows", onWindows(), "never", "8-24"],
  ["run-as-non-root", "no runAsNonRoot", pod({}), "never", always],
  ["run-as-non-root", "no runAsNonRoot on Windows", onWindows(), "never", always],
  ["run-as-non-root", "no runAsNonRoot, but a user", pod({ context: "runAsUser: 1" }), "never", always],
  ["run-as-non-root", "no runAsNonRoot in a user namespace", inUserNamespace(""), "never", "0-34"],
  ["run-as-root-user", "user 0", pod({ context: "runAsUser: 0" }), "never", "23-37"],
  ["run-as-root-user", "user 0 in a user namespace", inUserNamespace("runAsUser: 0"), "never", "23-34"],
  [
    "restricted-volume-types",
    "an NFS volume",
    pod({ spec: "volumes: [{ name: a, nfs: { server: a, path: / } }]" }),
    "never",
    always,
  ],
  [
    "restricted-volume-types",
    "an image volume",
    pod({ spec: "volumes: [{ name: a, image: { reference: a } }]" }),
    "never",
    "never",
  ],
  [
    "host-path-volume",
    "a path of the node",
    pod({ spec: "volumes: [{ name: a, hostPath: { path: / } }]" }),
    always,
    always,
  ],
  [
    "read-only-root-filesystem",
    "a writable root file system",
    pod({ context: "readOnlyRootFilesystem: false" }),
    "never",
    "never",
  ],
];

describe("the levels of the Pod Security Standards", () => {
  for (const [rule, what, manifest, baseline, restricted] of table)
    it(`refuse ${what}: baseline ${baseline}, restricted ${restricted}`, () => {
      assert.deepEqual(
        {
          baseline: refusedAt("baseline", manifest, rule),
          restricted: refusedAt("restricted", manifest, rule),
        },
        { baseline, restricted },
      );
    });

  it("admit a hardened pod at every version", () => {
    const manifest = pod({
      context:
        "runAsNonRoot: true, allowPrivilegeEscalation: false, seccompProfile: { type: RuntimeDefault }, capabilities: { drop: [ALL] }",
    });
    for (let minor = 0; minor <= newestMinor; minor++)
      assert.deepEqual(lintWith(manifest, undefined, { profile: "pss-restricted", minor }), []);
  });
});
