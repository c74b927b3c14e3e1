import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag } from "../shared/controlPlane";
import { kubeletConfiguration, kubeletFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-read-only-port",
  title: "Read-only port of the kubelet",
  on: "component",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["component.--read-only-port", "component.readOnlyPort"],
  fix: "review",
  messages: {
    set: "the kubelet answers everybody at port {value} without login",
    missing: "the kubelet answers everybody at port 10255 without login: {flag} is not set",
  },
  check: checkFlag({
    component: "kubelet",
    flag: "read-only-port",
    // The flag's default; a configuration's is 0.
    byDefault: "10255",
    fine: (value) => value === "0",
    fix: "0",
  }),
});

export const docs = {
  what: "The kubelet has a port that tells everybody about its pods without a login. On a command line without `--config` it is open by default (10255), in a `KubeletConfiguration` it is closed (0).",
  why: "Names, images, environment and state of all pods of the node are there for whoever reaches the port, also from inside a pod.",
  legitimate: "Old monitoring agents ask for it; current ones use port 10250 with a token.",
  how: "Set `readOnlyPort: 0` (or `--read-only-port=0`).",
  references: [kubeletConfiguration, kubeletFlags],
  frameworks: {
    hipaa: ["164.312(e)(1)"],
    "owasp-2022": ["K09"],
    "owasp-2025": ["K06"],
    cis: ["4.2.4"],
    mitre: ["T1613", "T1133"],
    cwe: ["CWE-732"],
  },
  peers: {
    kubescape: ["C-0175"],
    trivy: ["KCV-0082"],
    checkov: ["CKV_K8S_141"],
    kics: ["2940d48a-dc5e-4178-a3f8-bfbd80720b41"],
    "kube-bench": ["cis-1.12/4.2.4", "cis-1.10/4.2.4", "cis-1.23/4.2.4"],
  },
  examples: {
    bad: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 10255
`,
    good: `apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
readOnlyPort: 0
`,
  },
} satisfies RuleDocs;
