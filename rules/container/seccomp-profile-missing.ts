import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { hasLegacyProfile } from "../shared/legacySeccomp";
import { isExemptWindowsPod } from "../shared/podSecurity";
import { kernelConstraints, restrictedLevel } from "../shared/references";
import { mayNeedSystemCalls } from "../shared/reliance";

export default defineRule({
  id: "seccomp-profile-missing",
  title: "No seccomp profile",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "pss-restricted", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.seccompProfile.type", "pod.securityContext.seccompProfile.type"],
  fix: "safe",
  messages: { missing: 'container "{container}" has no seccomp profile' },
  check(container, { minor, report }) {
    const { name, pod, securityContext } = container;
    // The field came with 1.19, and the check of the restricted level with it (`seccompProfile_restricted`).
    if (minor < 19 || isExemptWindowsPod(pod, minor)) return;
    // A profile that is written and wrong is another rule's matter.
    if (pod.securityContext.at("seccompProfile").present) return;
    const profile = securityContext.at("seccompProfile");
    if (profile.present && !profile.undecided) return;
    // An annotation that is not read is a mistake of its own, whose rule says the same and moves the profile.
    if (hasLegacyProfile(pod, name)) return;
    const at = profile.at("type");
    report({
      at,
      missing: true,
      message: "missing",
      args: { container: name },
      fix: () => ({
        title: "Use the seccomp profile of the container runtime",
        safety: mayNeedSystemCalls(container) ? "review" : "safe",
        edits: [set(at, "RuntimeDefault")],
      }),
    });
  },
});

export const docs = {
  what: "Neither the container nor its pod names a seccomp profile. Unless the kubelet is set up to use one by default, the container may make every system call the kernel of the node knows.",
  why: "Most ways out of a container go through a rarely used system call with a bug in it. The profile of the container runtime blocks some dozens of those that ordinary programs never need.",
  legitimate:
    "Debuggers, profilers and nested containers that need a blocked system call: use a `Localhost` profile that allows it.",
  how: "Set `seccompProfile.type: RuntimeDefault` in the security context of the pod or the container.",
  references: [
    restrictedLevel,
    kernelConstraints,
    {
      title: "Kubernetes: Restrict a container's syscalls with seccomp",
      url: "https://kubernetes.io/docs/tutorials/security/seccomp/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "restricted",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["NSA 1.0 1.10", "NSA 1.0 1.9"],
    cis: ["5.6.2"],
    mitre: ["T1611"],
    cwe: ["CWE-665"],
  },
  peers: {
    kubescape: ["C-0210"],
    trivy: ["KSV-0030"],
    checkov: ["CKV_K8S_31"],
    "kube-score": ["container-seccomp-profile"],
    kubeaudit: ["seccomp/SeccompProfileMissing"],
    kubesec: ["SeccompAny"],
    kics: ["f377b83e-bd07-4f48-a591-60c82b14a78b"],
    psa: ["seccompProfile_restricted"],
    kyverno: ["pod-security/restrict-seccomp-strict"],
    gatekeeper: ["pod-security-policy/seccomp", "pod-security-policy/seccompv2"],
    "azure-policy": ["MutateSeccompProfileContainers", "MutateSeccompProfileInitContainers"],
    datree: ["CIS_INVALID_VALUE_SECCOMP_PROFILE", "CONTAINERS_INCORRECT_SECCOMP_PROFILE"],
    terrascan: ["AC_K8S_0080"],
    "kube-bench": ["cis-1.12/5.6.2"],
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
  securityContext:
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        seccompProfile:
          type: RuntimeDefault
`,
  },
} satisfies RuleDocs;
