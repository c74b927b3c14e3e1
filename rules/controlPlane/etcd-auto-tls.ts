import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isTrue, removeFlag } from "../shared/controlPlane";
import { etcdSecurity, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "etcd-auto-tls",
  title: "Self-signed certificate of etcd",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--auto-tls"],
  fix: "review",
  messages: { set: "etcd serves with a self-signed certificate: {flag} is {value}" },
  check: (view, context) =>
    checkFlag({
      component: "etcd",
      flag: "auto-tls",
      optional: true,
      fine: (value) => !isTrue(value),
      // Without a certificate of its own it would then serve in clear text.
      ...(view.settings("cert-file").length > 0 && { fix: removeFlag }),
    })(view, context),
});

export const docs = {
  what: "`--auto-tls` lets etcd make itself a certificate for its clients that nobody has signed.",
  why: "The clients cannot tell etcd from somebody in between, who then reads and changes everything, secrets included.",
  legitimate: "None in a cluster; a quick test on one machine at most.",
  how: "Remove the flag and give etcd a certificate of its CA (`--cert-file`, `--key-file`).",
  references: [etcdSecurity, operatingEtcd],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["2.3"],
    cwe: ["CWE-311"],
  },
  peers: {
    kubescape: ["C-0155"],
    trivy: ["KCV-0044"],
    checkov: ["CKV_K8S_118"],
    kics: ["98ce8b81-7707-4734-aa39-627c6db3d84b"],
    "kube-bench": ["cis-1.12/2.3"],
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
        - --cert-file=/etc/kubernetes/pki/etcd/server.crt
        - --key-file=/etc/kubernetes/pki/etcd/server.key
        - --auto-tls=true
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
