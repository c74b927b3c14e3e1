import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkForbiddenFlag } from "../shared/controlPlane";
import { kubeletFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kubelet-hostname-override",
  title: "Kubelet goes by another name",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--hostname-override"],
  fix: "review",
  messages: { set: "the kubelet goes by the name {value} instead of its host's" },
  check: checkForbiddenFlag("kubelet", "hostname-override"),
});

export const docs = {
  what: "`--hostname-override` gives the node a name that is not its host name.",
  why: "Certificates and logs speak of the host's name, the cluster of another one. Verification of the node breaks or is switched off, and traces are hard to bring together.",
  legitimate:
    "Cloud providers and virtual machines whose host names are not unique or do not resolve need it.",
  how: "Remove the flag, and give the host the right name instead.",
  references: [kubeletFlags],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K07"], cis: ["4.2.7"], cwe: ["CWE-269"] },
  peers: {
    kubescape: ["C-0179"],
    trivy: ["KCV-0086"],
    checkov: ["CKV_K8S_146"],
    kics: ["bf36b900-b5ef-4828-adb7-70eb543b7cfb"],
    "kube-bench": ["cis-1.12/4.2.7"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  containers:
    - name: kubelet
      image: registry.k8s.io/kubelet:v1.34.2
      command:
        - kubelet
        - --config=/var/lib/kubelet/config.yaml
        - --hostname-override=node-1
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: kubelet
  namespace: kube-system
spec:
  containers:
    - name: kubelet
      image: registry.k8s.io/kubelet:v1.34.2
      command:
        - kubelet
        - --config=/var/lib/kubelet/config.yaml
`,
  },
} satisfies RuleDocs;
