import { defineRule, type RuleDocs } from "../../engine/rule";
import { judgedByEngine, suppressionReferences } from "../shared/suppressions";

export default defineRule({
  id: "suppression-without-reason",
  title: "Suppression without a reason",
  on: "suppression",
  severity: "info",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["resource.metadata.annotations.ignore.kubehint/*"],
  messages: { withoutReason: "this suppression gives no reason" },
  check: judgedByEngine,
});

export const docs = {
  what: "A suppression does not say why. It holds all the same.",
  why: "Nobody can tell later whether the risk was weighed or the warning was in the way, so that it is never taken back.",
  legitimate: "Never: a few words are enough.",
  how: "Write the reason behind the rules, or as the value of the annotation.",
  references: suppressionReferences,
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true # kubehint: ignore[host-network]
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
