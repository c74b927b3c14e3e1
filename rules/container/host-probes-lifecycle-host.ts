import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { outsidePodSecurity } from "../shared/podSecurity";
import { baselineLevel } from "../shared/references";
import { decidedText } from "../shared/values";

const handlers = [
  ["livenessProbe"],
  ["readinessProbe"],
  ["startupProbe"],
  ["lifecycle", "postStart"],
  ["lifecycle", "preStop"],
] as const;

const rule = defineRule({
  id: "host-probes-lifecycle-host",
  title: "Probe or hook to another host",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["pss-baseline", "owasp-2022", "owasp-2025", "mitre"],
  fields: handlers.flatMap((path) =>
    ["httpGet", "tcpSocket"].map((action) => `container.${path.join(".")}.${action}.host`),
  ),
  fix: "review",
  messages: { host: 'container "{container}" makes the kubelet connect to host {host} in {handler}' },
  check({ field, name }, context) {
    for (const path of handlers)
      for (const action of ["httpGet", "tcpSocket"]) {
        const at = field.at(...path, action, "host");
        const host = decidedText(at, context);
        if (host === undefined) continue;
        context.report({
          at,
          message: "host",
          args: { container: name, host, handler: path.join(".") },
          // Part of the baseline level since 1.34 (`hostProbesAndHostLifecycle`).
          profiles: context.minor >= 34 ? rule.profiles : outsidePodSecurity(rule.profiles),
          fix: () => ({ title: "Remove host", safety: "review", edits: [remove(at)] }),
        });
      }
  },
});

export default rule;

export const docs = {
  what: "A probe or lifecycle hook names a `host`. The kubelet then connects to that address instead of the pod's own.",
  why: "The kubelet stands on the node's network and is let through by firewalls and policies that hold the pod back. Whoever may create pods can make it knock on any address, internal services and the cloud's metadata service among them, and learn from the pod's state what answered.",
  legitimate:
    "Pods on the host network that listen on `127.0.0.1` only. Let them listen on the node's address, or use an `exec` probe.",
  how: "Remove `host`: the kubelet asks the pod's own address. To send another name to the program, set a `Host` header in `httpHeaders`.",
  references: [
    baselineLevel,
    {
      title: "Kubernetes: Configure liveness, readiness and startup probes",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/",
    },
  ],
  frameworks: { pss: "baseline", "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1090"] },
  peers: { psa: ["hostProbesAndHostLifecycle"], gatekeeper: ["pod-security-policy/host-probes-lifecycle"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      livenessProbe:
        httpGet:
          host: 10.0.0.1
          path: /healthz
          port: 8080
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
