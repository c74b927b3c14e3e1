import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { baselineLevel } from "../shared/references";
import { securityContextsOf } from "../shared/securityContexts";

const annotationPrefix = "container.apparmor.security.beta.kubernetes.io/";

export default defineRule({
  id: "apparmor-unconfined",
  title: "AppArmor switched off",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "nsa", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.appArmorProfile.type", "pod.securityContext.appArmorProfile.type"],
  fix: "review",
  messages: {
    unconfined: "{owner} runs without an AppArmor profile",
    other: '{owner} has an AppArmor profile of the unknown type "{value}"',
    annotation: 'container "{container}" runs with the AppArmor profile "{value}", by annotation',
  },
  // Fields and annotations alike, whatever the version: `appArmorProfile` has one form, of 1.0.
  check(pod, context) {
    checkFields(pod, context);
    checkAnnotations(pod, context);
  },
});

function checkFields(pod: PodSpecView, context: RuleContext): void {
  for (const { field, about, args } of securityContextsOf(pod)) {
    const profile = field.at("appArmorProfile");
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
        title: "Use the AppArmor profile of the container runtime",
        safety: "review",
        edits: [set(at, "RuntimeDefault")],
      }),
    });
  }
}

function checkAnnotations(pod: PodSpecView, context: RuleContext): void {
  for (const at of pod.metadata.at("annotations").entries()) {
    const key = String(at.key);
    const value = at.text() ?? "";
    if (!key.startsWith(annotationPrefix) || isAllowed(value)) continue;
    context.report({
      at,
      message: "annotation",
      args: { container: key.slice(annotationPrefix.length), value },
      fix: () => ({
        title: "Use the AppArmor profile of the container runtime",
        safety: "review",
        edits: [set(at, "runtime/default")],
      }),
    });
  }
}

function isAllowed(value: string): boolean {
  return value === "" || value === "runtime/default" || value.startsWith("localhost/");
}

export const docs = {
  what: "The AppArmor profile is `Unconfined`, in the security context or by the older annotation. On nodes with AppArmor that takes away the profile the container runtime would have used.",
  why: "The default profile keeps a container from mounting file systems, writing to dangerous parts of `/proc` and `/sys` and looking into other processes. Without it, one more wall between a compromised program and the node is gone.",
  legitimate:
    "Node agents and storage drivers that mount file systems. A `Localhost` profile written for them is the better answer.",
  how: "Remove the setting, or set `appArmorProfile.type: RuntimeDefault`. Since 1.30 the field replaces the annotation.",
  references: [
    baselineLevel,
    {
      title: "Kubernetes: Restrict a container's access to resources with AppArmor",
      url: "https://kubernetes.io/docs/tutorials/security/apparmor/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["NSA 1.0 1.8"],
    mitre: ["T1611"],
  },
  peers: {
    psa: ["appArmorProfile"],
    trivy: ["KSV-0002"],
    kubeaudit: ["apparmor/AppArmorDisabled", "apparmor/AppArmorBadValue"],
    kubesec: ["ApparmorUnconfined"],
    kyverno: ["pod-security/restrict-apparmor-profiles"],
    gatekeeper: ["pod-security-policy/apparmor"],
    "azure-policy": ["EnforceAppArmorProfile"],
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
        appArmorProfile:
          type: Unconfined
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
        appArmorProfile:
          type: RuntimeDefault
`,
  },
} satisfies RuleDocs;
