import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isTrue, removeFlag } from "../shared/controlPlane";
import { etcdSecurity, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "etcd-peer-auto-tls",
  title: "Self-signed certificates between etcd members",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--peer-auto-tls"],
  fix: "review",
  messages: { set: "etcd talks to its peers with self-signed certificates: {flag} is {value}" },
  check: (view, context) =>
    checkFlag({
      component: "etcd",
      flag: "peer-auto-tls",
      optional: true,
      fine: (value) => !isTrue(value),
      // Without a certificate of its own it would then serve in clear text.
      ...(view.settings("peer-cert-file").length > 0 && { fix: removeFlag }),
    })(view, context),
});

export const docs = {
  what: "`--peer-auto-tls` lets etcd make itself a certificate for its peers that nobody has signed.",
  why: "The peers cannot tell etcd from somebody in between, who then reads and changes everything, secrets included.",
  legitimate: "None in a cluster; a quick test on one machine at most.",
  how: "Remove the flag and give etcd a certificate of its CA (`--peer-cert-file`, `--peer-key-file`).",
  references: [etcdSecurity, operatingEtcd],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["2.6"],
    cwe: ["CWE-295"],
  },
  peers: {
    kubescape: ["C-0158"],
    trivy: ["KCV-0047"],
    kics: ["ae8827e2-4af9-4baa-9998-87539ae0d6f0"],
    "kube-bench": ["cis-1.12/2.6"],
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
        - --peer-cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --peer-key-file=/etc/kubernetes/pki/etcd/server.key
        - --peer-auto-tls=true
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
        - --peer-cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --peer-key-file=/etc/kubernetes/pki/etcd/server.key
`,
  },
} satisfies RuleDocs;
