import type { ContainerView } from "../../engine/kubernetes/container";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { appArmorProfileOf } from "../shared/appArmor";
import { kernelConstraints, securityContextTask } from "../shared/references";

export default defineRule({
  id: "linux-hardening-missing",
  title: "No Linux hardening at all",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["nsa", "owasp-2022", "owasp-2025", "mitre"],
  fields: [
    "container.securityContext.seccompProfile.type",
    "container.securityContext.seLinuxOptions",
    "container.securityContext.appArmorProfile.type",
    "container.securityContext.capabilities.drop",
  ],
  coveredBy: ["seccomp-profile-missing", "capabilities-drop-all"],
  fix: "review",
  messages: {
    missing: 'container "{container}" has no seccomp, AppArmor or SELinux settings and drops no capability',
  },
  check(container, { report }) {
    const { name, pod, securityContext } = container;
    if (pod.isWindows || isHardened(container)) return;
    report({
      at: securityContext,
      missing: true,
      message: "missing",
      args: { container: name },
      fix: () => ({
        title: "Use the seccomp profile of the container runtime and drop all capabilities",
        safety: "review",
        edits: [
          set(securityContext.at("seccompProfile", "type"), "RuntimeDefault"),
          set(securityContext.at("capabilities", "drop"), ["ALL"]),
        ],
      }),
    });
  },
});

/** One of the four is set, or filled in later. */
function isHardened(container: ContainerView): boolean {
  const seccomp = container.inherited("seccompProfile");
  const type = seccomp.at("type").string();
  if (seccomp.undecided || (type !== undefined && type !== "Unconfined")) return true;
  const drop = container.securityContext.at("capabilities", "drop");
  if (drop.undecided || drop.items().length > 0) return true;
  if (
    container
      .inherited("seLinuxOptions")
      .entries()
      .some((option) => option.present)
  )
    return true;
  const appArmor = appArmorProfileOf(container);
  return (
    appArmor !== undefined && !/^unconfined$/i.test(appArmor.string() ?? appArmor.at("type").string() ?? "")
  );
}

export const docs = {
  what: "Of the four ways in which Linux confines a container, seccomp, AppArmor, SELinux and dropped capabilities, this one uses none.",
  why: "Each of them closes a different way out: system calls, files, labels, parts of root's power. With none of them, a bug in the program and a bug in the kernel are all that somebody needs to get from a web request to the node.",
  legitimate:
    "Nodes that apply all this by themselves (`seccompDefault` of the kubelet, SELinux in enforcing mode, an admission webhook that fills it in).",
  how: "Start with `seccompProfile.type: RuntimeDefault`, which nearly every program runs under, and `capabilities.drop: [ALL]`.",
  references: [kernelConstraints, securityContextTask],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], nsa: ["C-0055"], mitre: ["T1611"] },
  peers: { kubescape: ["C-0055"], polaris: ["linuxHardening"] },
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
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        seccompProfile:
          type: RuntimeDefault
        capabilities:
          drop:
            - ALL
`,
  },
} satisfies RuleDocs;
