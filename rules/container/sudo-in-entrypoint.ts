import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { startedCommands } from "../shared/commands";
import { securityContextTask } from "../shared/references";

export default defineRule({
  id: "sudo-in-entrypoint",
  title: "Command run through sudo",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.command", "container.args"],
  fix: "review",
  messages: { sudo: 'container "{container}" starts its program with sudo' },
  check(container, { report }) {
    const found = startedCommands(container).find(({ program }) => program === "sudo");
    if (!found) return;
    const { at, inText, rest } = found;
    const isRemovable = !inText && rest.length > 0 && !rest[0]?.startsWith("-");
    report({
      at,
      message: "sudo",
      args: { container: container.name },
      ...(isRemovable && {
        fix: () => ({ title: "Remove sudo", safety: "review", edits: [remove(at)] }),
      }),
    });
  },
});

export const docs = {
  what: "The command of the container goes through `sudo`, so the image holds a setuid program and a rule that lets its user become root.",
  why: "Whoever takes over the program has the same rule at hand and becomes root in one step, although the image looks as if it ran as an ordinary user. It also forces `allowPrivilegeEscalation` to stay on.",
  legitimate:
    "Hardly ever in a container. Machine images that were turned into containers, and build agents, are the usual cases.",
  how: "Start the program directly, as the user it needs: `runAsUser`, or `USER` in the Dockerfile. Work that needs root once, such as the owner of a directory, belongs to an init container or to `fsGroup`.",
  references: [securityContextTask],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1548.003"] },
  peers: { kubescape: ["C-0062"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      command:
        - sudo
        - /srv/web
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      command:
        - /srv/web
`,
  },
} satisfies RuleDocs;
