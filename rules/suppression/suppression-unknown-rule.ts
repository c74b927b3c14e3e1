import { defineRule, type RuleDocs } from "../../engine/rule";
import { judgedByEngine, suppressionReferences } from "../shared/suppressions";

export default defineRule({
  id: "suppression-unknown-rule",
  title: "Suppression of an unknown rule",
  on: "suppression",
  severity: "info",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["resource.metadata.annotations.ignore.kubehint/*"],
  fix: "review",
  messages: {
    unknown: 'no rule is called "{name}"',
    mistyped: 'no rule is called "{name}"; did you mean "{near}"?',
  },
  check: judgedByEngine,
});

export const docs = {
  what: "A suppression names a rule that does not exist, and suppresses nothing by that name.",
  why: "A slip of the pen leaves a finding that somebody meant to accept, and a suppression that does nothing.",
  legitimate: "Never; rules that got another name are still known by the old one.",
  how: "Write the id as it stands beside the finding.",
  references: suppressionReferences,
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true # kubehint: ignore[host-netwrk] the agent reads the traffic of the node
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
