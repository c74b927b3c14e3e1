import { defineRule, type RuleDocs } from "../../engine/rule";
import { judgedByEngine, suppressionReferences } from "../shared/suppressions";

export default defineRule({
  id: "suppression-unreadable",
  title: "Suppression that cannot be read",
  on: "suppression",
  severity: "info",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["resource.metadata.annotations.ignore.kubehint/*"],
  messages: { unreadable: "this suppression cannot be read: {fault}" },
  check: judgedByEngine,
});

export const docs = {
  what: "A comment that begins with `kubehint:` is not of the form `ignore[rule] reason`, or its date is none. It suppresses nothing.",
  why: "What cannot be read must not switch a check off, and whoever wrote it has to learn that it does nothing.",
  legitimate: "Never; write other comments without `kubehint:`.",
  how: "Write `# kubehint: ignore[rule-id] reason`, with `until=2027-01-31` where it is for a time.",
  references: suppressionReferences,
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true # kubehint: ignore host-network
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true # kubehint: ignore[host-network] the agent reads the traffic of the node
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
