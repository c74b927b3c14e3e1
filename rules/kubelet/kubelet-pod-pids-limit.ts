import { defineRule, type RuleDocs } from "../../engine/rule";
import { atLeastNumber, checkFlag } from "../shared/controlPlane";
import { kubeletConfiguration } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-pod-pids-limit",
  title: "Pods can use up process numbers",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["component.--pod-max-pids", "component.podPidsLimit"],
  fix: "review",
  messages: {
    set: "pods can use up the process numbers of the node: {flag} is {value}",
    missing: "pods can use up the process numbers of the node: {flag} is not set",
  },
  check: checkFlag({
    component: "kubelet",
    flag: "pod-max-pids",
    byDefault: "-1",
    fine: atLeastNumber(1),
    fix: "4096",
  }),
});

export const docs = {
  what: "`podPidsLimit` is not set or -1, so that one pod may have as many processes as the node allows.",
  why: "A fork bomb in one container takes the node's last process numbers, and every other pod and the kubelet itself stop working.",
  legitimate: "Nodes that run one workload only.",
  how: "Set a limit that your largest pods stay below, such as `podPidsLimit: 4096`.",
  references: [
    {
      title: "Kubernetes: Process ID limits and reservations",
      url: "https://kubernetes.io/docs/concepts/policy/pid-limiting/",
    },
    kubeletConfiguration,
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], cis: ["4.2.13"], mitre: ["T1499"] },
  peers: { kubescape: ["C-0284"], "kube-bench": ["cis-1.12/4.2.13"] },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
podPidsLimit: -1
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
podPidsLimit: 4096
`,
  },
} satisfies RuleDocs;
