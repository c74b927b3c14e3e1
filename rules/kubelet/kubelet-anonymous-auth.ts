import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isFalse } from "../shared/controlPlane";
import { kubeletAccess, kubeletConfiguration } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-anonymous-auth",
  title: "Kubelet serves anonymous requests",
  on: "component",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--anonymous-auth", "component.authentication.anonymous.enabled"],
  fix: "review",
  messages: {
    set: "the kubelet serves anonymous requests: {flag} is {value}",
    missing: "the kubelet serves anonymous requests: {flag} is not set and on by default",
  },
  check: checkFlag({
    component: "kubelet",
    flag: "anonymous-auth",
    // The flag's default; a configuration's is false.
    byDefault: "true",
    fine: isFalse,
    fix: "false",
  }),
});

export const docs = {
  what: "The kubelet takes requests without credentials. That is the default on a command line without `--config`; in a `KubeletConfiguration` the default is off.",
  why: "Port 10250 can list pods, read logs and run commands in every container of the node. With `AlwaysAllow`, the other default of the command line, nothing more is needed to take the node over.",
  legitimate: "Never: the API server has a certificate for the kubelet, and Prometheus can use its token.",
  how: "Set `authentication.anonymous.enabled: false` (or `--anonymous-auth=false`).",
  references: [kubeletAccess, kubeletConfiguration],
  frameworks: {
    hipaa: ["164.312(d)"],
    "owasp-2022": ["K06"],
    "owasp-2025": ["K09"],
    nsa: ["C-0069"],
    cis: ["4.2.1"],
    mitre: ["T1078", "T1609"],
  },
  peers: {
    kubescape: ["C-0172", "C-0069"],
    trivy: ["KCV-0079"],
    checkov: ["CKV_K8S_138"],
    "kube-bench": ["cis-1.12/4.2.1", "cis-1.20/4.2.1"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: true
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication:
  anonymous:
    enabled: false
`,
  },
} satisfies RuleDocs;
