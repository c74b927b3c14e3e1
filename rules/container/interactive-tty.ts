import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";

export default defineRule({
  id: "interactive-tty",
  title: "Interactive container",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.stdin", "container.tty"],
  fix: "review",
  messages: { interactive: 'container "{container}" keeps {keys} open' },
  check({ name, field }, { report }) {
    const open = ["stdin", "tty"].map((key) => field.at(key)).filter((at) => at.boolean() === true);
    const [at] = open;
    if (!at) return;
    const keys = open.map(({ key }) => key).join(" and ");
    report({
      at,
      message: "interactive",
      args: { container: name, keys },
      fix: () => ({
        title: "Remove {keys}",
        args: { keys },
        safety: "review",
        edits: open.map(remove),
      }),
    });
  },
});

export const docs = {
  what: "`stdin` or `tty` is `true`: the container waits for somebody at a terminal.",
  why: "`kubectl attach` then talks to the running program itself, often a shell that was left there for debugging, and needs another permission than `kubectl exec`. What is typed there does not go through the program's own logins.",
  legitimate: "Pods that are made to be used by hand: debugging, training, game servers with a console.",
  how: "Remove both keys. Use `kubectl exec -it` or `kubectl debug` when a terminal is needed.",
  references: [
    {
      title: "Kubernetes: Debug running pods",
      url: "https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1609"] },
  peers: { gatekeeper: ["general/disallowinteractive"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      stdin: true
      tty: true
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
