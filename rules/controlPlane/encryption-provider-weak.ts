import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { encryptionAtRest } from "../shared/controlPlaneReferences";

/** kms, aescbc and secretbox, by the order of the documentation's recommendation. */
const strong = new Set(["kms", "secretbox", "aescbc"]);

export default defineRule({
  id: "encryption-provider-weak",
  title: "Weak or no encryption at rest",
  on: "resource",
  kinds: ["apiserver.config.k8s.io/EncryptionConfiguration"],
  severity: "high",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.resources.*.providers", "resource.resources.*.resources"],
  messages: {
    identity: "secrets are written unencrypted: provider identity comes first",
    none: "secrets are written unencrypted: no provider is named",
    weak: "secrets are written with {name}, which is weak unless its key changes often",
    secrets: "secrets are not among the encrypted resources",
  },
  check({ root }, { report }) {
    const entries = root.at("resources").items();
    for (const entry of entries) {
      if (!holdsSecrets(entry)) continue;
      // What is written is encrypted by the first provider; the others only read.
      const provider = entry.at("providers").items()[0]?.entries()[0];
      const name = String(provider?.key ?? "");
      if (!provider) report({ at: entry.at("providers"), message: "none" });
      else if (name === "identity") report({ at: provider, message: "identity" });
      else if (!strong.has(name))
        report({ at: provider, message: "weak", args: { name }, severity: "medium" });
    }
    const at = root.at("resources");
    if (!entries.some(holdsSecrets))
      report({ at, place: at.exists ? at : root, message: "secrets", missing: true });
  },
});

export const docs = {
  what: "The API server encrypts what it writes with the first provider of the first entry that names the resource. Here that is `identity`, which does nothing, or `aesgcm`, which is only safe with a key that changes at least every 200,000 writes; or no entry names secrets.",
  why: "Whoever gets a disk, a snapshot or a backup of etcd reads every password and token of the cluster.",
  legitimate:
    "`identity` first is right for a while when encryption is being turned off again, and for resources without secrets such as events, which the rule leaves alone.",
  how: "Put `kms` (version 2), `secretbox` or `aescbc` first for `secrets`, keep the other providers behind it, and rewrite existing secrets.",
  references: [encryptionAtRest],
  frameworks: {
    hipaa: ["164.312(a)(2)(iv)"],
    "owasp-2022": ["K08"],
    "owasp-2025": ["K03"],
    cis: ["1.2.28"],
    mitre: ["T1552"],
    cwe: ["CWE-311"],
  },
  peers: {
    kics: ["10efce34-5af6-4d83-b414-9e096d5a06a9"],
    kubescape: ["C-0142"],
    "kube-bench": ["cis-1.12/1.2.28"],
  },
  examples: {
    bad: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - identity: {}
      - secretbox:
          keys: []
`,
    good: `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources:
      - secrets
    providers:
      - kms:
          apiVersion: v2
          name: vault
          endpoint: unix:///var/run/kms.sock
      - identity: {}
`,
  },
} satisfies RuleDocs;

/** Names secrets or everything: `*.` is all of the core group, `*.*` all of all groups. */
function holdsSecrets(entry: Field): boolean {
  return entry
    .at("resources")
    .items()
    .some((item) => ["secrets", "*.", "*.*"].includes(item.string() ?? ""));
}
