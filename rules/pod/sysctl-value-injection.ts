import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "sysctl-value-injection",
  title: "Kernel parameter that smuggles in others",
  on: "podSpec",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.securityContext.sysctls.*.value"],
  messages: {
    injection:
      '{resource} sets "{name}" to a value with "{sign}", by which CRI-O can be made to set any kernel parameter',
  },
  check(pod, { report, undecided }) {
    for (const sysctl of pod.securityContext.at("sysctls").items()) {
      const at = sysctl.at("value");
      if (at.undecided) undecided(at);
      // What separates parameters on the command line of CRI-O's helper `pinns`.
      const sign = /[+=]/.exec(at.string() ?? "")?.[0];
      const name = sysctl.at("name").text() ?? "";
      if (sign) report({ at, message: "injection", args: { resource: pod.resource.label, name, sign } });
    }
  },
});

export const docs = {
  what: "The value of a sysctl contains `+` or `=`. No kernel parameter has such a value; they separate parameters on the command line of a helper program of CRI-O (CVE-2022-0811).",
  why: "CRI-O 1.19 to 1.24 passed the value on without looking. A pod that was only allowed harmless parameters could set `kernel.core_pattern` with it, and the node's kernel then ran a program of its choice as root.",
  legitimate: "Never: no kernel parameter has such a value.",
  how: "Find out who wrote it. Remove it, and upgrade CRI-O to 1.23.2, 1.22.3, 1.21.6, 1.20.7, 1.19.6 or newer.",
  references: [
    {
      title: "CRI-O: CVE-2022-0811, arbitrary code execution by kernel parameters",
      url: "https://github.com/cri-o/cri-o/security/advisories/GHSA-6x2m-w449-qwx7",
    },
    {
      title: "Kubernetes: Using sysctls in a Kubernetes cluster",
      url: "https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/",
    },
  ],
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"], mitre: ["T1611", "T1068"] },
  peers: { kyverno: ["other/prevent-cr8escape"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: kernel.shm_rmid_forced
        value: 1+kernel.core_pattern=|/tmp/run
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    sysctls:
      - name: kernel.shm_rmid_forced
        value: "1"
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
