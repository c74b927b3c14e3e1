import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { appArmorAnnotation, appArmorProfileOf } from "../shared/appArmor";
import { kernelConstraints } from "../shared/references";

export default defineRule({
  id: "apparmor-profile-missing",
  title: "No AppArmor profile",
  on: "container",
  severity: "low",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    "container.securityContext.appArmorProfile.type",
    "pod.securityContext.appArmorProfile.type",
    "pod.metadata.annotations",
  ],
  coveredBy: ["apparmor-unconfined"],
  fix: "review",
  messages: { missing: 'container "{container}" names no AppArmor profile' },
  check(container, { minor, report }) {
    if (container.pod.isWindows || appArmorProfileOf(container)) return;
    const at = container.securityContext.at("appArmorProfile", "type");
    const annotation = container.pod.annotation(`${appArmorAnnotation}${container.name}`);
    report({
      at,
      missing: true,
      ...(annotation.exists && { place: annotation }),
      message: "missing",
      args: { container: container.name },
      // The field is read since 1.30.
      ...(minor >= 30 && {
        fix: () => ({
          title: "Use the AppArmor profile of the container runtime",
          safety: "review",
          edits: [set(at, "RuntimeDefault")],
        }),
      }),
    });
  },
});

export const docs = {
  what: "Neither the container nor its pod names an AppArmor profile. On a node with AppArmor the profile of the container runtime is used then, on any other node none.",
  why: "AppArmor keeps a process from files and kernel interfaces even when it is root and has the capabilities for them. A pod that names its profile is refused by a node that cannot enforce it; one that does not runs there without any confinement, and nobody notices.",
  legitimate:
    "Clusters whose nodes use SELinux instead (Fedora, RHEL, Bottlerocket): a pod that names an AppArmor profile does not start there.",
  how: "Set `appArmorProfile.type: RuntimeDefault` in the security context of the pod or the container (Kubernetes 1.30 and newer).",
  references: [
    {
      title: "Kubernetes: Restrict a container's access to resources with AppArmor",
      url: "https://kubernetes.io/docs/tutorials/security/apparmor/",
    },
    kernelConstraints,
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
    cwe: ["CWE-284"],
  },
  peers: {
    kubesec: ["ApparmorAny"],
    kubeaudit: ["apparmor/AppArmorAnnotationMissing"],
    kics: ["8b36775e-183d-4d46-b0f7-96a6f34a723f"],
    terrascan: ["AC_K8S_0073"],
    kyverno: ["psp-migration/add-apparmor-annotations"],
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
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  securityContext:
    appArmorProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    fixed: `apiVersion: v1
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
