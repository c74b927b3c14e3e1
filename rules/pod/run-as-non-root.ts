import type { ContainerView } from "../../engine/kubernetes/container";
import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { isRelaxedForUserNamespace, restrictedLevelOnly } from "../shared/podSecurity";
import { restrictedLevel, securityContextTask, userNamespaces } from "../shared/references";

export default defineRule({
  id: "run-as-non-root",
  title: "May run as root",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: [
    "recommended",
    "restricted",
    "pss-restricted",
    "nsa",
    "cis",
    "owasp-2022",
    "owasp-2025",
    "mitre",
    "hipaa",
  ],
  fields: [
    "container.securityContext.runAsNonRoot",
    "container.securityContext.runAsUser",
    "pod.securityContext.runAsNonRoot",
    "pod.securityContext.runAsUser",
  ],
  fix: "review",
  messages: {
    missing: 'container "{container}" does not set runAsNonRoot',
    container: 'container "{container}" is allowed to run as root',
    pod: "{resource} allows its containers to run as root",
  },
  // `runAsNonRoot` of k8s.io/pod-security-admission/policy: `false` is refused wherever it stands, an unset value where
  // the container does not inherit `true`.
  check(pod, { minor, report, undecided }) {
    if (isRelaxedForUserNamespace(pod, minor)) return;
    const ofPod = pod.securityContext.at("runAsNonRoot");
    const fix = (at: typeof ofPod) => () => ({
      title: "Set runAsNonRoot to true",
      safety: "review" as const,
      edits: [set(at, true)],
    });
    if (ofPod.undecided) undecided(ofPod);
    if (ofPod.boolean() === false) {
      const { containers, resource } = pod;
      const isOverruled = containers.length > 0 && containers.every(isOrdinaryUser);
      report({
        at: ofPod,
        message: "pod",
        args: { resource: resource.label },
        ...(isOverruled && onlyForRestrictedLevel),
        fix: fix(ofPod),
      });
    }
    for (const container of pod.containers) {
      const at = container.securityContext.at("runAsNonRoot");
      const rest = {
        at,
        container,
        args: { container: container.name },
        ...(isOrdinaryUser(container) && onlyForRestrictedLevel),
        fix: fix(at),
      };
      if (at.undecided) undecided(at);
      else if (at.boolean() === false) report({ ...rest, message: "container" });
      else if (!at.present && !ofPod.present) report({ ...rest, missing: true, message: "missing" });
    }
  },
});

const onlyForRestrictedLevel = { profiles: restrictedLevelOnly, severity: "low" } as const;

/** It is known not to run as root, although Pod Security wants that said with `runAsNonRoot`. */
function isOrdinaryUser(container: ContainerView): boolean {
  const isNonRoot = container.securityContext.at("runAsNonRoot").boolean();
  const user = container.inherited("runAsUser").integer();
  return isNonRoot === true || (user !== undefined && user !== 0);
}

export const docs = {
  what: "Neither the container nor its pod sets `runAsNonRoot: true`. Unless the image names another user, its processes run as root.",
  why: "Root in a container is root on the node as soon as it finds a way out: a kernel bug, a mounted path of the node, a socket. An ordinary user gets nowhere with most of these ways, and cannot change the programs in the image either.",
  legitimate:
    "Programs that must be root in their container: some init containers, network plugins and package installers. With `hostUsers: false` (a user namespace) root in the pod is nobody on the node, and since 1.35 the Pod Security Standards then do not ask for this setting.",
  how: "Set `runAsNonRoot: true` for the pod or the container. If the image's user is root, or is given by name, also set `runAsUser` to a UID such as 10001 and make the files the program writes belong to it. The kubelet refuses to start a container that would run as root, so try it out first.",
  references: [restrictedLevel, securityContextTask, userNamespaces],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "restricted",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0013", "NSA 1.0 1.0"],
    cis: ["5.2.7"],
    mitre: ["T1611", "T1078.003"],
    cwe: ["CWE-1188"],
  },
  peers: {
    kubescape: ["C-0013"],
    trivy: ["KSV-0012"],
    "kube-linter": ["run-as-non-root"],
    checkov: ["CKV_K8S_23"],
    polaris: ["runAsRootAllowed"],
    kubeaudit: [
      "nonroot/RunAsNonRootCSCFalse",
      "nonroot/RunAsNonRootPSCNilCSCNil",
      "nonroot/RunAsNonRootPSCFalseCSCNil",
    ],
    kubesec: ["RunAsNonRoot"],
    kics: ["cf34805e-3872-4c08-bf92-6ff7bb0cfadb"],
    psa: ["runAsNonRoot"],
    kyverno: ["pod-security/require-run-as-nonroot", "istio/service-mesh-require-run-as-nonroot"],
    "azure-policy": ["MutateRunAsNonRoot", "MutateRunAsNonRootInitContainers"],
    datree: ["CONTAINERS_INCORRECT_RUNASNONROOT_VALUE"],
    terrascan: ["AC_K8S_0087"],
    "kube-bench": ["cis-1.12/5.2.7"],
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
    runAsNonRoot: true
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
        runAsNonRoot: true
`,
  },
} satisfies RuleDocs;
