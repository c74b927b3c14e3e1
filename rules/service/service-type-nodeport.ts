import { defineRule, type RuleDocs } from "../../engine/rule";
import { servicePage } from "../shared/serviceReferences";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "service-type-nodeport",
  title: "Service of type NodePort",
  on: "resource",
  kinds: ["Service"],
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.type", "resource.spec.ports.*.nodePort"],
  messages: { nodePort: "{resource} opens a port on every node" },
  check({ root, label }, context) {
    const at = root.at("spec", "type");
    if (decidedText(at, context) !== "NodePort") return;
    context.report({ at, message: "nodePort", args: { resource: label } });
  },
});

export const docs = {
  what: "`type: NodePort` makes the Service reachable on the same port of every node of the cluster, on all of the node's addresses.",
  why: "Whoever reaches a node reaches the program: past the Ingress with its TLS, its login and its rate limits, and past network policies that go by the address of the client, because nodes may put their own in its place. Nodes with a public address publish it to the internet.",
  legitimate:
    "Clusters without a load balancer, and a load balancer outside of the cluster that sends to the nodes. Then let the firewall admit that one alone.",
  how: "Use `type: ClusterIP` and publish HTTP through an Ingress or a Gateway; for other protocols ask for a load balancer with `loadBalancerSourceRanges`.",
  references: [
    servicePage,
    {
      title: "Kubernetes: Type NodePort",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K06"],
    mitre: ["T1133"],
    cwe: ["CWE-665"],
  },
  peers: {
    "kube-score": ["service-type"],
    kics: ["845acfbe-3e10-4b8e-b656-3b404d36dfb2"],
    kyverno: ["best-practices/restrict-nodeport"],
    gatekeeper: ["general/block-nodeport-services"],
    datree: ["SERVICE_INCORRECT_TYPE_VALUE_NODEPORT"],
    terrascan: ["AC_K8S_0111"],
    "kube-linter": ["exposed-services"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: NodePort
  selector:
    app: web
  ports:
    - port: 80
      nodePort: 30080
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  type: ClusterIP
  selector:
    app: web
  ports:
    - port: 80
`,
  },
} satisfies RuleDocs;
