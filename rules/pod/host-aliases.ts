import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "host-aliases",
  title: "Entries in the hosts file",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.hostAliases"],
  messages: { alias: '{resource} sends "{names}" to {ip}, whatever DNS says' },
  check(pod, { report }) {
    for (const alias of pod.field.at("hostAliases").items()) {
      const names = alias
        .at("hostnames")
        .items()
        .flatMap((name) => name.text() ?? []);
      const ip = alias.at("ip");
      report({
        at: ip.exists ? ip : alias,
        message: "alias",
        args: { resource: pod.resource.label, names: names.join(", "), ip: ip.text() ?? "" },
      });
    }
  },
});

export const docs = {
  what: "`hostAliases` writes names into `/etc/hosts` of the pod's containers, so that DNS is not asked for them.",
  why: "A name that everybody trusts, such as that of the API of a bank, leads to an address of somebody's choice, and neither DNS logs nor DNS policies show it. Forgotten entries also keep sending traffic to an address that has got another owner.",
  legitimate: "Tests, and hosts without a DNS name.",
  how: "Give the host a name in DNS, or a Service of type ExternalName or one without a selector, which can be seen and changed in one place.",
  references: [
    {
      title: "Kubernetes: Adding entries to pod /etc/hosts",
      url: "https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1557", "T1565"] },
  peers: { trivy: ["KSV-0007"], kubesec: ["HostAliases"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostAliases:
    - ip: 203.0.113.7
      hostnames:
        - api.example.com
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
