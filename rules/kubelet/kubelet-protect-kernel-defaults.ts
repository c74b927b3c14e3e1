import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isTrue } from "../shared/controlPlane";
import { kubeletConfiguration, kubeletFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-protect-kernel-defaults",
  title: "Kubelet changes kernel settings",
  on: "component",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--protect-kernel-defaults", "component.protectKernelDefaults"],
  fix: "review",
  messages: {
    set: "the kubelet may change kernel settings: {flag} is {value}",
    missing: "the kubelet may change kernel settings: {flag} is not set",
  },
  check: checkFlag({
    component: "kubelet",
    flag: "protect-kernel-defaults",
    byDefault: "false",
    fine: isTrue,
    fix: "true",
  }),
});

export const docs = {
  what: "With `protectKernelDefaults: true` the kubelet stops where kernel settings (`vm.overcommit_memory`, `kernel.panic` and the like) differ from what it expects. Otherwise, the default, it changes them.",
  why: "Settings that administrators chose for the node are overwritten without a word, hardened ones too.",
  legitimate:
    "Images whose kernel settings do not fit yet: the kubelet would not start. Set them with sysctl.d first.",
  how: "Set the kernel settings on the node, then `protectKernelDefaults: true`.",
  references: [kubeletConfiguration, kubeletFlags],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K07"], cis: ["4.2.6 (of 1.24)"], cwe: ["CWE-732"] },
  peers: {
    kubescape: ["C-0177"],
    trivy: ["KCV-0083"],
    checkov: ["CKV_K8S_144"],
    kics: ["6cf42c97-facd-4fda-b8af-ea4529123355"],
    "kube-bench": ["cis-1.24/4.2.6"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
protectKernelDefaults: false
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
protectKernelDefaults: true
`,
  },
} satisfies RuleDocs;
