import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { isRelaxedForUserNamespace, outsidePodSecurity, restrictedLevelOnly } from "../shared/podSecurity";
import { restrictedLevel, securityContextTask, userNamespaces } from "../shared/references";
import { securityContextsOf } from "../shared/securityContexts";

const rule = defineRule({
  id: "run-as-root-user",
  title: "Runs as root",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "pss-restricted", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.runAsUser", "pod.securityContext.runAsUser"],
  fix: "review",
  messages: { root: "{owner} runs as user 0, which is root" },
  check(pod, { minor, report, undecided }) {
    if (isRelaxedForUserNamespace(pod, minor)) return;
    // Part of the restricted level since 1.23 (`runAsUser`).
    const asRoot = minor >= 23 ? rule.profiles : outsidePodSecurity(rule.profiles);
    for (const { field, about, args } of securityContextsOf(pod)) {
      const at = field.at("runAsUser");
      if (at.undecided) undecided(at);
      if (at.integer() !== 0) continue;
      const isOverruled =
        !about.container &&
        pod.containers.length > 0 &&
        pod.containers.every(({ securityContext }) => securityContext.at("runAsUser").present);
      report({
        at,
        ...about,
        message: "root",
        args,
        profiles: isOverruled ? asRoot.filter((profile) => restrictedLevelOnly.includes(profile)) : asRoot,
        fix: () => ({ title: "Run as user 10001", safety: "review", edits: [set(at, 10001)] }),
      });
    }
  },
});

export default rule;

export const docs = {
  what: "`runAsUser: 0` makes the processes run as root, even where the image names another user.",
  why: "Root in a container is root on the node as soon as it finds a way out, and inside the container it can change every program and file. Many of the known ways out of a container need root.",
  legitimate:
    "Init containers that set owners of files, and node agents. `fsGroup` does the first without root; for the second, a user namespace (`hostUsers: false`) makes root in the pod nobody on the node.",
  how: "Set `runAsUser` to a UID other than 0, such as 10001, or remove it and set `runAsNonRoot: true`. The files the program writes have to belong to that user or its group (`fsGroup`).",
  references: [restrictedLevel, securityContextTask, userNamespaces],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "restricted",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611"],
  },
  peers: {
    trivy: ["KSV-0105"],
    kubeaudit: ["nonroot/RunAsUserCSCRoot", "nonroot/RunAsUserPSCRoot"],
    psa: ["runAsUser"],
    kyverno: ["pod-security/require-run-as-non-root-user"],
    "azure-policy": [
      "MutateRunAsNonRootUserContainers",
      "MutateRunAsNonRootUserInitContainers",
      "MutateRunAsNonRootUserPod",
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
        runAsUser: 0
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
        runAsUser: 10001
`,
  },
} satisfies RuleDocs;
