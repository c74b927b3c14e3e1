import { parseImage } from "../../engine/kubernetes/image";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "git-sync-code-injection",
  title: "Another program in place of git",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.env.*.value", "container.args"],
  fix: "review",
  messages: { program: 'container "{container}" lets git-sync run another program in place of git' },
  check({ name, field }, { report }) {
    const image = parseImage(field.at("image").string() ?? "")?.repository.text ?? "";
    if (!/(?:^|\/)git-sync(?:-[a-z0-9]+)?$/.test(image)) return;
    for (const variable of field.at("env").items()) {
      if (!/^GIT_?SYNC_GIT$/.test(variable.at("name").string() ?? "")) continue;
      const value = variable.at("value");
      report({
        at: value.exists ? value : variable.at("name"),
        message: "program",
        args: { container: name },
        fix: () => ({ title: "Remove the variable", safety: "review", edits: [remove(variable)] }),
      });
    }
    for (const at of [...field.at("command").items(), ...field.at("args").items()])
      if (/^--?git(?:=|$)/.test(at.string() ?? ""))
        report({ at, message: "program", args: { container: name } });
  },
});

export const docs = {
  what: "`GITSYNC_GIT` or `--git` tells git-sync which program to run as git. Here it names one, and git-sync runs whatever lies there.",
  why: "Somebody who may edit this manifest, but may not change its image or run commands in its pods, gets a program of their choice started this way, with the identity, the secrets and the network of the pod. Security tools see git-sync at work, nothing else.",
  legitimate: "A self-built image that keeps git in an unusual place, and nothing writable around it.",
  how: "Remove the setting: the git of the image is found without it. Watch who may change the environment and the volumes of pods with git-sync.",
  references: [
    { title: "git-sync: its flags and variables", url: "https://github.com/kubernetes/git-sync#manual" },
    {
      title: "Kubernetes: Role based access control good practices",
      url: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    },
  ],
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"], mitre: ["T1059"] },
  peers: { checkov: ["CKV_K8S_159"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: sync
      image: registry.k8s.io/git-sync/git-sync:v4.2.3
      env:
        - name: GITSYNC_REPO
          value: https://git.example/web.git
        - name: GITSYNC_GIT
          value: /scripts/git
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: sync
      image: registry.k8s.io/git-sync/git-sync:v4.2.3
      env:
        - name: GITSYNC_REPO
          value: https://git.example/web.git
`,
  },
} satisfies RuleDocs;
