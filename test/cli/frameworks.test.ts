import assert from "node:assert/strict";
import type { Compliance } from "../../engine/compliance";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";

/** Privileged, among the processes of the node, with a password in clear text; otherwise as it ought to be. */
const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec:
  hostPID: true
  automountServiceAccountToken: false
  securityContext: { runAsNonRoot: true, runAsUser: 20000, runAsGroup: 20000, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: web
      image: registry.example/web@sha256:${"a".repeat(64)}
      env: [{ name: DB_PASSWORD, value: hunter2 }]
      resources: { limits: { cpu: 1, memory: 1Gi }, requests: { cpu: 1, memory: 1Gi } }
      securityContext: { privileged: true, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }
`;

async function compliance(profile: string): Promise<Compliance> {
  const cwd = temporaryFolder({ "web.yaml": pod });
  const { stdout } = await inProcess(cwd, "scan", "--profile", profile, "--format", "json");
  return JSON.parse(stdout).compliance;
}

/** The ids of the controls with a status. */
function ids({ controls }: Compliance, status: string): string {
  return controls
    .filter((control) => control.status === status)
    .map(({ id }) => id)
    .join(", ");
}

describe("kubehint scan --profile of a framework", () => {
  // What fails is the node's processes and the privileges (K01, 6.5.8, (a)(1)), the password (K08 or K03, 6.5.10, (d)) and,
  // where a framework asks for it, that no NetworkPolicy covers the pod (K07 or K05, CC6.6, (e)(1)).
  const tables: Record<string, { fail: string; pass: string; not: string; score: number }> = {
    "owasp-2022": {
      fail: "K01, K07, K08",
      pass: "K02, K03, K04, K06, K09, K10",
      not: "K05",
      score: 66,
    },
    "owasp-2025": {
      fail: "K01, K03, K05",
      pass: "K02, K04, K06, K07, K09",
      not: "K08, K10",
      score: 62,
    },
    "pss-baseline": {
      fail: "host-pid, privileged-container",
      pass: "apparmor-unconfined, capabilities-added-beyond-baseline, capability-net-raw-added, capability-sys-admin-added, capability-sys-module-added, dangerous-capabilities-added, host-ipc, host-network, host-path-volume, host-port, host-probes-lifecycle-host, proc-mount-unmasked, seccomp-unconfined, selinux-options, unsafe-sysctls, windows-host-process",
      not: "",
      score: 88,
    },
    soc2: {
      fail: "CC6.1, CC6.6, CC6.7, CC7.2",
      pass: "",
      not: "CC1.1, CC6.2, CC6.8, CC7.1",
      score: 0,
    },
    pci: {
      fail: "3.2 6.5.8, 3.2 6.5.10, 4.0 6.2.4",
      pass: "3.2 4.1, 3.2 6.5.4, 4.0 4.2.1",
      not: "",
      score: 50,
    },
    hipaa: {
      fail: "164.312(a)(1), 164.312(d), 164.312(e)(1)",
      pass: "164.312(a)(2)(i), 164.312(c)(1)",
      not: "164.312(a)(2)(iv), 164.312(b)",
      score: 40,
    },
  };

  for (const [profile, expected] of Object.entries(tables))
    it(`gives the controls of ${profile}`, async () => {
      const result = await compliance(profile);
      const { fail, pass, not, score } = expected;
      assert.deepEqual(
        {
          fail: ids(result, "fail"),
          pass: ids(result, "pass"),
          not: ids(result, "not-applicable"),
          score: result.score,
        },
        { fail, pass, not, score },
      );
      assert.equal(result.controls.length, result.passed + result.failed + result.notApplicable);
    });

  // Too many controls for a table that people read.
  for (const [profile, failing, passing] of [
    ["cis", "5.2.2, 5.2.3, 5.2.6", "5.2.4"],
    ["mitre", "T1046, T1057, T1210, T1496, T1499, T1548, T1552.001, T1610, T1611", "T1525"],
  ] as const)
    it(`gives the controls of ${profile}`, async () => {
      const result = await compliance(profile);
      assert.equal(ids(result, "fail"), failing);
      assert.ok(ids(result, "pass").split(", ").includes(passing));
      const named = new Set(rules.flatMap(({ id }) => ruleDocs[id]?.frameworks[profile] ?? []));
      assert.equal(result.controls.length, named.size);
      const { passed, failed } = result;
      assert.equal(result.score, Math.floor((100 * passed) / (passed + failed)));
    });

  it("calls a control of etcd not applicable to what has no etcd in it", async () => {
    const result = await compliance("cis");
    assert.ok(ids(result, "not-applicable").split(", ").includes("2.7"));
  });
});
