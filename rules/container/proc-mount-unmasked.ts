import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { isRelaxedForUserNamespace, restrictedLevelOnly } from "../shared/podSecurity";
import { baselineLevel, userNamespaces } from "../shared/references";
import { decidedText } from "../shared/values";

const rule = defineRule({
  id: "proc-mount-unmasked",
  title: "Unmasked /proc",
  on: "container",
  severity: "high",
  confidence: "high",
  profiles: ["pss-baseline", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.procMount"],
  fix: "review",
  messages: {
    unmasked: 'container "{container}" sees all of /proc',
    other: 'container "{container}" sets procMount to {value}',
  },
  check({ name, pod, securityContext }, context) {
    const at = securityContext.at("procMount");
    const value = decidedText(at, context);
    if (value === undefined || value === "Default") return;
    // The restricted level forbids it even there (`procMount_restricted`).
    const isRelaxed = isRelaxedForUserNamespace(pod, context.minor);
    context.report({
      at,
      message: value === "Unmasked" ? "unmasked" : "other",
      args: { container: name, value },
      profiles: isRelaxed ? restrictedLevelOnly : rule.profiles,
      severity: isRelaxed ? "low" : rule.severity,
      fix: () => ({ title: "Set procMount to Default", safety: "review", edits: [set(at, "Default")] }),
    });
  },
});

export default rule;

export const docs = {
  what: "`procMount: Unmasked` shows the container all of `/proc`, including the parts that container runtimes hide or make read-only.",
  why: "Behind the mask lie switches of the node's kernel, such as `/proc/sysrq-trigger`, and information that helps to break out. A process that is root in the container can use them against the node.",
  legitimate:
    "Containers that build or run containers themselves. Give the pod a user namespace of its own with `hostUsers: false`: root in the pod is then nobody on the node, and since 1.35 the baseline level of the Pod Security Standards allows it (the restricted level does not).",
  how: "Set `procMount: Default` or remove the key.",
  references: [
    baselineLevel,
    userNamespaces,
    {
      title: "Kubernetes: The /proc mount type",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#managing-access-to-the-proc-filesystem",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
    cwe: ["CWE-1188"],
  },
  peers: {
    trivy: ["KSV-0027"],
    "kube-linter": ["unsafe-proc-mount"],
    polaris: ["procMount"],
    kics: ["f922827f-aab6-447c-832a-e1ff63312bd3"],
    psa: ["procMount", "procMount_restricted"],
    kyverno: ["pod-security/disallow-proc-mount"],
    gatekeeper: ["pod-security-policy/proc-mount"],
    "azure-policy": ["AllowedProcMountType"],
    terrascan: ["AC_K8S_0077"],
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
        procMount: Unmasked
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
        procMount: Default
`,
  },
} satisfies RuleDocs;
