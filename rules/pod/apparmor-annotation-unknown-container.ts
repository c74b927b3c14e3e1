import { defineRule, type RuleDocs } from "../../engine/rule";
import { meantName } from "../../engine/spelling";
import { remove, rename } from "../../engine/yaml/pathEdit";
import { appArmorAnnotation } from "../shared/appArmor";

export default defineRule({
  id: "apparmor-annotation-unknown-container",
  title: "AppArmor profile for no container",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "hipaa"],
  fields: ["pod.metadata.annotations"],
  fix: "review",
  messages: { unknown: '{resource} names an AppArmor profile for "{name}", which is none of its containers' },
  check(pod, { report }) {
    const names = pod.containers.map(({ name }) => name);
    if (names.length === 0) return;
    for (const at of pod.metadata.at("annotations").entries()) {
      const key = String(at.key);
      if (!key.startsWith(appArmorAnnotation)) continue;
      const name = key.slice(appArmorAnnotation.length);
      if (names.includes(name) || /[{$<]/.test(name)) continue;
      const meant = meantName(name, names) ?? (names.length === 1 ? names[0] : undefined);
      const isFree = meant && !pod.annotation(`${appArmorAnnotation}${meant}`).exists;
      report({
        at,
        mark: "key",
        message: "unknown",
        args: { resource: pod.resource.label, name },
        fix: () =>
          meant && isFree
            ? {
                title: 'Apply the profile to container "{meant}"',
                args: { meant },
                safety: "review",
                edits: [rename(at, `${appArmorAnnotation}${meant}`)],
              }
            : { title: "Remove the annotation", safety: "review", edits: [remove(at)] },
      });
    }
  },
});

export const docs = {
  what: "An annotation `container.apparmor.security.beta.kubernetes.io/<container>` names a container that the pod does not have.",
  why: "The annotation protects nothing, although everybody who reads the manifest takes the container for confined. It happens when a container is renamed and its annotation is not.",
  legitimate: "Containers that a webhook adds later, such as the proxy of a service mesh.",
  how: "Correct the name at the end of the key, or better set `appArmorProfile` in the security context, which Kubernetes reads since 1.30.",
  references: [
    {
      title: "Kubernetes: Restrict a container's access to resources with AppArmor",
      url: "https://kubernetes.io/docs/tutorials/security/apparmor/",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K01"], "owasp-2025": ["K01"] },
  peers: { kubeaudit: ["apparmor/AppArmorInvalidAnnotation"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/wbe: runtime/default
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    container.apparmor.security.beta.kubernetes.io/web: runtime/default
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
