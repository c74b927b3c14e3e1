import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isTrue, listensLocally } from "../shared/controlPlane";
import { etcdSecurity, operatingEtcd } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "etcd-client-cert-auth",
  title: "No client certificates at etcd",
  on: "component",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--client-cert-auth"],
  fix: "review",
  messages: {
    set: "etcd serves clients without certificates: {flag} is {value}",
    missing: "etcd serves clients without certificates: {flag} is not set",
  },
  check: checkFlag({
    component: "etcd",
    flag: "client-cert-auth",
    byDefault: "false",
    fine: isTrue,
    isExcused: (view) => listensLocally(view, "listen-client-urls"),
    fix: "true",
  }),
});

export const docs = {
  what: "Without `--client-cert-auth` etcd answers everybody who reaches its port.",
  why: "etcd holds all objects and all secrets, and knows nothing of roles. Who can write to it is cluster administrator without a trace in any audit log.",
  legitimate:
    "An etcd that only listens on a Unix socket or the loopback address of its pod; the rule accepts that.",
  how: "Set `--client-cert-auth=true` and name the CA in `--trusted-ca-file`.",
  references: [etcdSecurity, operatingEtcd],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    cis: ["2.2"],
    mitre: ["T1190"],
    cwe: ["CWE-287"],
  },
  peers: {
    kubescape: ["C-0154"],
    trivy: ["KCV-0043"],
    checkov: ["CKV_K8S_117"],
    kics: ["9391103a-d8d7-4671-ac5d-606ba7ccb0ac"],
    "kube-bench": ["cis-1.12/2.2"],
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
        - --client-cert-auth=false
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
        - --client-cert-auth=true
`,
  },
} satisfies RuleDocs;
