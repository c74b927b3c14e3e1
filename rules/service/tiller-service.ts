import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "tiller-service",
  title: "Service of Tiller",
  on: "resource",
  kinds: ["Service"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["resource.metadata.name", "resource.spec.selector"],
  messages: { tiller: "{resource} leads to Tiller, the server of Helm 2" },
  check({ root, metadata, label }, { report }) {
    const name = metadata.at("name");
    const selected = root.at("spec", "selector", "name");
    const labelled = metadata.at("labels", "name");
    // Both are what `helm init` of Helm 2 writes.
    const at = name.text() === "tiller-deploy" ? name : [selected, labelled].find(isTiller);
    if (at) report({ at, message: "tiller", args: { resource: label } });
  },
});

function isTiller(label: { text(): string | undefined }): boolean {
  return label.text() === "tiller";
}

export const docs = {
  what: "The Service gives Tiller, the part of Helm 2 that ran within the cluster, an address that every pod can reach.",
  why: "Tiller takes orders from anybody who can open a connection to port 44134, without asking who it is, and usually runs as cluster-admin. One broken-into pod is enough to install whatever the intruder likes.",
  legitimate: "None any more: Helm 2 has had no fixes since November 2020, and Helm 3 needs no server.",
  how: "Move the releases to Helm 3 (`helm 2to3`), then delete this Service, the Deployment `tiller-deploy` and its service account.",
  references: [
    { title: "Helm: Migrating Helm v2 to v3", url: "https://helm.sh/docs/topics/v2_v3_migration/" },
    {
      title: "Helm 2: Securing your installation",
      url: "https://v2.helm.sh/docs/using_helm/#securing-your-helm-installation",
    },
  ],
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"], mitre: ["T1610"], cwe: ["CWE-665"] },
  peers: {
    checkov: ["CKV_K8S_44"],
    kics: ["8b862ca9-0fbd-4959-ad72-b6609bdaa22d"],
    terrascan: ["AC_K8S_0110"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: tiller-deploy
  namespace: kube-system
spec:
  selector:
    app: helm
    name: tiller
  ports:
    - name: tiller
      port: 44134
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
`,
  },
} satisfies RuleDocs;
