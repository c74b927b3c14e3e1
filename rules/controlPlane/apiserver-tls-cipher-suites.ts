import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkCipherSuites } from "../shared/controlPlaneLists";
import { apiServerFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-tls-cipher-suites",
  title: "Weak cipher suites at the API server",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--tls-cipher-suites"],
  fix: "review",
  messages: {
    weak: "kube-apiserver offers the weak cipher suite {suite}",
    missing: "kube-apiserver leaves its cipher suites to Go's defaults",
  },
  check: checkCipherSuites("kube-apiserver", { required: true }),
});

export const docs = {
  what: "`--tls-cipher-suites` is missing or names a suite that Kubernetes does not list as preferred: without forward secrecy, with RC4, 3DES or a weak mode. Missing, Go's defaults apply, which are good in current versions and include weak suites in old ones.",
  why: "Who records traffic can read it later once the server's key leaks, or break a weak cipher in time.",
  legitimate:
    "Old clients that know nothing better. From TLS 1.3 on the suites cannot be chosen at all and are strong.",
  how: "List only ECDHE suites with AES-GCM or ChaCha20-Poly1305.",
  references: [apiServerFlags],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K07"],
    cis: ["1.2.29"],
    mitre: ["T1040"],
    cwe: ["CWE-326"],
  },
  peers: {
    kubescape: ["C-0143", "C-0277"],
    checkov: ["CKV_K8S_105"],
    kics: ["510d5810-9a30-443a-817d-5c1fa527b110"],
    "kube-bench": ["cis-1.12/1.2.29"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.34.2
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --tls-cipher-suites=TLS_RSA_WITH_3DES_EDE_CBC_SHA
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kube-apiserver
  namespace: kube-system
spec:
  containers:
    - name: kube-apiserver
      image: registry.k8s.io/kube-apiserver:v1.34.2
      command:
        - kube-apiserver
        - --authorization-mode=Node,RBAC
        - --tls-cipher-suites=TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
`,
  },
} satisfies RuleDocs;
