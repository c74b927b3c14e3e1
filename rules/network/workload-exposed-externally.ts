import { defineRule, type RuleDocs } from "../../engine/rule";
import { exposuresOf } from "../shared/exposure";
import { isWhole } from "../shared/workloads";

export default defineRule({
  id: "workload-exposed-externally",
  title: "Workload reached from outside",
  on: "workspace",
  severity: "medium",
  confidence: "high",
  // A list of what is open, not a mistake: shown where everything is asked for.
  profiles: ["hipaa"],
  fields: ["resource.spec.type", "resource.spec.rules", "resource.spec.selector"],
  messages: { exposed: "{resource} is reached from outside the cluster by {by}", by: "leads to it" },
  check({ object, workspace }, { report }) {
    if (!isWhole(object)) return;
    const exposures = exposuresOf(workspace, object);
    const [first] = exposures;
    if (!first) return;
    report({
      at: object.place,
      message: "exposed",
      args: { resource: object.label, by: first.of.label },
      related: exposures.slice(0, 10).map(({ of, at }) => ({ at, of, message: "by" })),
    });
  },
});

export const docs = {
  what: "A Service of type NodePort or LoadBalancer, an Ingress, a route of the Gateway API, or an Istio or OpenShift route leads from outside the cluster to the pods of this workload.",
  why: "What can be reached from outside is found and tried by scanners within hours. Each such workload should be one that somebody decided to open, with a login, updates and logs.",
  legitimate:
    "Every public web site and API. The rule makes a list to review and belongs to no profile but `all`.",
  how: "Where nobody outside needs it, use a Service of type ClusterIP and remove the route. Otherwise put an authenticating gateway before it and limit who may connect.",
  references: [
    {
      title: "Kubernetes: Service types",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types",
    },
    {
      title: "Kubernetes: Ingress",
      url: "https://kubernetes.io/docs/concepts/services-networking/ingress/",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)", "164.312(e)(1)"], cwe: ["CWE-779"] },
  peers: { kubescape: ["C-0256", "C-0266"], kics: ["69bbc5e3-0818-4150-89cc-1e989b48f23b"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: LoadBalancer
  selector: { app: web }
  ports:
    - port: 443
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  labels: { app: web }
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector: { app: web }
  ports:
    - port: 443
`,
  },
} satisfies RuleDocs;
