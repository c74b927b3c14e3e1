import { defineRule, type RuleDocs } from "../../engine/rule";
import { servicePage } from "../shared/serviceReferences";
import { isSetTo } from "../shared/values";

export default defineRule({
  id: "publish-not-ready-addresses",
  title: "Traffic for pods that are not ready",
  on: "resource",
  kinds: ["Service"],
  severity: "low",
  confidence: "medium",
  profiles: ["restricted"],
  fields: ["resource.spec.publishNotReadyAddresses"],
  messages: { published: "{resource} sends clients to pods that say they are not ready" },
  check({ root, label }, context) {
    const spec = root.at("spec");
    const at = spec.at("publishNotReadyAddresses");
    // Members of a StatefulSet find each other by a headless Service before they are ready: what the field is made for.
    if (spec.at("clusterIP").text() === "None") return;
    if (isSetTo(at, true, context)) context.report({ at, message: "published", args: { resource: label } });
  },
});

export const docs = {
  what: "`publishNotReadyAddresses: true` on a Service with an address of its own: clients are sent to pods whose readiness probe fails.",
  why: "A pod is often not ready because something that protects it is not up: the sidecar that checks logins, the policy or the key it has to load first. Requests in that window are served without it, or lost.",
  legitimate:
    "Headless Services (`clusterIP: None`) by which the members of a cluster of databases find each other; those are not reported.",
  how: "Remove the field, and give the members a headless Service of their own where they need it.",
  references: [
    servicePage,
    {
      title: "Kubernetes: Pod readiness",
      url: "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-status",
    },
  ],
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  publishNotReadyAddresses: true
  selector:
    app: web
  ports:
    - port: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web-members
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    app: web
  ports:
    - port: 80
`,
  },
} satisfies RuleDocs;
