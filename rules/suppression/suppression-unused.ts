import { defineRule, type RuleDocs } from "../../engine/rule";
import { judgedByEngine, suppressionReferences } from "../shared/suppressions";

export default defineRule({
  id: "suppression-unused",
  title: "Suppression without use",
  on: "suppression",
  severity: "info",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["resource.metadata.annotations.ignore.kubehint/*"],
  fix: "review",
  messages: {
    unused: "{rules} is suppressed where it reports nothing",
    misplaced: "the suppression of {rules} stands where nothing follows",
  },
  check: judgedByEngine,
});

export const docs = {
  what: "A comment or annotation suppresses a rule that reports nothing there.",
  why: "Whoever reads it believes that a risk was accepted. The next risky setting at the same place is then suppressed without anybody having looked at it.",
  legitimate:
    "While a value is filled in later by a template, a suppression can be needed before the rule can tell; such suppressions are not reported. One that names a rule which looks across files is judged once all files are known.",
  how: "Remove it, or move it to the line, key or object that it is meant for.",
  references: suppressionReferences,
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  # kubehint: ignore[host-network] the agent reads the traffic of the node
  hostNetwork: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  # kubehint: ignore[host-network] the agent reads the traffic of the node
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
