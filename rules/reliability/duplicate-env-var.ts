import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { remove } from "../../engine/yaml/pathEdit";
import { sharedVariables } from "../shared/environment";
import { containersOf } from "../shared/workloads";

export default defineRule({
  id: "duplicate-env-var",
  title: "Environment variable defined twice",
  on: "container",
  severity: "low",
  confidence: "high",
  profiles: [],
  fields: ["container.env.*.name"],
  fix: "review",
  messages: {
    duplicate: 'container "{container}" defines "{variable}" again, so the earlier entry has no effect',
    earlier: "the earlier entry",
    source: 'container "{container}" gets "{variable}" twice: {source} holds it too',
    other: "the other place",
  },
  // The kubelet goes through the list in order and the last one stays (pkg/kubelet, `makeEnvironmentVariables`).
  check({ name, field }, { report }) {
    const seen = new Map<string, Field>();
    for (const variable of field.at("env").items()) {
      const at = variable.at("name");
      const key = at.undecided ? undefined : at.string();
      if (!key) continue;
      const earlier = seen.get(key);
      seen.set(key, variable);
      if (!earlier) continue;
      report({
        at,
        message: "duplicate",
        args: { container: name, variable: key },
        related: [{ at: earlier.at("name"), message: "earlier" }],
        fix: () => ({
          title: "Remove the entry that has no effect",
          safety: "review",
          edits: [remove(earlier)],
        }),
      });
    }
  },
  // Of two sources the later one stays, and `env` before all of them: documented, and rarely meant.
  among({ object, workspace }, { report }) {
    for (const container of object.pods.flatMap(containersOf))
      for (const { variable, at, other, source } of sharedVariables(container, object, workspace))
        report({
          at,
          message: "source",
          args: { container: container.at("name").text() ?? "", variable, source },
          severity: "info",
          related: [{ at: other, message: "other" }],
        });
  },
});

export const docs = {
  what: "The list `env` has the same name more than once, or a ConfigMap or Secret of `envFrom` holds a name that another source has as well. The last one wins without a word.",
  why: "Whoever edits the first entry sees no effect and looks for the fault elsewhere. It gets worse when objects are merged: `kubectl apply` matches the entries by name, so an update can drop the value you see and keep the other.",
  legitimate:
    "Hardly ever: an entry that refers to the value before it (`PATH: $(PATH):/opt/bin`) does work, but the same is said more clearly with two names.",
  how: "Keep the entry whose value is meant. The fix removes the earlier one, which had no effect.",
  references: [
    {
      title: "Kubernetes: Define environment variables for a container",
      url: "https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/",
    },
  ],
  frameworks: {},
  peers: {
    kubescape: ["C-0295"],
    "kube-linter": ["duplicate-env-var"],
    "kube-score": ["environment-variable-key-duplication"],
    sonar: ["S6907"],
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
      env:
        - name: LOG_LEVEL
          value: info
        - name: REGION
          value: north
        - name: LOG_LEVEL
          value: debug
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      env:
        - name: REGION
          value: north
        - name: LOG_LEVEL
          value: debug
`,
  },
} satisfies RuleDocs;
