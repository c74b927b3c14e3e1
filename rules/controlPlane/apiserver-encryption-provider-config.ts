import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkRequiredFlags } from "../shared/controlPlane";
import { apiServerFlags, encryptionAtRest } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "apiserver-encryption-provider-config",
  title: "Secrets are stored unencrypted",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--encryption-provider-config"],
  messages: { missing: "kube-apiserver stores secrets unencrypted: {flag} is not set" },
  check: checkRequiredFlags(
    "kube-apiserver",
    ["encryption-provider-config"],
    // Its name before 1.13.
    (view) => view.settings("experimental-encryption-provider-config").length > 0,
  ),
});

export const docs = {
  what: "Without `--encryption-provider-config` the API server writes secrets to etcd in clear text.",
  why: "Whoever gets a disk, a snapshot or a backup of etcd reads every password and token of the cluster.",
  legitimate:
    "Where the disks and backups of etcd are encrypted by other means and you accept that etcd's administrators read secrets.",
  how: "Write an `EncryptionConfiguration`, preferably with a KMS provider, name it in `--encryption-provider-config`, and rewrite existing secrets once.",
  references: [encryptionAtRest, apiServerFlags],
  frameworks: {
    hipaa: ["164.312(a)(2)(iv)"],
    "owasp-2022": ["K08"],
    "owasp-2025": ["K03"],
    nsa: ["C-0066", "NSA 1.0 5.1"],
    cis: ["1.2.27"],
    mitre: ["T1552"],
    cwe: ["CWE-311"],
  },
  peers: {
    kubescape: ["C-0141", "C-0066"],
    trivy: ["KCV-0030"],
    checkov: ["CKV_K8S_104"],
    kics: ["cbd2db69-0b21-4c14-8a40-7710a50571a9"],
    "kube-bench": ["cis-1.12/1.2.27"],
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
        - --encryption-provider-config=/etc/kubernetes/enc/encryption.yaml
`,
  },
} satisfies RuleDocs;
