import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";

const hour = 3600;
const day = 24 * hour;

export default defineRule({
  id: "projected-token-long-lived",
  title: "Long-lived service account token",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["restricted", "hipaa"],
  fields: ["pod.volumes.*.projected.sources.*.serviceAccountToken.expirationSeconds"],
  fix: "review",
  messages: { long: 'volume "{volume}" holds a service account token that is valid for {hours} hours' },
  check(pod, { report, undecided }) {
    for (const volume of pod.volumes)
      for (const source of volume.at("projected", "sources").items()) {
        const at = source.at("serviceAccountToken", "expirationSeconds");
        if (at.undecided) undecided(at);
        const seconds = at.integer();
        if (seconds === undefined || seconds <= day) continue;
        report({
          at,
          message: "long",
          args: { volume: volume.at("name").text() ?? "", hours: Math.floor(seconds / hour) },
          fix: () => ({ title: "Set expirationSeconds to 3600", safety: "review", edits: [set(at, hour)] }),
        });
      }
  },
});

export const docs = {
  what: "A projected service account token is asked for with a lifetime of more than a day.",
  why: "A token that leaks into a log, a backup or a crash report serves whoever finds it until it expires. The kubelet renews a projected token when 80 % of its life, or 24 hours, have passed, so that a long one gains the program nothing.",
  legitimate:
    "Programs that read the token only once, when they start, and run for days. Teach them to read the file again.",
  how: "Leave `expirationSeconds` out, which means an hour, or set it to what the reader needs; 600 is the least that Kubernetes takes.",
  references: [
    {
      title: "Kubernetes: serviceAccountToken projected volumes",
      url: "https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken",
    },
    {
      title: "Kubernetes: Launch a pod using service account token projection",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#launch-a-pod-using-service-account-token-projection",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)", "164.312(a)(2)(i)"] },
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: token
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
              expirationSeconds: 31536000
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
  volumes:
    - name: token
      projected:
        sources:
          - serviceAccountToken:
              path: token
              audience: vault
              expirationSeconds: 3600
`,
  },
} satisfies RuleDocs;
