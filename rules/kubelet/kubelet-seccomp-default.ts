import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isTrue } from "../shared/controlPlane";
import { kubeletConfiguration } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-seccomp-default",
  title: "Kubelet leaves pods without seccomp",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--seccomp-default", "component.seccompDefault"],
  fix: "review",
  messages: {
    set: "pods run without seccomp unless they ask for it: {flag} is {value}",
    missing: "pods run without seccomp unless they ask for it: {flag} is not set",
  },
  check: checkFlag({
    component: "kubelet",
    flag: "seccomp-default",
    byDefault: "false",
    fine: isTrue,
    fix: "true",
    // On by default as a feature, so that the setting alone does it (KEP-2413).
    since: 25,
  }),
});

export const docs = {
  what: "Without `seccompDefault: true` a container that names no seccomp profile runs unconfined. The setting exists since 1.22 and works without a feature gate since 1.25; the rule asks for it from there on.",
  why: "The whole system call interface of the kernel is open to such containers: most ways out of a container start with a rare system call that the runtime's profile refuses.",
  legitimate:
    "Nodes with workloads that need unusual system calls: give those pods `seccompProfile: Unconfined` and turn the default on.",
  how: "Set `seccompDefault: true` (or `--seccomp-default`).",
  references: [
    {
      title: "Kubernetes: Restrict a container's syscalls with seccomp",
      url: "https://kubernetes.io/docs/tutorials/security/seccomp/#enable-the-use-of-runtimedefault-as-the-default-seccomp-profile-for-all-workloads",
    },
    kubeletConfiguration,
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    cis: ["4.2.14"],
    mitre: ["T1611"],
  },
  peers: { "kube-bench": ["cis-1.12/4.2.14"] },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
seccompDefault: false
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
seccompDefault: true
`,
  },
} satisfies RuleDocs;
