import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { encryptionAtRest } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "openshift-etcd-encryption",
  title: "OpenShift stores secrets unencrypted",
  on: "resource",
  kinds: ["config.openshift.io/APIServer"],
  severity: "high",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.encryption.type"],
  fix: "review",
  messages: {
    missing: "the API server stores secrets unencrypted: spec.encryption.type is not set",
    set: "the API server stores secrets unencrypted: its encryption type is {type}",
  },
  check({ root }, { report }) {
    const at = root.at("spec", "encryption", "type");
    const type = at.string() ?? "";
    if (["aescbc", "aesgcm", "KMS"].includes(type)) return;
    const missing = type === "";
    report({
      at,
      message: missing ? "missing" : "set",
      args: { type },
      missing,
      fix: () => ({ title: "Encrypt with aesgcm", safety: "review", edits: [set(at, "aesgcm")] }),
    });
  },
});

export const docs = {
  what: "The `APIServer` object does not choose an encryption (`aescbc`, `aesgcm` or `KMS`) for what OpenShift stores in etcd. The default, `identity`, stores secrets in clear text.",
  why: "Whoever gets a disk, a snapshot or a backup of etcd reads every password and token of the cluster.",
  legitimate:
    "Where the disks and backups of etcd are encrypted by other means and you accept that etcd's administrators read secrets.",
  how: "Set `spec.encryption.type: aesgcm` (or `aescbc`); OpenShift makes and changes the keys and rewrites what is stored.",
  references: [
    {
      title: "OpenShift: Encrypting etcd data",
      url: "https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/etcd/enable-etcd-encryption",
    },
    encryptionAtRest,
  ],
  frameworks: {
    hipaa: ["164.312(a)(2)(iv)"],
    "owasp-2022": ["K08"],
    "owasp-2025": ["K03"],
    mitre: ["T1552"],
  },
  peers: { kyverno: ["openshift/enforce-etcd-encryption"] },
  examples: {
    bad: `apiVersion: config.openshift.io/v1
kind: APIServer
metadata:
  name: cluster
spec:
  encryption:
    type: identity
`,
    good: `apiVersion: config.openshift.io/v1
kind: APIServer
metadata:
  name: cluster
spec:
  encryption:
    type: aesgcm
`,
  },
} satisfies RuleDocs;
