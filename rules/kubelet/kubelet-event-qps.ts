import { defineRule, type RuleDocs } from "../../engine/rule";
import { atLeastNumber, checkFlag } from "../shared/controlPlane";
import { kubeletConfiguration, kubeletFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-event-qps",
  title: "Kubelet drops events",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--event-qps", "component.eventRecordQPS"],
  fix: "review",
  messages: { set: "the kubelet drops events above {value} in a second" },
  check: checkFlag({
    component: "kubelet",
    flag: "event-qps",
    optional: true,
    fine: (value, minor) => value === "0" || atLeastNumber(defaultRate(minor))(value),
    fix: (minor) => String(defaultRate(minor)),
  }),
});

export const docs = {
  what: "`eventRecordQPS` is lower than Kubernetes' default: 50 events in a second since 1.27, 5 before. 0 means no limit.",
  why: "Events above the limit are lost. An attack that makes noise hides its own traces among them.",
  legitimate:
    "Very large clusters, to spare the API server; the event rate limit of the API server serves that better.",
  how: "Leave the setting out, or set a rate that the node does not reach.",
  references: [kubeletConfiguration, kubeletFlags],
  frameworks: { "owasp-2022": ["K05"], "owasp-2025": ["K10"], cis: ["4.2.8"], cwe: ["CWE-778"] },
  peers: {
    kubescape: ["C-0180"],
    trivy: ["KCV-0087"],
    checkov: ["CKV_K8S_147"],
    kics: ["1a07a446-8e61-4e4d-bc16-b0781fcb8211"],
    "kube-bench": ["cis-1.12/4.2.8", "cis-1.23/4.2.9"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
eventRecordQPS: 2
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
eventRecordQPS: 50
`,
  },
} satisfies RuleDocs;

/** Events per second (pkg/kubelet/apis/config/v1beta1/defaults.go): ten times as many since 1.27. */
function defaultRate(minor: number): number {
  return minor < 27 ? 5 : 50;
}
