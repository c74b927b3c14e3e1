import { defineRule, type RuleDocs } from "../../engine/rule";
import { isInternalLoadBalancer } from "../shared/loadBalancers";
import { loadBalancerTask, servicePage } from "../shared/serviceReferences";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "service-type-loadbalancer",
  title: "Load balancer open to everybody",
  on: "resource",
  kinds: ["Service"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.type", "resource.spec.loadBalancerSourceRanges"],
  messages: { open: "{resource} asks for a load balancer that takes connections from everywhere" },
  check(resource, context) {
    const spec = resource.root.at("spec");
    const at = spec.at("type");
    if (decidedText(at, context) !== "LoadBalancer" || resource.partial) return;
    const ranges = spec.at("loadBalancerSourceRanges");
    const annotated = resource.metadata.at(
      "annotations",
      "service.beta.kubernetes.io/load-balancer-source-ranges",
    );
    if (ranges.items().length > 0 || ranges.undecided || annotated.text() || isInternalLoadBalancer(resource))
      return;
    context.report({ at, message: "open", args: { resource: resource.label } });
  },
});

export const docs = {
  what: "`type: LoadBalancer` without a list of allowed client addresses, and without the annotation that asks the cloud for an internal one: in most clouds the program gets a public address.",
  why: "Scanners find a new public address within minutes. What was meant for colleagues (a dashboard, a database, an admin API without a login) is tried out by strangers, and the Service bypasses whatever guards the Ingress.",
  legitimate:
    "The front door of the site: usually the Ingress controller's own Service, and little else. Load balancers of a data centre have private addresses anyway.",
  how: "Publish HTTP through the Ingress instead; name the clients in `spec.loadBalancerSourceRanges`; or ask for an internal load balancer with your cloud's annotation.",
  references: [servicePage, loadBalancerTask],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K06"],
    mitre: ["T1133"],
    cwe: ["CWE-552"],
  },
  peers: {
    kics: ["26763a1c-5dda-4772-b507-5fca7fb5f165"],
    kyverno: ["other/no-loadbalancer-service"],
    gatekeeper: ["general/block-loadbalancer-services"],
    "azure-policy": ["LoadbalancerNoPublicIPs"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: dashboard
spec:
  type: LoadBalancer
  selector:
    app: dashboard
  ports:
    - port: 443
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: dashboard
spec:
  type: LoadBalancer
  loadBalancerSourceRanges:
    - 203.0.113.0/24
  selector:
    app: dashboard
  ports:
    - port: 443
`,
  },
} satisfies RuleDocs;
