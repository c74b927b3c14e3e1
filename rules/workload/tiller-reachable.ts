import { defineRule, type RuleDocs } from "../../engine/rule";
import { append, set } from "../../engine/yaml/pathEdit";
import { tillerIn } from "../shared/tiller";

const local = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]):/;

export default defineRule({
  id: "tiller-reachable",
  title: "Tiller open to the cluster",
  on: "container",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.args", "container.command"],
  fix: "review",
  messages: {
    open: 'Tiller in container "{container}" listens on {address}, for the whole cluster',
    unset: 'Tiller in container "{container}" listens for the whole cluster, since --listen is not set',
  },
  check(container, { report }) {
    if (!tillerIn(container)) return;
    const { field, name } = container;
    const args = field.at("args");
    const items = [...field.at("command").items(), ...args.items()];
    const flag = items.findIndex((item) => /^--?listen(?:=|$)/.test(item.string() ?? ""));
    const at = items[flag];
    if (!at) {
      if (items.some((item) => item.undecided)) return;
      report({
        at: args.exists ? args : field.at("image"),
        message: "unset",
        args: { container: name },
        fix: () => ({
          title: "Listen on localhost alone",
          safety: "review",
          edits: [append(args, "--listen=localhost:44134")],
        }),
      });
      return;
    }
    const text = at.string() ?? "";
    const isInline = text.includes("=");
    const value = isInline ? at : items[flag + 1];
    const address = isInline ? text.slice(text.indexOf("=") + 1) : (value?.string() ?? "");
    if (!value || value.undecided || local.test(address)) return;
    report({
      at: value,
      message: "open",
      args: { container: name, address },
      fix: () => ({
        title: "Listen on localhost alone",
        safety: "review",
        edits: [set(value, isInline ? "--listen=localhost:44134" : "localhost:44134")],
      }),
    });
  },
});

export const docs = {
  what: "Tiller, the server of Helm 2, accepts connections on every address of its pod.",
  why: "It asks nobody who they are. Every pod of the cluster that reaches port 44134 can have it create, change and delete objects with its permissions, which are usually those of cluster-admin.",
  legitimate:
    "Only with `--tls-verify` and certificates of one's own, and even then Helm 2 is long out of support.",
  how: "Remove Tiller and use Helm 3 or newer. Until then add `--listen=localhost:44134`, with which `helm` still works through a port forward.",
  references: [{ title: "Helm: Migrating from Helm 2", url: "https://helm.sh/docs/topics/v2_v3_migration/" }],
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"], mitre: ["T1610"], cwe: ["CWE-286"] },
  peers: { checkov: ["CKV_K8S_45"], kics: ["e17fa86a-6222-4584-a914-56e8f6c87e06"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: tiller
spec:
  containers:
    - name: tiller
      image: gcr.io/kubernetes-helm/tiller:v2.17.0
      args:
        - --listen=0.0.0.0:44134
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: tiller
spec:
  containers:
    - name: tiller
      image: gcr.io/kubernetes-helm/tiller:v2.17.0
      args:
        - --listen=localhost:44134
`,
  },
} satisfies RuleDocs;
