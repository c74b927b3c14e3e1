import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { baselineLevel } from "../shared/references";
import { securityContextsOf } from "../shared/securityContexts";
import { decidedText } from "../shared/values";

const allowedTypes = ["container_t", "container_init_t", "container_kvm_t"];

export default defineRule({
  id: "selinux-options",
  title: "SELinux label of its own",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container", "pod"].flatMap((owner) =>
    ["type", "user", "role"].map((option) => `${owner}.securityContext.seLinuxOptions.${option}`),
  ),
  fix: "review",
  messages: { option: '{owner} sets the SELinux {option} to "{value}"' },
  check(pod, context) {
    for (const { field, about, args } of securityContextsOf(pod))
      for (const option of ["type", "user", "role"]) {
        const at = field.at("seLinuxOptions", option);
        const value = decidedText(at, context);
        if (value === undefined || (option === "type" && isAllowedType(value, context.minor))) continue;
        context.report({
          at,
          ...about,
          message: "option",
          args: { ...args, option, value },
          fix: () => ({
            title: "Remove the SELinux {option}",
            args: { option },
            safety: "review",
            edits: [remove(at)],
          }),
        });
      }
  },
});

/** `seLinuxOptions` of k8s.io/pod-security-admission/policy: the types for containers; that for container engines since 1.31. */
function isAllowedType(type: string, minor: number): boolean {
  return allowedTypes.includes(type) || (minor >= 31 && type === "container_engine_t");
}

export const docs = {
  what: "`seLinuxOptions` sets a user, a role, or a type that is not one of those made for containers.",
  why: "On nodes with SELinux the type decides which files and processes of the node a container may touch. A type such as `spc_t` lifts the confinement altogether, and a user or role of its own can lead to a type that does.",
  legitimate:
    "Node agents and storage drivers that work on files of the node. A type with a policy written for them (for example by udica) keeps the rest of the node out of reach.",
  how: "Remove `user` and `role`, and leave `type` out or use `container_t`, `container_init_t`, `container_kvm_t` or, since 1.31, `container_engine_t`. The `level` is free.",
  references: [
    baselineLevel,
    {
      title: "Kubernetes: Assign SELinux labels to a container",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#assign-selinux-labels-to-a-container",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
    cis: ["5.6.3"],
  },
  peers: {
    trivy: ["KSV-0025"],
    psa: ["seLinuxOptions"],
    kyverno: ["pod-security/disallow-selinux"],
    gatekeeper: ["pod-security-policy/selinux"],
    "azure-policy": ["SELinux"],
    datree: [
      "EKS_INVALID_SELINUXOPTIONS_TYPE_VALUE",
      "EKS_INVALID_SELINUXOPTIONS_USER_VALUE",
      "EKS_INVALID_SELINUXOPTIONS_ROLE_VALUE",
    ],
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
        seLinuxOptions:
          type: spc_t
          level: s0:c123,c456
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
        seLinuxOptions:
          level: s0:c123,c456
`,
  },
} satisfies RuleDocs;
