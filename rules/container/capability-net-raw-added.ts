import { defineRule, type RuleDocs } from "../../engine/rule";
import { reportAdded } from "../shared/capabilities";
import { baselineLevel, capabilitiesManual } from "../shared/references";

export default defineRule({
  id: "capability-net-raw-added",
  title: "Capability NET_RAW",
  on: "container",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.add"],
  fix: "review",
  messages: { added: 'container "{container}" adds capability {capability}' },
  check(container, context) {
    reportAdded(container, context, ({ name }) => name === "NET_RAW");
  },
});

export const docs = {
  what: "The container adds the capability `NET_RAW`, which allows it to send and receive packets of any form.",
  why: "With raw packets a process can claim the addresses of its neighbours on the network (ARP and DNS spoofing), put itself between them and read or change what they say to each other.",
  legitimate:
    "Network diagnosis and some network plugins. `ping` does not need it where the kernel parameter `net.ipv4.ping_group_range` covers the group, which is the default of current container runtimes.",
  how: "Remove the capability from `capabilities.add`. If the program then fails, find out which operation needs it and look for one that does without.",
  references: [baselineLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1040", "T1557"],
    cis: ["5.2.8"],
  },
  peers: { trivy: ["KSV-0119"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          add:
            - NET_BIND_SERVICE
            - NET_RAW
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        capabilities:
          add:
            - NET_BIND_SERVICE
`,
  },
} satisfies RuleDocs;
