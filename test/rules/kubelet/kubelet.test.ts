import assert from "node:assert/strict";
import { describeFlags, messages } from "../controlPlane/manifests";

/** One row: the rule, bodies of a `KubeletConfiguration` that are risky, bodies that are fine. */
const configurations: readonly (readonly [rule: string, bad: readonly string[], fine: readonly string[]])[] =
  [
    [
      "kubelet-anonymous-auth",
      ["authentication: { anonymous: { enabled: true } }"],
      ["port: 10250", "authentication: { anonymous: { enabled: false } }"],
    ],
    [
      "kubelet-authorization-always-allow",
      ["authorization: { mode: AlwaysAllow }"],
      ["port: 10250", "authorization: { mode: Webhook }"],
    ],
    [
      "kubelet-client-ca",
      ["port: 10250", "authentication: { x509: {} }", 'authentication: { x509: { clientCAFile: "" } }'],
      ["authentication: { x509: { clientCAFile: /ca.crt } }"],
    ],
    ["kubelet-read-only-port", ["readOnlyPort: 10255"], ["port: 10250", "readOnlyPort: 0"]],
    [
      "kubelet-streaming-idle-timeout",
      ["streamingConnectionIdleTimeout: 0s", "streamingConnectionIdleTimeout: 0h0m0s"],
      ["port: 10250", "streamingConnectionIdleTimeout: 30m"],
    ],
    [
      "kubelet-protect-kernel-defaults",
      ["port: 10250", "protectKernelDefaults: false"],
      ["protectKernelDefaults: true"],
    ],
    [
      "kubelet-iptables-util-chains",
      ["makeIPTablesUtilChains: false"],
      ["port: 10250", "makeIPTablesUtilChains: true"],
    ],
    ["kubelet-event-qps", ["eventRecordQPS: 2"], ["port: 10250", "eventRecordQPS: 0", "eventRecordQPS: 50"]],
    [
      "kubelet-tls-cert",
      ["port: 10250", "tlsCertFile: /a.crt", "serverTLSBootstrap: false"],
      ["{ tlsCertFile: /a.crt, tlsPrivateKeyFile: /a.key }", "serverTLSBootstrap: true"],
    ],
    [
      "kubelet-rotate-certificates",
      ["port: 10250", "rotateCertificates: false"],
      ["rotateCertificates: true"],
    ],
    [
      "kubelet-rotate-server-certificate",
      ["featureGates: { RotateKubeletServerCertificate: false }"],
      ["port: 10250", "featureGates: { RotateKubeletServerCertificate: true, Other: false }"],
    ],
    [
      "kubelet-tls-cipher-suites",
      ["port: 10250", "tlsCipherSuites: [TLS_AES_128_GCM_SHA256, TLS_RSA_WITH_AES_128_CBC_SHA]"],
      ["tlsCipherSuites: [TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256]"],
    ],
    [
      "kubelet-pod-pids-limit",
      ["port: 10250", "podPidsLimit: -1", "podPidsLimit: 0"],
      ["podPidsLimit: 4096"],
    ],
    ["kubelet-seccomp-default", ["port: 10250", "seccompDefault: false"], ["seccompDefault: true"]],
  ];

for (const [rule, bad, fine] of configurations)
  describe(`${rule} in a configuration`, () => {
    for (const body of bad)
      it(`reports ${body}`, () => assert.equal(messages(configuration(body), rule).length, 1));
    for (const body of fine)
      it(`is silent with ${body}`, () => assert.deepEqual(messages(configuration(body), rule), []));
  });

/** A body in braces brings more than one key. */
function configuration(body: string): string {
  const keys = body.startsWith("{")
    ? body.slice(1, -1).split(", ").join("\n").trim().replace(/\n\s*/g, "\n")
    : body;
  return `apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n${keys}\n`;
}

const elsewhere = "--config=/var/lib/kubelet/config.yaml";

describeFlags("kubelet", [
  {
    rule: "kubelet-anonymous-auth",
    bad: [[], ["--anonymous-auth=true"], [elsewhere, "--anonymous-auth=true"]],
    fine: [["--anonymous-auth=false"], [elsewhere]],
  },
  {
    rule: "kubelet-authorization-always-allow",
    bad: [[], ["--authorization-mode=AlwaysAllow"]],
    fine: [["--authorization-mode=Webhook"], [elsewhere]],
  },
  { rule: "kubelet-client-ca", bad: [[]], fine: [["--client-ca-file=/ca.crt"], [elsewhere]] },
  {
    rule: "kubelet-read-only-port",
    bad: [[], ["--read-only-port=1"]],
    fine: [["--read-only-port=0"], [elsewhere]],
  },
  {
    rule: "kubelet-hostname-override",
    bad: [["--hostname-override=node"], [elsewhere, "--hostname-override", "node"]],
    fine: [[], [elsewhere]],
  },
  { rule: "kubelet-event-qps", at: "v1.26.0", bad: [["--event-qps=3"]], fine: [[], ["--event-qps=5"]] },
  { rule: "kubelet-event-qps", at: "v1.27.0", bad: [["--event-qps=5"]], fine: [[]] },
  { rule: "kubelet-seccomp-default", at: "v1.24.0", bad: [], fine: [[]] },
  {
    rule: "kubelet-tls-cert",
    bad: [[], ["--tls-cert-file=/a.crt"]],
    fine: [["--rotate-server-certificates"], ["--tls-cert-file=/a.crt", "--tls-private-key-file=/a.key"]],
  },
  { rule: "kubelet-pod-pids-limit", bad: [[], ["--pod-max-pids=-1"]], fine: [["--pod-max-pids=100"]] },
]);
