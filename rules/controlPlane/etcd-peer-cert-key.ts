import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags, isTrue, listensLocally } from "../shared/controlPlane";
import { etcdSecurity, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "etcd-peer-cert-key",
  title: "No TLS between etcd members",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--peer-cert-file", "component.--peer-key-file"],
  messages: { missing: "etcd talks to its peers without TLS: no {flag}" },
  check: checkRequiredFlags(
    "etcd",
    ["peer-cert-file", "peer-key-file"],
    (view) =>
      listensLocally(view, "listen-peer-urls") ||
      view.settings("peer-auto-tls").some(({ value }) => isTrue(value)),
  ),
});

export const docs = {
  what: "Without `--peer-cert-file` and `--peer-key-file` the members of the etcd cluster talk to each other in clear text.",
  why: "The members exchange all data, secrets included: it can be read on the way, and anybody can join as a member.",
  legitimate:
    "An etcd that listens for peers on the loopback address only, as one of a single member can; the rule accepts that.",
  how: "Make a certificate for the members with etcd's own CA and set both flags. (With `--peer-auto-tls` another rule speaks.)",
  references: [etcdSecurity, operatingEtcd],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["2.4"],
    mitre: ["T1040"],
    cwe: ["CWE-287"],
  },
  peers: {
    kubescape: ["C-0156"],
    trivy: ["KCV-0045"],
    checkov: ["CKV_K8S_119"],
    kics: ["09bb9e96-8da3-4736-b89a-b36814acca60"],
    "kube-bench": ["cis-1.12/2.4"],
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
        - --peer-cert-file=/etc/kubernetes/pki/etcd/peer.crt
        - --peer-key-file=/etc/kubernetes/pki/etcd/peer.key
`,
  },
} satisfies RuleDocs;
