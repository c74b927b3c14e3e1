import type { ContainerView } from "../../engine/kubernetes/container";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { capabilityName } from "../shared/capabilities";
import { isExemptWindowsPod } from "../shared/podSecurity";
import { restrictedLevel, securityContextTask } from "../shared/references";
import { mayNeedEscalation } from "../shared/reliance";

export default defineRule({
  id: "allow-privilege-escalation",
  title: "Privilege escalation allowed",
  on: "container",
  severity: "high",
  confidence: "high",
  profiles: [
    "recommended",
    "restricted",
    "pss-restricted",
    "nsa",
    "cis",
    "owasp-2022",
    "owasp-2025",
    "mitre",
    "pci",
    "hipaa",
  ],
  fields: ["container.securityContext.allowPrivilegeEscalation"],
  fix: "safe",
  messages: {
    missing: 'container "{container}" does not set allowPrivilegeEscalation to false',
    allowed: 'container "{container}" allows privilege escalation',
  },
  check(container, { minor, report, undecided }) {
    const { name, pod, securityContext } = container;
    // The field came with 1.8, and the check of the restricted level with it (`allowPrivilegeEscalation`).
    if (minor < 8 || isExemptWindowsPod(pod, minor)) return;
    const at = securityContext.at("allowPrivilegeEscalation");
    if (at.undecided) return undecided(at);
    const edits = [set(at, false)];
    const title = "Set allowPrivilegeEscalation to false";
    if (at.boolean() === true)
      report({
        at,
        message: "allowed",
        args: { container: name },
        fix: () => (canForbid(container) ? { title, safety: "review", edits } : undefined),
      });
    else if (!at.present)
      report({
        at,
        missing: true,
        message: "missing",
        args: { container: name },
        fix: () =>
          canForbid(container)
            ? { title, safety: mayNeedEscalation(container) ? "review" : "safe", edits }
            : undefined,
      });
  },
});

/** The API server refuses `false` for containers that are as good as root (`ValidateSecurityContext`). */
function canForbid({ securityContext }: ContainerView): boolean {
  return (
    securityContext.at("privileged").boolean() !== true &&
    !securityContext
      .at("capabilities", "add")
      .items()
      .some((item) => capabilityName(item.string() ?? "") === "SYS_ADMIN")
  );
}

export const docs = {
  what: "The container does not set `allowPrivilegeEscalation: false`, so its processes can gain more privileges than the one that started them.",
  why: "A program such as `sudo` or `su`, or any file with the setuid bit, makes an ordinary user root in the container. Somebody who broke into a program that runs as an ordinary user takes that way, and is one step closer to the node.",
  legitimate:
    "Programs that call setuid helpers by design: `sudo` in a development container, `ping` or `fusermount` in older images, rootless container builders.",
  how: "Set `allowPrivilegeEscalation: false` in the security context of the container (the pod's has no such setting). Programs that start as the user they need do not notice.",
  references: [
    restrictedLevel,
    securityContextTask,
    {
      title: "Linux kernel: No new privileges flag",
      url: "https://docs.kernel.org/userspace-api/no_new_privs.html",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "restricted",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0016", "NSA 1.0 1.7"],
    cis: ["5.2.6"],
    mitre: ["T1548", "T1611"],
    pci: ["3.2 6.5.8", "4.0 6.2.4"],
    cwe: ["CWE-269", "CWE-284"],
  },
  peers: {
    kubescape: ["C-0016"],
    trivy: ["KSV-0001"],
    "kube-linter": ["privilege-escalation-container"],
    checkov: ["CKV_K8S_20"],
    polaris: ["privilegeEscalationAllowed"],
    kubeaudit: ["privesc/AllowPrivilegeEscalationNil", "privesc/AllowPrivilegeEscalationTrue"],
    kubesec: ["AllowPrivilegeEscalation"],
    kics: ["5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d"],
    psa: ["allowPrivilegeEscalation"],
    kyverno: ["pod-security/disallow-privilege-escalation"],
    gatekeeper: ["pod-security-policy/allow-privilege-escalation"],
    "azure-policy": [
      "ContainerNoPrivilegeEscalation",
      "MutatePrivilegeEscalationContainers",
      "MutatePrivilegeEscalationInitContainers",
    ],
    sonar: ["S6430"],
    datree: ["CONTAINERS_MISSING_KEY_ALLOWPRIVILEGEESCALATION"],
    terrascan: ["AC_K8S_0085"],
    "kube-bench": ["cis-1.12/5.2.6"],
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
        allowPrivilegeEscalation: false
`,
  },
} satisfies RuleDocs;
