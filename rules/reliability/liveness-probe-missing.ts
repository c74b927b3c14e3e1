import { defineRule, type RuleDocs } from "../../engine/rule";
import { runsToCompletion } from "../shared/lifetime";
import { configureProbes, probesConcept } from "../shared/reliabilityReferences";

export default defineRule({
  id: "liveness-probe-missing",
  title: "No liveness probe",
  on: "container",
  severity: "low",
  confidence: "medium",
  profiles: [],
  fields: ["container.livenessProbe"],
  messages: { missing: 'container "{container}" has no liveness probe' },
  check({ name, field, list, pod }, { report }) {
    const at = field.at("livenessProbe");
    if (list !== "containers" || at.present || runsToCompletion(pod)) return;
    report({ at, message: "missing", args: { container: name }, missing: true });
  },
});

export const docs = {
  what: "Nothing tells the kubelet that the program hangs. As long as its process exists, the container counts as alive.",
  why: "A deadlocked or memory-starved program keeps its place for hours: it serves nobody, and nobody restarts it. A crash is noticed without a probe, a standstill is not.",
  legitimate:
    "Programs that end themselves when they cannot go on need no probe, and a bad one does harm: a liveness probe that asks a database restarts every replica when the database is slow. Jobs are not reported.",
  how: "Add a `livenessProbe` to an endpoint or command that answers as long as the program itself works, without asking anything else, and a `startupProbe` where starting takes long.",
  references: [configureProbes, probesConcept],
  frameworks: { cwe: ["CWE-754"] },
  peers: {
    kubescape: ["C-0056"],
    "kube-linter": ["no-liveness-probe"],
    checkov: ["CKV_K8S_8"],
    polaris: ["livenessProbeMissing"],
    kics: ["ade74944-a674-4e00-859e-c6eab5bde441"],
    datree: ["CONTAINERS_MISSING_LIVENESSPROBE_KEY"],
    terrascan: ["AC_K8S_0070"],
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
          path: /livez
          port: 8080
`,
  },
} satisfies RuleDocs;
