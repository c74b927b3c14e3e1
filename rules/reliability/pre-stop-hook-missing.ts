import { defineRule, type RuleDocs } from "../../engine/rule";
import { runsToCompletion } from "../shared/lifetime";
import { podLifecycle } from "../shared/reliabilityReferences";

export default defineRule({
  id: "pre-stop-hook-missing",
  title: "No preStop hook",
  on: "container",
  severity: "info",
  confidence: "low",
  profiles: [],
  fields: ["container.lifecycle.preStop"],
  messages: { missing: 'container "{container}" has no preStop hook' },
  check({ name, field, list, pod }, { report }) {
    const at = field.at("lifecycle", "preStop");
    if (list !== "containers" || at.present || runsToCompletion(pod)) return;
    report({ at, message: "missing", args: { container: name }, missing: true });
  },
});

export const docs = {
  what: "When the pod ends, the container gets its termination signal at once: nothing runs or waits before.",
  why: "Taking a pod out of load balancers and the nodes' routing tables takes a few seconds. A server that closes its port at the first signal answers the requests that still arrive in that time with refused connections, at every rollout and every drained node.",
  legitimate:
    "Programs that go on serving for some seconds after SIGTERM, and workers that nobody connects to, lack nothing. The rule cannot see what the program does, so take it as a reminder.",
  how: "Let the program finish its requests after SIGTERM, or add `lifecycle.preStop` with `sleep: { seconds: 5 }` (Kubernetes 1.30 and newer), and keep the sum below `terminationGracePeriodSeconds`.",
  references: [
    {
      title: "Kubernetes: Container lifecycle hooks",
      url: "https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/",
    },
    podLifecycle,
  ],
  frameworks: {},
  peers: { datree: ["CONTAINERS_MISSING_PRESTOP_KEY"], "azure-policy": ["ContainerEnforcePreStopHook"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      lifecycle:
        preStop:
          sleep:
            seconds: 5
`,
  },
} satisfies RuleDocs;
