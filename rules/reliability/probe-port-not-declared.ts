import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { configureProbes } from "../shared/reliabilityReferences";

const probes = ["livenessProbe", "readinessProbe", "startupProbe"];
const handlers = ["httpGet", "tcpSocket", "grpc"];

export default defineRule({
  id: "probe-port-not-declared",
  title: "Probe of a port that is not declared",
  on: "container",
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: [
    "container.livenessProbe",
    "container.readinessProbe",
    "container.startupProbe",
    "container.ports",
  ],
  messages: {
    name: 'the {probe} asks port "{port}", which container "{container}" does not declare',
    number: "the {probe} asks port {port}, which no container of the pod declares",
    protocol: 'the {probe} connects by TCP to port "{port}", which is declared as {protocol}',
  },
  // The kubelet looks a name up among the ports of the probed container alone (pkg/probe, `ResolveContainerPort`); a
  // number is asked whether it is declared or not, at the address that all containers of the pod share.
  check({ name, field, pod }, { report, undecided }) {
    for (const probe of probes)
      for (const handler of handlers) {
        const at = field.at(probe, handler, "port");
        if (at.undecided) undecided(at);
        const port = at.undecided ? undefined : at.text();
        if (port === undefined || field.at(probe, handler, "host").present) continue;
        const byName = at.integer() === undefined;
        const declared = byName ? portsOf(field) : portsOfPod(pod);
        if (declared.some((one) => one.undecided || one.at("containerPort").undecided)) continue;
        const found = declared.filter((one) =>
          byName ? one.at("name").string() === port : one.at("containerPort").integer() === at.integer(),
        );
        const protocols = found.map((one) => one.at("protocol").string() ?? "TCP");
        if (found.length === 0) {
          if (byName || portsOf(field).length > 0)
            report({
              at,
              message: byName ? "name" : "number",
              args: { probe, port, container: name },
            });
        } else if (!protocols.includes("TCP"))
          report({ at, message: "protocol", args: { probe, port, protocol: protocols[0] ?? "" } });
      }
  },
});

function portsOf(container: Field): readonly Field[] {
  return container.at("ports").items();
}

function portsOfPod(pod: PodSpecView): readonly Field[] {
  return pod.containers.flatMap((container) => portsOf(container.field));
}

export const docs = {
  what: "A liveness, readiness or startup probe asks a port that the container does not list under `ports`, or lists for another protocol.",
  why: "A name that is not declared cannot be resolved, so the probe fails for ever: the container is restarted again and again, or never becomes ready. A number that is declared nowhere is usually what remained when the port was changed in one place only.",
  legitimate:
    "Declaring ports is optional, so a probe of a number works without it. Containers that declare no port at all are not reported for numbers.",
  how: "Declare the port with a name and let the probe use the name: then there is one place to change.",
  references: [configureProbes],
  frameworks: {},
  peers: { "kube-linter": ["liveness-port", "readiness-port", "startup-port"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          path: /readyz
          port: health
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      ports:
        - name: http
          containerPort: 8080
      readinessProbe:
        httpGet:
          path: /readyz
          port: http
`,
  },
} satisfies RuleDocs;
