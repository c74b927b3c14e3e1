import { defineRule, type RuleDocs } from "../../engine/rule";
import { servicePage } from "../shared/serviceReferences";

export default defineRule({
  id: "service-without-selector",
  title: "Published Service without a selector",
  on: "resource",
  kinds: ["Service"],
  severity: "low",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025"],
  fields: ["resource.spec.selector"],
  messages: { missing: "{resource} is published without saying which pods it leads to" },
  check({ root, label }, { report }) {
    const spec = root.at("spec");
    const at = spec.at("selector");
    const type = spec.at("type").string();
    if (type !== "LoadBalancer" && type !== "NodePort") return;
    if (at.entries().length > 0 || at.undecided) return;
    report({ at, place: spec.at("type"), message: "missing", args: { resource: label }, missing: true });
  },
});

export const docs = {
  what: "The Service is reachable from outside of the cluster and has no `selector`. Where its traffic goes is whatever somebody writes into its EndpointSlices.",
  why: "Who may edit Endpoints or EndpointSlices in the namespace, a permission that looks harmless, can send the visitors of a public address to any other address: to a pod of their own, to a database of another namespace, past its network policy.",
  legitimate:
    "A Service that stands for something outside of the cluster, or whose endpoints an operator keeps. Such Services seldom need a public address.",
  how: "Give the Service a `selector`. Where the endpoints are written by hand, keep it `ClusterIP` and watch who may change them.",
  references: [
    servicePage,
    {
      title: "Kubernetes: Services without selectors",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors",
    },
  ],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K06"] },
  peers: { terrascan: ["AC_K8S_0114"] },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  ports:
    - port: 443
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  selector:
    app: web
  ports:
    - port: 443
`,
  },
} satisfies RuleDocs;
