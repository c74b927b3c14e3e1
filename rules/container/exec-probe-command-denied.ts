import { defineRule, type RuleDocs } from "../../engine/rule";
import { commandsIn } from "../shared/commands";
import { matchesAny, optionTexts } from "../shared/options";

const probes = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

export default defineRule({
  id: "exec-probe-command-denied",
  title: "Probe that runs a denied command",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: [
    "container.livenessProbe.exec.command",
    "container.readinessProbe.exec.command",
    "container.startupProbe.exec.command",
  ],
  options: {
    commands: {
      type: "texts",
      description: "Programs that probes must not run, by name, or with arguments; * stands for any text",
    },
  },
  messages: {
    denied: 'the {probe} of container "{container}" runs {program}, which is not allowed in probes',
  },
  check({ name, field }, { options, report }) {
    const denied = optionTexts(options, "commands");
    if (!denied) return;
    for (const probe of probes)
      for (const { at, program, rest } of commandsIn(field.at(probe, "exec", "command").items()))
        if (matchesAny(program, denied) || matchesAny([program, ...rest].join(" "), denied))
          report({ at, message: "denied", args: { container: name, probe, program } });
  },
});

export const docs = {
  what: "A probe of the container runs a program that your organisation does not want in probes.",
  why: "The kubelet runs probes every few seconds, inside of the container and with its rights. Tools such as `jcmd`, `ps` or a shell cost far more than a request, and a slow one piles up until the node runs out of processes; they also have to be in the image, where an intruder finds them.",
  legitimate: "Programs that have no port to ask. Let the probe run a small program made for it.",
  how: "Use `httpGet`, `tcpSocket` or `grpc`. The rule is silent until `commands` names what is denied.",
  references: [
    {
      title: "Kubernetes: Configure liveness, readiness and startup probes",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1609"] },
  peers: { kyverno: ["other/deny-commands-in-exec-probe"] },
  examples: {
    options: { commands: ["jcmd", "ps"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      livenessProbe:
        exec:
          command: [sh, -c, "ps aux | grep web"]
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      livenessProbe:
        httpGet:
          path: /healthz
          port: 8080
`,
  },
} satisfies RuleDocs;
