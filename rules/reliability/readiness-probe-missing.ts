import { defineRule, type RuleDocs } from "../../engine/rule";
import { runsToCompletion } from "../shared/lifetime";
import { configureProbes, podLifecycle } from "../shared/reliabilityReferences";

export default defineRule({
  id: "readiness-probe-missing",
  title: "No readiness probe",
  on: "container",
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["container.readinessProbe"],
  messages: { missing: 'container "{container}" has no readiness probe' },
  check({ name, field, list, pod }, { report }) {
    const at = field.at("readinessProbe");
    if (list !== "containers" || at.present || runsToCompletion(pod)) return;
    report({ at, message: "missing", args: { container: name }, missing: true });
  },
});

export const docs = {
  what: "Without a readiness probe a container counts as ready the moment its process runs.",
  why: "Services send it requests while it still loads, so every update and every restart shows as errors to users. A rolling update trusts the same signal: it replaces the next good replica although the new one never came up.",
  legitimate:
    "Containers that serve nothing: workers that take tasks from a queue, log shippers, and sidecars whose neighbour speaks for the pod.",
  how: "Add a `readinessProbe` to what the clients use, or to an endpoint that answers once caches are filled and connections stand. It may be stricter than the liveness probe: failing it only takes the pod out of its Services.",
  references: [configureProbes, podLifecycle],
  frameworks: { cwe: ["CWE-754"] },
  peers: {
    kubescape: ["C-0018"],
    "kube-linter": ["no-readiness-probe"],
    checkov: ["CKV_K8S_9"],
    polaris: ["readinessProbeMissing"],
    kics: ["a659f3b5-9bf0-438a-bd9a-7d3a6427f1e3"],
    datree: ["CONTAINERS_MISSING_READINESSPROBE_KEY"],
    terrascan: ["AC_K8S_0072"],
    "kube-score": ["pod-probes"],
    kyverno: ["best-practices/require-pod-probes"],
    gatekeeper: ["general/requiredprobes"],
    "azure-policy": ["ContainerEnforceProbes"],
  },
  examples: {
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
          livenessProbe:
            httpGet:
              path: /livez
              port: 8080
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web:1.4.2
          livenessProbe:
            httpGet:
              path: /livez
              port: 8080
          readinessProbe:
            httpGet:
              path: /readyz
              port: 8080
`,
  },
} satisfies RuleDocs;
