import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isTrue, listensLocally } from "../shared/controlPlane";
import { etcdSecurity, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "etcd-peer-client-cert-auth",
  title: "No certificates between etcd members",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["component.--peer-client-cert-auth"],
  fix: "review",
  messages: {
    set: "etcd accepts peers without certificates: {flag} is {value}",
    missing: "etcd accepts peers without certificates: {flag} is not set",
  },
  check: checkFlag({
    component: "etcd",
    flag: "peer-client-cert-auth",
    byDefault: "false",
    fine: isTrue,
    isExcused: (view) => listensLocally(view, "listen-peer-urls"),
    fix: "true",
  }),
});

export const docs = {
  what: "Without `--peer-client-cert-auth` etcd lets members join that show no certificate.",
  why: "Whoever reaches the peer port can join as a member and gets a copy of all data, or changes it.",
  legitimate:
    "An etcd that only listens on a Unix socket or the loopback address of its pod; the rule accepts that.",
  how: "Set `--peer-client-cert-auth=true` and name the CA in `--peer-trusted-ca-file`.",
  references: [etcdSecurity, operatingEtcd],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["2.5"],
    cwe: ["CWE-287"],
  },
  peers: {
    kubescape: ["C-0157"],
    trivy: ["KCV-0046"],
    checkov: ["CKV_K8S_121"],
    kics: ["b7d0181d-0a9b-4611-9d1c-1ad4f0b620ff"],
    "kube-bench": ["cis-1.12/2.5"],
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
        - --peer-client-cert-auth=false
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
        - --peer-client-cert-auth=true
`,
  },
} satisfies RuleDocs;
