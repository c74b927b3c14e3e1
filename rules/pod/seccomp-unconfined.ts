import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { outsidePodSecurity } from "../shared/podSecurity";
import { baselineLevel, kernelConstraints } from "../shared/references";
import { securityContextsOf } from "../shared/securityContexts";

const podAnnotation = "seccomp.security.alpha.kubernetes.io/pod";
const containerAnnotation = "container.seccomp.security.alpha.kubernetes.io/";

const rule = defineRule({
  id: "seccomp-unconfined",
  title: "Seccomp switched off",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.seccompProfile.type", "pod.securityContext.seccompProfile.type"],
  fix: "review",
  messages: {
    unconfined: "{owner} runs without a seccomp profile",
    other: '{owner} has a seccomp profile of the unknown type "{value}"',
    annotation: "{owner} runs without a seccomp profile, by annotation",
  },
  // As `seccompProfile_baseline` does: by field since 1.19, before by annotation. Clusters heeded the annotations until
  // 1.26, although Pod Security did not look at them any more.
  check(pod, context) {
    if (context.minor >= 19) checkFields(pod, context);
    if (context.minor < 27) checkAnnotations(pod, context);
  },
});

export default rule;

function checkFields(pod: PodSpecView, context: RuleContext): void {
  for (const { field, about, args } of securityContextsOf(pod)) {
    const profile = field.at("seccompProfile");
    if (!profile.isMap) continue;
    const at = profile.at("type");
    const value = at.string() ?? "";
    if (value === "RuntimeDefault" || value === "Localhost") continue;
    context.report({
      at,
      place: profile,
      ...about,
      message: value === "Unconfined" ? "unconfined" : "other",
      args: { ...args, value },
      fix: () => ({
        title: "Use the seccomp profile of the container runtime",
        safety: "review",
        edits: [set(at, "RuntimeDefault")],
      }),
    });
  }
}

function checkAnnotations(pod: PodSpecView, context: RuleContext): void {
  const annotations = [
    { at: pod.annotation(podAnnotation), owner: pod.resource.label },
    ...pod.containers.map(({ name }) => ({
      at: pod.annotation(containerAnnotation + name),
      owner: `container "${name}"`,
    })),
  ];
  for (const { at, owner } of annotations) {
    if (!at.exists || isProfileAnnotation(at.text() ?? "")) continue;
    context.report({
      at,
      message: "annotation",
      args: { owner },
      profiles: context.minor < 19 ? rule.profiles : outsidePodSecurity(rule.profiles),
      fix: () => ({
        title: "Use the seccomp profile of the container runtime",
        safety: "review",
        edits: [set(at, "runtime/default")],
      }),
    });
  }
}

function isProfileAnnotation(value: string): boolean {
  return value === "runtime/default" || value === "docker/default" || value.startsWith("localhost/");
}

export const docs = {
  what: "The seccomp profile is `Unconfined`: the container may make every system call the kernel of the node knows.",
  why: "Most ways out of a container go through a rarely used system call with a bug in it. The profile of the container runtime blocks some dozens of those that ordinary programs never need; without it a compromised program can try them all.",
  legitimate:
    "Debuggers, profilers and nested containers that need a blocked system call. A `Localhost` profile that allows just this call is the better answer.",
  how: "Set `seccompProfile.type: RuntimeDefault`, or `Localhost` with a profile of your own.",
  references: [
    baselineLevel,
    kernelConstraints,
    {
      title: "Kubernetes: Restrict a container's syscalls with seccomp",
      url: "https://kubernetes.io/docs/tutorials/security/seccomp/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
    cis: ["5.6.2"],
  },
  peers: {
    trivy: ["KSV-0104"],
    kubeaudit: ["seccomp/SeccompDisabledPod", "seccomp/SeccompDisabledContainer"],
    kubesec: ["SeccompUnconfined"],
    psa: ["seccompProfile_baseline"],
    kyverno: ["pod-security/restrict-seccomp"],
    "azure-policy": ["AllowedSeccompProfile"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    seccompProfile:
      type: Unconfined
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
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
