import { defineRule, type RuleDocs } from "../../engine/rule";
import { servicePage } from "../shared/serviceReferences";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "service-external-name-localhost",
  title: "ExternalName that points back at the client",
  on: "resource",
  kinds: ["Service"],
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.externalName"],
  messages: { localhost: '{resource} is another name for "{name}", the machine of whoever asks' },
  check({ root, label }, context) {
    const spec = root.at("spec");
    const at = spec.at("externalName");
    if (spec.at("type").string() !== "ExternalName") return;
    const name = decidedText(at, context);
    if (name !== undefined && isLocalhost(name))
      context.report({ at, message: "localhost", args: { resource: label, name } });
  },
});

/** The names that RFC 6761 and usual hosts files give the loopback address, and names that wildcard services map to it. */
function isLocalhost(written: string): boolean {
  const name = written.toLowerCase().replace(/\.$/, "");
  return (
    /^(?:localhost|ip6-localhost|ip6-loopback|localhost\.localdomain|localhost[46]\.localdomain[46])$/.test(
      name,
    ) ||
    name.endsWith(".localhost") ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}(?:\.(?:nip|sslip|xip)\.io)?$/.test(name)
  );
}

export const docs = {
  what: "A Service of type ExternalName is an alias in DNS. This one is an alias for `localhost`, so that whoever looks it up talks to itself.",
  why: "Ingress controllers and API gateways follow the alias from within their own pod: an Ingress with this Service as its backend publishes what the controller keeps on its loopback address, such as its admin interface, to the outside.",
  legitimate: "None that another name would not serve as well.",
  how: "Name the host that is meant, or use a Service with a selector for a program in the cluster.",
  references: [
    servicePage,
    {
      title: "Kubernetes: ExternalName and its caveats",
      url: "https://kubernetes.io/docs/concepts/services-networking/service/#externalname",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    mitre: ["T1090"],
  },
  peers: { kyverno: ["other/no-localhost-service"] },
  examples: {
    bad: `apiVersion: v1
kind: Service
metadata:
  name: status
spec:
  type: ExternalName
  externalName: localhost
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: status
spec:
  type: ExternalName
  externalName: status.example.com
`,
  },
} satisfies RuleDocs;
