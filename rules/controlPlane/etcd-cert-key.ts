import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags, isTrue, listensLocally } from "../shared/controlPlane";
import { etcdSecurity, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "etcd-cert-key",
  title: "No TLS between etcd and its clients",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--cert-file", "component.--key-file"],
  messages: { missing: "etcd serves clients without TLS: no {flag}" },
  check: checkRequiredFlags(
    "etcd",
    ["cert-file", "key-file"],
    (view) =>
      listensLocally(view, "listen-client-urls") ||
      view.settings("auto-tls").some(({ value }) => isTrue(value)),
  ),
});

export const docs = {
  what: "Without `--cert-file` and `--key-file` etcd serves its clients in clear text.",
  why: "Everything the API server reads and writes, secrets included, can be read and changed on the way.",
  legitimate:
    "An etcd that only listens on a Unix socket or the loopback address of its pod; the rule accepts that.",
  how: "Make a certificate for the server with etcd's own CA and set both flags. (With `--auto-tls` another rule speaks.)",
  references: [etcdSecurity, operatingEtcd],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["2.1"],
    mitre: ["T1040"],
    cwe: ["CWE-287"],
  },
  peers: {
    kubescape: ["C-0153"],
    trivy: ["KCV-0042"],
    checkov: ["CKV_K8S_116"],
    kics: ["075ca296-6768-4322-aea2-ba5063b969a9"],
    "kube-bench": ["cis-1.12/2.1", "cis-1.6-k3s/2.1"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: etcd
  namespace: kube-system
spec:
  containers:
    - name: etcd
      image: registry.k8s.io/etcd:3.6.5-0
      command:
        - etcd
        - --data-dir=/var/lib/etcd
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: etcd
  namespace: kube-system
spec:
  containers:
    - name: etcd
      image: registry.k8s.io/etcd:3.6.5-0
      command:
        - etcd
        - --data-dir=/var/lib/etcd
        - --cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --key-file=/etc/kubernetes/pki/etcd/server.key
`,
  },
} satisfies RuleDocs;
