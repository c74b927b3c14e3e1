import { defineRule, type RuleDocs } from "../../engine/rule";
import { dangerousCapabilities, reportAdded } from "../shared/capabilities";
import { baselineLevel, capabilitiesManual } from "../shared/references";

export default defineRule({
  id: "dangerous-capabilities-added",
  title: "Dangerous capability",
  on: "container",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "nsa", "owasp-2022", "owasp-2025", "mitre", "pci", "hipaa"],
  fields: ["container.securityContext.capabilities.add"],
  coveredBy: ["capability-net-raw-added", "capability-sys-admin-added", "capability-sys-module-added"],
  fix: "review",
  messages: { added: 'container "{container}" adds capability {capability}' },
  check(container, context) {
    reportAdded(container, context, ({ name }) => dangerousCapabilities.has(name));
  },
});

export const docs = {
  what: "The container adds a capability that reaches beyond it, to the node's kernel, devices, processes, files or network (such as `NET_ADMIN`, `SYS_PTRACE`, `DAC_READ_SEARCH`, `BPF` or `ALL`).",
  why: "Each of these has been used to break out of a container or to attack its neighbours: `SYS_PTRACE` takes over other processes, `DAC_READ_SEARCH` reads files of the node, `SYS_RAWIO` its memory, `NET_ADMIN` turns its traffic around.",
  legitimate:
    "Network plugins, service mesh sidecars, debuggers and monitoring agents. Grant it to the one container that needs it, never to the whole pod.",
  how: "Remove the capability from `capabilities.add`. If the program then fails, find out which operation needs it and look for one that does without.",
  references: [baselineLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0046"],
    mitre: ["T1611"],
    pci: ["3.2 6.5.8", "4.0 6.2.4"],
    cwe: ["CWE-250", "CWE-266"],
  },
  peers: {
    kubescape: ["C-0046"],
    polaris: ["dangerousCapabilities"],
    datree: ["CONTAINERS_INVALID_CAPABILITIES_VALUE"],
    "azure-policy": ["ContainerDisallowedCapabilities"],
    sonar: ["S5849"],
  },
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
            - NET_ADMIN
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
