import type { Frameworks } from "./rule";

export type FrameworkName = keyof Frameworks;

/** The names of the frameworks as people know them. */
export const frameworkTitles: Readonly<Record<keyof Frameworks, string>> = {
  pss: "Pod Security Standards",
  "owasp-2022": "OWASP Kubernetes Top 10 (2022)",
  "owasp-2025": "OWASP Kubernetes Top 10 (2025)",
  nsa: "NSA/CISA Kubernetes Hardening Guide",
  cis: "CIS Kubernetes Benchmark 1.12",
  mitre: "MITRE ATT&CK",
  soc2: "SOC 2",
  pci: "PCI DSS",
  hipaa: "HIPAA, 45 CFR 164.312 (our mapping)",
  cwe: "CWE",
};
