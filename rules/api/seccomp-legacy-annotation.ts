import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { type PathEdit, remove, set } from "../../engine/yaml/pathEdit";
import { containerPrefix, isLegacyProfile, podKey } from "../shared/legacySeccomp";

export default defineRule({
  id: "seccomp-legacy-annotation",
  title: "Seccomp profile in an annotation",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "pss-restricted", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.metadata.annotations"],
  fix: "review",
  messages: {
    ignored: 'the annotation "{key}" sets no seccomp profile: Kubernetes ignores it since 1.27',
    deprecated: 'the annotation "{key}" is replaced by the field seccompProfile since 1.19',
  },
  check(pod, { minor, report }) {
    if (minor < 19) return;
    for (const at of pod.metadata.at("annotations").entries()) {
      const key = String(at.key);
      if (key !== podKey && !key.startsWith(containerPrefix)) continue;
      report({
        at,
        mark: "key",
        message: minor >= 27 ? "ignored" : "deprecated",
        args: { key },
        ...(minor >= 27 && isLegacyProfile(at) && leavesUnconfined(pod, key) ? {} : { profiles: always }),
        fix: () => {
          const edits = conversion(pod, at, key);
          return edits && { title: "Move the profile to seccompProfile", safety: "review", edits };
        },
      });
    }
  },
});

/** Of every annotation; the profiles that ask for a profile ask only where the field, which is read, is not there too. */
const always = ["recommended", "owasp-2022", "owasp-2025", "hipaa"] as const;

/** Up to 1.26 the API server copied the annotation into the field (pkg/registry/core/pod `applySeccompVersionSkew`). */
function leavesUnconfined({ containers, securityContext }: PodSpecView, key: string): boolean {
  if (securityContext.at("seccompProfile").present) return false;
  return containers.some(
    (container) =>
      (key === podKey || key === `${containerPrefix}${container.name}`) &&
      !container.securityContext.at("seccompProfile").present,
  );
}

/** The annotation's profile as a field; nothing where the annotation's container or profile is unknown. */
function conversion(pod: PodSpecView, at: Field, key: string): readonly PathEdit[] | undefined {
  const container = pod.containers.find(({ name }) => `${containerPrefix}${name}` === key);
  const context = key === podKey ? pod.securityContext : container?.securityContext;
  const value = at.undecided ? undefined : at.text();
  if (!context || value === undefined) return undefined;
  const profile = context.at("seccompProfile");
  // The field held even where both were written.
  if (profile.present) return [remove(at)];
  const local = /^localhost\/(.+)$/.exec(value)?.[1];
  if (local !== undefined) return [set(profile, { type: "Localhost", localhostProfile: local }), remove(at)];
  const type = types[value];
  return type === undefined ? undefined : [set(profile, { type }), remove(at)];
}

const types: Readonly<Record<string, string>> = {
  "runtime/default": "RuntimeDefault",
  "docker/default": "RuntimeDefault",
  unconfined: "Unconfined",
};

export const docs = {
  what: "A seccomp profile is set by an annotation (`seccomp.security.alpha.kubernetes.io`), as it was done before 1.19. Kubernetes 1.27 stopped reading these annotations.",
  why: "The pod looks confined and is not: after an upgrade of the cluster every system call of the node's kernel is open to it again, and no message says so.",
  legitimate:
    "Manifests that also serve clusters older than 1.19. Set the field as well there; each version reads what it knows.",
  how: "Set `seccompProfile` in the security context of the pod or container: `RuntimeDefault` for `runtime/default` and `docker/default`, `Localhost` with `localhostProfile` for `localhost/...`.",
  references: [
    {
      title: "Kubernetes: Restrict a container's syscalls with seccomp",
      url: "https://kubernetes.io/docs/tutorials/security/seccomp/",
    },
    {
      title: "Kubernetes: Well-known labels, annotations and taints",
      url: "https://kubernetes.io/docs/reference/labels-annotations-taints/#seccomp-security-alpha-kubernetes-io-pod",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "restricted",
    "owasp-2022": ["K10", "K01"],
    "owasp-2025": ["K07", "K01"],
    nsa: ["NSA 1.0 1.10", "NSA 1.0 1.9"],
    cis: ["5.6.2"],
    mitre: ["T1611"],
  },
  peers: { kubeaudit: ["seccomp/SeccompDeprecatedAnnotations"] },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
  annotations:
    example.com/team: shop
    seccomp.security.alpha.kubernetes.io/pod: runtime/default
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
    example.com/team: shop
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
