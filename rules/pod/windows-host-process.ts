import type { ContainerView } from "../../engine/kubernetes/container";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { type PathEdit, set } from "../../engine/yaml/pathEdit";
import { baselineLevel } from "../shared/references";
import { securityContextsOf } from "../shared/securityContexts";
import { isSetTo } from "../shared/values";

export default defineRule({
  id: "windows-host-process",
  title: "Process of the Windows node",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: [
    "container.securityContext.windowsOptions.hostProcess",
    "pod.securityContext.windowsOptions.hostProcess",
  ],
  fix: "review",
  messages: { hostProcess: "{owner} runs as a process of the Windows node" },
  check(pod, context) {
    for (const { field, about, args } of securityContextsOf(pod)) {
      const at = field.at("windowsOptions", "hostProcess");
      if (!isSetTo(at, true, context)) continue;
      context.report({
        at,
        ...about,
        message: "hostProcess",
        args,
        fix: () => ({
          title: "Set hostProcess to false",
          safety: "review",
          edits: [set(at, false), ...asContainerUser(field, about.container)],
        }),
      });
    }
  },
});

/** The accounts of the node do not exist in a container, where many images run as an administrator. */
function asContainerUser(securityContext: Field, container: ContainerView | undefined): PathEdit[] {
  const own = securityContext.at("windowsOptions", "runAsUserName");
  const user = container?.inherited("windowsOptions", "runAsUserName") ?? own;
  return !user.present || /^NT AUTHORITY\\/i.test(user.string() ?? "") ? [set(own, "ContainerUser")] : [];
}

export const docs = {
  what: "`windowsOptions.hostProcess: true` runs the containers as processes of the Windows node, without isolation from it.",
  why: "Such a container sees the node's file system, network and processes and can run as the system account. Whoever takes it over has the node, as with a privileged container on Linux.",
  legitimate:
    "Network plugins, storage drivers and agents that set up Windows nodes. Keep them in a namespace of their own.",
  how: "Set `hostProcess: false` (or remove the key) and run the program in an ordinary Windows container. All containers of a pod have to agree.",
  references: [
    baselineLevel,
    {
      title: "Kubernetes: Create a Windows HostProcess pod",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/create-hostprocess-pod/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    cis: ["5.2.10"],
    mitre: ["T1611"],
  },
  peers: {
    trivy: ["KSV-0103"],
    psa: ["windowsHostProcess"],
    kyverno: ["pod-security/disallow-host-process"],
    gatekeeper: ["pod-security-policy/host-process"],
    "azure-policy": ["WindowsBlockHostProcess"],
    polaris: ["hostProcess"],
    datree: ["EKS_INVALID_HOSTPROCESS_VALUE"],
    "kube-bench": ["cis-1.12/5.2.10"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  securityContext:
    windowsOptions:
      hostProcess: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  os:
    name: windows
  securityContext:
    windowsOptions:
      hostProcess: false
      runAsUserName: ContainerUser
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
