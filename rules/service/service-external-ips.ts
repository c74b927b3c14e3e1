import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { servicePage } from "../shared/serviceReferences";

export default defineRule({
  id: "service-external-ips",
  title: "Service with external addresses",
  on: "resource",
  kinds: ["Service"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.externalIPs"],
  fix: "review",
  messages: { externalIps: "{resource} takes the traffic for {count} external {addresses}" },
  check({ root, label }, { report }) {
    const at = root.at("spec", "externalIPs");
    const count = at.items().length;
    if (count === 0) return;
    report({
      at,
      message: "externalIps",
      args: { resource: label, count, addresses: count === 1 ? "address" : "addresses" },
      fix: () => ({ title: "Remove externalIPs", safety: "review", edits: [remove(at)] }),
    });
  },
});

export const docs = {
  what: "`externalIPs` tells every node of the cluster to send what is addressed to these addresses to this Service. Nothing checks that they belong to you.",
  why: "Whoever may create Services can put any address there, the one of a public DNS server or of another team's API for example, and then reads and answers the traffic of every pod of the cluster that goes there (CVE-2020-8554). There is no fix in Kubernetes itself.",
  legitimate:
    "Clusters on bare metal where an administrator routes these addresses to the nodes. MetalLB and the like do it without giving everybody the power; where it has to stay, let an admission policy admit known addresses only.",
  how: "Remove `externalIPs` and use `type: LoadBalancer` or an Ingress. Switch the field off for the whole cluster with the admission plugin `DenyServiceExternalIPs`.",
  references: [
    servicePage,
    {
      title: "Kubernetes: CVE-2020-8554, man in the middle using LoadBalancer or ExternalIPs",
      url: "https://github.com/kubernetes/kubernetes/issues/97076",
    },
    {
      title: "Kubernetes: DenyServiceExternalIPs",
      url: "https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#denyserviceexternalips",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    mitre: ["T1557"],
  },
  peers: {
    trivy: ["KSV-0108"],
    kyverno: ["best-practices/restrict-external-ips"],
    gatekeeper: ["general/externalip"],
    "azure-policy": ["AllowedExternalIPs"],
    terrascan: ["AC_K8S_0112"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  externalIPs:
    - 203.0.113.7
  ports:
    - port: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
`,
  },
} satisfies RuleDocs;
