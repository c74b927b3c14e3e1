import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { configureProbes, probesConcept } from "../shared/reliabilityReferences";
import { sameContent } from "../shared/sameContent";

const handlers = ["exec", "httpGet", "tcpSocket", "grpc"];
/** Smallest values that `validateProbe` takes (pkg/apis/core/validation); zero becomes the default. */
const smallest = {
  initialDelaySeconds: 0,
  timeoutSeconds: 0,
  periodSeconds: 0,
  successThreshold: 0,
  failureThreshold: 0,
  terminationGracePeriodSeconds: 1,
};

export default defineRule({
  id: "probe-settings",
  title: "Unsuitable settings of probes",
  on: "container",
  severity: "info",
  confidence: "medium",
  profiles: [],
  fields: ["container.livenessProbe", "container.readinessProbe", "container.startupProbe"],
  messages: {
    identical:
      'container "{container}" is restarted by the same check, at the same time, that takes it out of service',
    same: "the same check",
    tooSmall: "{setting} of the {probe} is {value}, which the API server refuses",
    success: "successThreshold of the {probe} is {value}, only 1 is accepted",
  },
  check({ name, field }, { report }) {
    const liveness = field.at("livenessProbe");
    const readiness = field.at("readinessProbe");
    if (isSameCheck(liveness, readiness) && patience(liveness) <= patience(readiness))
      report({
        at: liveness,
        message: "identical",
        args: { container: name },
        related: [{ at: readiness, message: "same" }],
      });
    for (const probe of [liveness, readiness, field.at("startupProbe")]) {
      for (const [setting, least] of Object.entries(smallest)) {
        const at = probe.at(setting);
        const value = at.integer();
        if (value !== undefined && value < least)
          report({ at, message: "tooSmall", args: { setting, value, probe: String(probe.key) } });
      }
      const success = probe.at("successThreshold");
      const value = success.integer();
      if (probe !== readiness && value !== undefined && value > 1)
        report({ at: success, message: "success", args: { value, probe: String(probe.key) } });
    }
  },
});

function isSameCheck(a: Field, b: Field): boolean {
  return handlers.some((handler) => {
    const [ofA, ofB] = [a.at(handler), b.at(handler)];
    return ofA.present && ofB.present && sameContent(ofA, ofB);
  });
}

/** Seconds until a probe that fails takes effect; the defaults are those of `SetDefaults_Probe`. */
function patience(probe: Field): number {
  return (probe.at("periodSeconds").integer() || 10) * (probe.at("failureThreshold").integer() || 3);
}

export const docs = {
  what: "The liveness probe makes the same check as the readiness probe and gives up no later, or a probe has a number that the API server does not accept.",
  why: "Readiness is meant to take a pod that is overloaded out of the load balancing until it has caught its breath. When the same failing check restarts it at the same moment, load moves to the other replicas, which then fail as well.",
  legitimate:
    "Using one cheap endpoint for both is common and fine, as long as the liveness probe waits clearly longer: then this rule is silent.",
  how: "Raise `failureThreshold` (or `periodSeconds`) of the liveness probe above that of the readiness probe, or give it an endpoint of its own. `successThreshold` can be more than 1 for readiness only.",
  references: [probesConcept, configureProbes],
  frameworks: {},
  peers: {
    "kube-score": ["pod-probes-identical"],
    kyverno: ["other/validate-probes"],
    datree: [
      "CONTAINERS_INCORRECT_INITIALDELAYSECONDS_VALUE",
      "CONTAINERS_INCORRECT_PERIODSECONDS_VALUE",
      "CONTAINERS_INCORRECT_TIMEOUTSECONDS_VALUE",
      "CONTAINERS_INCORRECT_SUCCESSTHRESHOLD_VALUE",
      "CONTAINERS_INCORRECT_FAILURETHRESHOLD_VALUE",
    ],
  },
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
          path: /healthz
          port: 8080
      readinessProbe:
        httpGet:
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
        failureThreshold: 12
      readinessProbe:
        httpGet:
          path: /healthz
          port: 8080
`,
  },
} satisfies RuleDocs;
