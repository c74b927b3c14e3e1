import type { FrameworkName } from "./frameworks";

/** What the controls of a framework are called, where its ids alone say little. Other controls go by their rules' titles. */
export const controlTitles: Partial<Record<FrameworkName, Readonly<Record<string, string>>>> = {
  "owasp-2022": {
    K01: "Insecure workload configurations",
    K02: "Supply chain vulnerabilities",
    K03: "Overly permissive RBAC configurations",
    K04: "Lack of centralized policy enforcement",
    K05: "Inadequate logging and monitoring",
    K06: "Broken authentication mechanisms",
    K07: "Missing network segmentation controls",
    K08: "Secrets management failures",
    K09: "Misconfigured cluster components",
    K10: "Outdated and vulnerable Kubernetes components",
  },
  "owasp-2025": {
    K01: "Insecure workload configurations",
    K02: "Overly permissive authorization configurations",
    K03: "Secrets management failures",
    K04: "Lack of cluster level policy enforcement",
    K05: "Missing network segmentation controls",
    K06: "Overly exposed Kubernetes components",
    K07: "Misconfigured and vulnerable cluster components",
    K08: "Cluster to cloud lateral movement",
    K09: "Broken authentication mechanisms",
    K10: "Inadequate logging and monitoring",
  },
  soc2: {
    "CC6.1": "Logical access security",
    "CC6.2": "Registration and authorization of users",
    "CC6.6": "Protection against threats from outside",
    "CC6.7": "Restricted transmission of information",
    "CC6.8": "Prevention of unauthorized software",
    "CC7.1": "Detection of configuration changes and vulnerabilities",
    "CC7.2": "Monitoring of system components",
  },
  hipaa: {
    "164.312(a)(1)": "Access control",
    "164.312(a)(2)(i)": "Unique user identification",
    "164.312(a)(2)(iv)": "Encryption and decryption",
    "164.312(b)": "Audit controls",
    "164.312(c)(1)": "Integrity",
    "164.312(d)": "Person or entity authentication",
    "164.312(e)(1)": "Transmission security",
  },
};
