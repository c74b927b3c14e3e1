import { defineRule, type RuleDocs } from "../../engine/rule";
import { judgedByEngine, suppressionReferences } from "../shared/suppressions";

export default defineRule({
  id: "suppression-expired",
  title: "Suppression that is over",
  on: "suppression",
  severity: "info",
  confidence: "high",
  profiles: ["recommended", "restricted"],
  fields: ["resource.metadata.annotations.ignore.kubehint/*"],
  fix: "review",
  messages: { expired: "this suppression ended with {until}" },
  check: judgedByEngine,
});

export const docs = {
  what: "The last day of a suppression is over, and what it suppressed is reported again.",
  why: "A risk was accepted for a time. Left in the file, the old reason reads as if somebody still stood behind it.",
  legitimate: "Never for long: either the finding is put right, or somebody accepts it anew.",
  how: "Put the finding right and remove the suppression, or write a new date after `until=`.",
  references: suppressionReferences,
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true # kubehint: ignore[host-network] until=2021-06-30 moves behind the mesh
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true # kubehint: ignore[host-network] until=2999-12-31 moves behind the mesh
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
