import { defineRule, type RuleDocs } from "../../engine/rule";
import { reportAdded } from "../shared/capabilities";
import { baselineLevel, capabilitiesManual } from "../shared/references";

export default defineRule({
  id: "capability-sys-admin-added",
  title: "Capability SYS_ADMIN",
  on: "container",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.capabilities.add"],
  fix: "review",
  messages: { added: 'container "{container}" adds capability {capability}' },
  check(container, context) {
    reportAdded(container, context, ({ name }) => name === "SYS_ADMIN" || name === "ALL");
  },
});

export const docs = {
  what: "The container adds the capability `SYS_ADMIN`, or `ALL`, which holds it.",
  why: "`SYS_ADMIN` covers so much (mounting, namespaces, many device and kernel operations) that a process with it can usually become root on the node: mounting the host's disk or abusing a cgroup feature takes a few commands.",
  legitimate:
    "Storage drivers that mount volumes, and programs that build containers. Look whether a newer and narrower capability (`BPF`, `PERFMON`, `CHECKPOINT_RESTORE`) or a user namespace (`hostUsers: false`) will do.",
  how: "Remove the capability from `capabilities.add`. If the program then fails, find out which operation needs it and look for one that does without.",
  references: [baselineLevel, capabilitiesManual],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
    cwe: ["CWE-250"],
    cis: ["5.2.9"],
  },
  peers: {
    trivy: ["KSV-0005"],
    checkov: ["CKV_K8S_39"],
    kubesec: ["CapSysAdmin"],
    kics: ["235236ee-ad78-4065-bd29-61b061f28ce0"],
    "azure-policy": ["ContainerDisallowedSysAdminCapability"],
    terrascan: ["AC_K8S_0075"],
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
            - SYS_ADMIN
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
