import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { set } from "../../engine/yaml/pathEdit";
import { restrictedLevel, securityContextTask } from "../shared/references";

export default defineRule({
  id: "security-context-missing",
  title: "No security context",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["container.securityContext", "pod.securityContext"],
  coveredBy: [
    "allow-privilege-escalation",
    "capabilities-drop-all",
    "read-only-root-filesystem",
    "run-as-non-root",
    "seccomp-profile-missing",
  ],
  fix: "review",
  messages: {
    missing: 'container "{container}" has no security context',
    pod: "{resource} has no security context of its own",
    empty: 'the security context of container "{container}" is empty',
  },
  check(pod, { report }) {
    if (!isSaid(pod.securityContext))
      report({
        at: pod.securityContext,
        missing: true,
        ...(pod.securityContext.exists && { place: pod.securityContext }),
        message: "pod",
        args: { resource: pod.resource.label },
        // Containers can say all that matters of it: only who asks for everything is told.
        profiles: [],
      });
    // The settings that containers alone have exist on Linux only.
    if (pod.isWindows && isSaid(pod.securityContext)) return;
    for (const container of pod.containers) {
      const { securityContext } = container;
      if (isSaid(securityContext)) continue;
      report({
        at: securityContext,
        container,
        missing: true,
        ...(securityContext.exists && { place: securityContext }),
        message: securityContext.isMap ? "empty" : "missing",
        args: { container: container.name },
        ...(!pod.isWindows && {
          fix: () => ({
            title: "Insert the security context of the restricted level",
            safety: "review",
            edits: [set(securityContext, hardened)],
          }),
        }),
      });
    }
  },
});

const hardened = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  runAsNonRoot: true,
  seccompProfile: { type: "RuntimeDefault" },
};

/** At least one setting is written, or the whole is filled in later. */
function isSaid(securityContext: Field): boolean {
  return securityContext.undecided || securityContext.entries().some((setting) => setting.present);
}

export const docs = {
  what: "The container has no security context of its own, or an empty one, so that Kubernetes' permissive defaults hold for all that a pod's security context cannot set.",
  why: "Privilege escalation, capabilities and a read-only file system can be set for containers alone. Without them root in the container has a dozen capabilities and setuid programs work, which is where most known ways out of a container begin.",
  legitimate:
    "Where an admission webhook fills the security context in. The cluster is then one webhook failure away from running without it.",
  how: "Give each container a security context. The one of the restricted level suits most programs; the rules on single settings say what each of its lines does.",
  references: [securityContextTask, restrictedLevel],
  frameworks: {
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    cis: ["5.6.3"],
    mitre: ["T1611"],
    cwe: ["CWE-285"],
  },
  peers: {
    kubescape: ["C-0211"],
    trivy: ["KSV-0118"],
    checkov: ["CKV_K8S_29", "CKV_K8S_30"],
    kics: ["a97a340a-0063-418e-b3a1-3028941d0995"],
    terrascan: ["AC_K8S_0064"],
    datree: ["CIS_MISSING_KEY_SECURITYCONTEXT"],
    "kube-bench": ["cis-1.12/5.6.3", "cis-1.20/5.7.3"],
    kyverno: ["other/add-default-securitycontext", "other/apply-pss-restricted-profile"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
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
    runAsUser: 10001
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        allowPrivilegeEscalation: false
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    runAsUser: 10001
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop:
            - ALL
        runAsNonRoot: true
        seccompProfile:
          type: RuntimeDefault
`,
  },
} satisfies RuleDocs;
