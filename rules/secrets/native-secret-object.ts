import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "native-secret-object",
  title: "Secret kept in a manifest",
  on: "resource",
  kinds: ["Secret"],
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["resource.data", "resource.stringData"],
  messages: {
    data: "{resource} holds its data in the manifest",
  },
  check({ root, label }, { report }) {
    // What has no data here is filled in by somebody else, or is nothing but a name.
    const at = ["data", "stringData"].map((key) => root.at(key)).find((field) => field.entries().length > 0);
    if (at) report({ at, mark: "key", message: "data", args: { resource: label } });
  },
});

export const docs = {
  what: "A Secret stands in the manifests with its data. Base64 is a way of writing, not a protection.",
  why: "Whoever can read the repository, a backup or an artifact of the pipeline has the values, and its history keeps them for ever. Secrets that lie in files are also rarely changed, because changing them is a commit and a deployment.",
  legitimate:
    "Values that are no secrets, such as a certificate without its key, and examples. This rule is an inventory: it is in no profile but `all`.",
  how: "Let a store of secrets hold the values, and bring them in with the External Secrets operator, the Secrets Store CSI driver, or encrypted as a SealedSecret or with SOPS.",
  references: [
    {
      title: "Kubernetes: Good practices for Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
    { title: "Secrets Store CSI driver", url: "https://secrets-store-csi-driver.sigs.k8s.io/" },
  ],
  frameworks: { cwe: ["CWE-311"] },
  peers: {
    kubescape: ["C-0208", "C-0234"],
    kics: ["b9c83569-459b-4110-8f79-6305aa33cb37"],
    "kube-bench": ["cis-1.12/5.4.2"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Secret
metadata:
  name: db
stringData:
  password: changeme
`,
    good: `apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: db
spec:
  secretStoreRef:
    name: store
    kind: ClusterSecretStore
  target:
    name: db
  dataFrom:
    - extract:
        key: shop/db
`,
  },
} satisfies RuleDocs;
