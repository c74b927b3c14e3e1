import { defineRule, type RuleDocs } from "../../engine/rule";
import { isEveryAddress, isInternalLoadBalancer } from "../shared/loadBalancers";
import { loadBalancerTask, servicePage } from "../shared/serviceReferences";

export default defineRule({
  id: "load-balancer-open-source-ranges",
  title: "Source ranges that admit everybody",
  on: "resource",
  kinds: ["Service"],
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "hipaa"],
  fields: [
    "resource.spec.loadBalancerSourceRanges.*",
    "resource.metadata.annotations.service.beta.kubernetes.io/load-balancer-source-ranges",
  ],
  messages: { open: '{resource} lets every address in with "{range}"' },
  check(resource, { report }) {
    const { root, metadata, label } = resource;
    if (isInternalLoadBalancer(resource)) return;
    const annotation = metadata.at("annotations", "service.beta.kubernetes.io/load-balancer-source-ranges");
    for (const at of root.at("spec", "loadBalancerSourceRanges").items()) {
      const range = at.string();
      if (range !== undefined && isEveryAddress(range))
        report({ at, message: "open", args: { resource: label, range } });
    }
    const range = annotation.text()?.split(",").find(isEveryAddress);
    if (range !== undefined)
      report({ at: annotation, message: "open", args: { resource: label, range: range.trim() } });
  },
});

export const docs = {
  what: "`loadBalancerSourceRanges` holds `0.0.0.0/0` or `::/0`: a list of allowed clients that holds everybody.",
  why: "It looks as if the load balancer were guarded and is not. One such entry makes the narrow ones next to it meaningless, so that a stranger reaches what the others were meant to protect.",
  legitimate:
    "A public site. Leave the list out then: without it everybody is let in too, and nobody takes it for a guard.",
  how: "List the networks of the clients, or remove the list.",
  references: [loadBalancerTask, servicePage],
  frameworks: { hipaa: ["164.312(a)(1)", "164.312(e)(1)"], cwe: ["CWE-284"] },
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
    - 203.0.113.0/24
    - 0.0.0.0/0
  selector:
    app: api
  ports:
    - port: 443
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
    - 203.0.113.0/24
  selector:
    app: api
  ports:
    - port: 443
`,
  },
} satisfies RuleDocs;
