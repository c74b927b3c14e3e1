import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { baselineLevel, securityContextTask } from "../shared/references";
import { isSetTo } from "../shared/values";

export default defineRule({
  id: "privileged-container",
  title: "Privileged container",
  on: "container",
  severity: "critical",
  confidence: "high",
  profiles: [
    "recommended",
    "pss-baseline",
    "nsa",
    "cis",
    "owasp-2022",
    "owasp-2025",
    "mitre",
    "pci",
    "hipaa",
  ],
  fields: ["container.securityContext.privileged"],
  fix: "review",
  messages: { privileged: 'container "{container}" runs privileged' },
  check({ name, securityContext }, context) {
    const at = securityContext.at("privileged");
    if (!isSetTo(at, true, context)) return;
    context.report({
      at,
      message: "privileged",
      args: { container: name },
      fix: () => ({ title: "Set privileged to false", safety: "review", edits: [set(at, false)] }),
    });
  },
});

export const docs = {
  what: "`privileged: true` gives the container every capability and every device of the node, and switches seccomp, AppArmor and SELinux confinement off.",
  why: "Whoever gets a shell in this container owns the node: mounting the host's disk is one command, and with it come the kubelet's credentials and the secrets of every other pod there.",
  legitimate:
    "Storage and network drivers (CSI, CNI) and some node agents that must configure the kernel. Keep them in a namespace of their own, and prefer the one capability or device that is really needed.",
  how: "Set `privileged: false` (or remove the key) and add just the capability that the program asks for.",
  references: [baselineLevel, securityContextTask],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0057", "NSA 1.0 1.2"],
    cis: ["5.2.2"],
    mitre: ["T1611", "T1610"],
    pci: ["3.2 6.5.8", "4.0 6.2.4"],
    cwe: ["CWE-269", "CWE-284"],
  },
  peers: {
    kubescape: ["C-0057"],
    trivy: ["KSV-0017"],
    "kube-linter": ["privileged-container"],
    checkov: ["CKV_K8S_16"],
    polaris: ["runAsPrivileged"],
    "kube-score": ["container-security-context-privileged"],
    kubeaudit: ["privileged/PrivilegedTrue"],
    kubesec: ["Privileged"],
    kics: ["dd29336b-fe57-445b-a26e-e6aa867ae609"],
    psa: ["privileged"],
    kyverno: ["pod-security/disallow-privileged-containers"],
    gatekeeper: ["pod-security-policy/privileged-containers"],
    "azure-policy": ["ContainerNoPrivilege"],
    sonar: ["S6428"],
    datree: ["CONTAINERS_INCORRECT_PRIVILEGED_VALUE_TRUE"],
    terrascan: ["AC_K8S_0046"],
    "kube-bench": ["cis-1.12/5.2.2"],
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
      securityContext:
        privileged: true
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
        privileged: false
`,
  },
} satisfies RuleDocs;
