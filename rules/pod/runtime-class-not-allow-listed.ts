import { defineRule, type RuleDocs } from "../../engine/rule";
import { matchesAny, optionTexts } from "../shared/options";

export default defineRule({
  id: "runtime-class-not-allow-listed",
  title: "Runtime class that is not allowed",
  on: "podSpec",
  severity: "low",
  confidence: "high",
  profiles: ["owasp-2022", "owasp-2025", "mitre"],
  fields: ["pod.runtimeClassName"],
  options: {
    allowed: { type: "texts", description: "Runtime classes that pods may use; * stands for any text" },
  },
  messages: {
    other: '{resource} uses the runtime class "{runtimeClass}", which is not among the allowed {allowed}',
    missing: "{resource} names no runtime class, while {allowed} is asked for",
  },
  check(pod, { options, report, undecided }) {
    const allowed = optionTexts(options, "allowed");
    if (!allowed) return;
    const at = pod.field.at("runtimeClassName");
    if (at.undecided) return undecided(at);
    const runtimeClass = at.string() ?? "";
    if (matchesAny(runtimeClass, allowed)) return;
    const missing = runtimeClass === "";
    report({
      at,
      missing,
      message: missing ? "missing" : "other",
      args: { resource: pod.resource.label, runtimeClass, allowed: allowed.join(", ") },
    });
  },
});

export const docs = {
  what: "The pod runs under a runtime class that your organisation has not approved, or under none where one is asked for.",
  why: "A runtime class decides what stands between the pod and the kernel: a virtual machine (Kata), a kernel in user space (gVisor), or nothing beyond namespaces. Code that nobody trusts, such as that of customers or of an AI agent, belongs behind one of the former.",
  legitimate: "System pods that need the node's kernel itself.",
  how: "Set `runtimeClassName` to an approved class. The rule is silent until `allowed` is set; an empty text in the list allows pods without any.",
  references: [
    {
      title: "Kubernetes: Runtime class",
      url: "https://kubernetes.io/docs/concepts/containers/runtime-class/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1611"] },
  peers: { kyverno: ["psp-migration/restrict-runtimeclass"], kubescape: ["C-0297"] },
  examples: {
    options: { allowed: ["gvisor", "kata-*"] },
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: runc
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: kata-qemu
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
