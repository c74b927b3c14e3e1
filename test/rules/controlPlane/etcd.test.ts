import assert from "node:assert/strict";
import { check, checkNone } from "../../harness/check";
import { describeFlags, messages, staticPod } from "./manifests";

describeFlags("etcd", [
  {
    rule: "etcd-cert-key",
    bad: [[], ["--cert-file=/a.crt"], ["--cert-file", "<filename>"], ["--auto-tls=false"]],
    fine: [
      ["--cert-file=/a.crt", "--key-file=/a.key"],
      ["-cert-file=/a.crt", "-key-file", "/a.key"],
    ],
  },
  {
    rule: "etcd-client-cert-auth",
    bad: [[], ["--client-cert-auth=false"], ["--client-cert-auth", "'false'"], ["--peer-client-cert-auth"]],
    fine: [
      ["--client-cert-auth"],
      ["--client-cert-auth=true"],
      ["--client-cert-auth", "'true'"],
      ["--config-file=/etcd.yaml"],
    ],
  },
  {
    rule: "etcd-auto-tls",
    bad: [["--auto-tls"], ["--auto-tls=true"]],
    fine: [[], ["--auto-tls", "'false'"], ["--peer-auto-tls"]],
  },
  {
    rule: "etcd-peer-cert-key",
    bad: [[], ["--peer-key-file=/a.key"]],
    fine: [["--peer-cert-file=/a.crt", "--peer-key-file=/a.key"], ["--peer-auto-tls"]],
  },
  {
    rule: "etcd-peer-client-cert-auth",
    bad: [[], ["--client-cert-auth"]],
    fine: [["--peer-client-cert-auth"]],
  },
  {
    rule: "etcd-client-cert-auth",
    bad: [["--listen-client-urls=http://127.0.0.1:2379,http://10.0.0.1:2379"]],
    fine: [["--listen-client-urls=http://127.0.0.1:2379"], ["--listen-client-urls=unix://etcd.sock:0"]],
  },
  {
    rule: "etcd-peer-cert-key",
    bad: [["--listen-client-urls=http://127.0.0.1:2379", "--listen-peer-urls=http://10.0.0.1:2380"]],
    fine: [["--listen-peer-urls=http://localhost:2380"], ["--listen-client-urls=http://127.0.0.1:2379"]],
  },
  { rule: "etcd-peer-auto-tls", bad: [["--peer-auto-tls"]], fine: [[], ["--auto-tls"]] },
]);

describe("etcd", () => {
  it("reads its settings from the environment too, and flags first", () => {
    const pod = (flags: string) =>
      `${staticPod("etcd", [])}${flags}      env: [{ name: ETCD_CLIENT_CERT_AUTH, value: "true" }, { name: ETCD_AUTO_TLS, value: "true" }]\n`;
    assert.deepEqual(messages(pod(""), "etcd-client-cert-auth"), []);
    assert.deepEqual(messages(pod(""), "etcd-auto-tls"), [
      "etcd serves with a self-signed certificate: --auto-tls is true",
    ]);
    assert.deepEqual(messages(pod("        - --auto-tls=false\n"), "etcd-auto-tls"), []);
  });
});

describe("etcd-unique-ca", () => {
  const pods = (ca: string) =>
    `${staticPod("kube-apiserver", ["--client-ca-file=/pki/ca.crt"])}---\n${staticPod("etcd", [`--trusted-ca-file=${ca}`])}`;

  it("compares etcd with the API server of the same workspace", () => {
    assert.deepEqual(messages(pods("/pki/ca.crt"), "etcd-unique-ca"), [
      "the API server shares its client CA /pki/ca.crt with etcd",
      "etcd trusts every client of the cluster: its CA /pki/ca.crt is also that of the API server",
    ]);
    assert.deepEqual(messages(pods("/pki/etcd/ca.crt"), "etcd-unique-ca"), []);
  });

  it("sees through a program that starts another", () => {
    const started = (ca: string) => `apiVersion: v1
kind: Pod
metadata: { name: etcd }
spec:
  containers:
    - name: etcd
      command: [dumb-init, --]
      args: [/usr/local/bin/etcd, --trusted-ca-file, ${ca}]
`;
    const apiServer = staticPod("kube-apiserver", ["--client-ca-file", "/pki/ca.crt"]);
    assert.equal(messages(`${apiServer}---\n${started("/pki/ca.crt")}`, "etcd-unique-ca").length, 2);
    assert.deepEqual(messages(`${apiServer}---\n${started("/pki/etcd.crt")}`, "etcd-unique-ca"), []);
  });

  it("reports kubeadm's configuration once, at etcd", () => {
    check(`
apiVersion: kubeadm.k8s.io/v1beta3
kind: ClusterConfiguration
apiServer:
  extraArgs:
    client-ca-file: /pki/ca.crt
etcd:
  local:
    extraArgs:
      trusted-ca-file: /pki/ca.crt
      #                ^^^^^^^^^^^ etcd-unique-ca
`);
    checkNone(
      "apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\netcd:\n  local:\n    extraArgs: { trusted-ca-file: /pki/ca.crt }\n",
      "etcd-unique-ca",
    );
  });
});
