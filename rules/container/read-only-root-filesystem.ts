import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { securityContextTask } from "../shared/references";
import { emptyMounts, unmountedWritablePaths } from "../shared/writablePaths";

export default defineRule({
  id: "read-only-root-filesystem",
  title: "Writable root file system",
  on: "container",
  severity: "medium",
  confidence: "high",
  profiles: ["restricted", "nsa", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["container.securityContext.readOnlyRootFilesystem"],
  fix: "review",
  messages: {
    missing: 'container "{container}" does not set readOnlyRootFilesystem',
    writable: 'container "{container}" can write to its root file system',
  },
  check(container, { report, undecided }) {
    const { name, pod, securityContext } = container;
    // Windows containers cannot have it, and the API server refuses it where the pod says that it is one.
    if (pod.isWindows) return;
    const at = securityContext.at("readOnlyRootFilesystem");
    if (at.undecided) return undecided(at);
    const rest = {
      at,
      args: { container: name },
      fix: () => {
        // Pods that a pipeline tool puts together have their volumes elsewhere.
        const mounts = pod.isPipeline ? [] : emptyMounts(container, unmountedWritablePaths(container));
        return {
          title:
            mounts.length > 0
              ? "Set readOnlyRootFilesystem to true, and mount empty volumes where the image writes"
              : "Set readOnlyRootFilesystem to true",
          safety: "review" as const,
          edits: [set(at, true), ...mounts],
        };
      },
    };
    if (at.boolean() === false) report({ ...rest, message: "writable" });
    else if (!at.present) report({ ...rest, missing: true, message: "missing" });
  },
});

export const docs = {
  what: "The container can write to its own file system, programs included: `readOnlyRootFilesystem` is not `true`.",
  why: "Somebody who broke in can replace programs, download tools and leave a back door that stays until the container is replaced. With a read-only file system that fails, and what was tried can be seen.",
  legitimate:
    "Programs that write all over their file system. Most write to a few places only, and those can be volumes.",
  how: "Set `readOnlyRootFilesystem: true` and mount an `emptyDir` where the program writes: often `/tmp`, `/var/run` and `/var/cache`. For images such as `nginx`, `redis` or `postgres` the fix knows the places and adds the mounts.",
  references: [securityContextTask],
  frameworks: {
    hipaa: ["164.312(c)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0017", "NSA 1.0 1.1"],
    mitre: ["T1059", "T1565"],
    cwe: ["CWE-668"],
  },
  peers: {
    kubescape: ["C-0017"],
    trivy: ["KSV-0014"],
    "kube-linter": ["no-read-only-root-fs"],
    checkov: ["CKV_K8S_22"],
    polaris: ["notReadOnlyRootFilesystem"],
    "kube-score": ["container-security-context-readonlyrootfilesystem"],
    kubeaudit: ["rootfs/ReadOnlyRootFilesystemFalse", "rootfs/ReadOnlyRootFilesystemNil"],
    kubesec: ["ReadOnlyRootFilesystem"],
    kics: ["a9c2f49d-0671-4fc9-9ece-f4e261e128d0"],
    kyverno: ["best-practices/require-ro-rootfs"],
    gatekeeper: ["pod-security-policy/read-only-root-filesystem"],
    "azure-policy": [
      "ReadOnlyRootFileSystem",
      "MutateReadOnlyRootFilesystem",
      "MutateReadOnlyRootFilesystemInitContainers",
    ],
    datree: ["CONTAINERS_INCORRECT_READONLYROOTFILESYSTEM_VALUE"],
    terrascan: ["AC_K8S_0078"],
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
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        readOnlyRootFilesystem: true
`,
  },
} satisfies RuleDocs;
