import { defineRule, type RuleDocs } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { securityContextsOf } from "../shared/securityContexts";

const administrators =
  /^(?:\.\\)?(?:ContainerAdministrator|Administrator|NT AUTHORITY\\SYSTEM|BUILTIN\\Administrators)$/i;

export default defineRule({
  id: "windows-container-administrator",
  title: "Runs as a Windows administrator",
  on: "podSpec",
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre"],
  fields: [
    "container.securityContext.windowsOptions.runAsUserName",
    "pod.securityContext.windowsOptions.runAsUserName",
  ],
  coveredBy: ["windows-host-process"],
  fix: "review",
  messages: {
    administrator: '{owner} runs as "{user}", an administrator',
    missing: 'container "{container}" names no Windows user, and many images then run as an administrator',
  },
  check(pod, { report, undecided }) {
    const isHostProcess = (options: { boolean(): boolean | undefined }) => options.boolean() === true;
    for (const { field, about, args } of securityContextsOf(pod)) {
      const options = field.at("windowsOptions");
      const at = options.at("runAsUserName");
      if (at.undecided) undecided(at);
      const user = at.string();
      // Host processes have accounts of the node; that is another rule's matter.
      const host = about.container?.inherited("windowsOptions", "hostProcess") ?? options.at("hostProcess");
      if (user === undefined || !administrators.test(user) || isHostProcess(host)) continue;
      report({
        at,
        ...about,
        message: "administrator",
        args: { ...args, user },
        fix: () => ({
          title: "Run as ContainerUser",
          safety: "review",
          edits: [set(at, "ContainerUser")],
        }),
      });
    }
    if (!pod.isWindows) return;
    for (const container of pod.containers) {
      const at = container.inherited("windowsOptions", "runAsUserName");
      if (at.present || isHostProcess(container.inherited("windowsOptions", "hostProcess"))) continue;
      report({
        at,
        container,
        missing: true,
        message: "missing",
        args: { container: container.name },
        fix: () => ({
          title: "Run as ContainerUser",
          safety: "review",
          edits: [set(at, "ContainerUser")],
        }),
      });
    }
  },
});

export const docs = {
  what: "The container runs as `ContainerAdministrator` or another administrator of Windows, or leaves the user to its image. Images on Windows Server Core run as ContainerAdministrator unless they say otherwise.",
  why: "An administrator in the container may install services, replace system files of the image and read everything that is mounted. Containers with process isolation share the kernel with the node, so that a hole in it can be used with full rights.",
  legitimate:
    "Programs that must write to the registry or to system folders while they start, such as older .NET applications on IIS.",
  how: "Set `windowsOptions.runAsUserName: ContainerUser`, in the security context of the pod or of the container.",
  references: [
    {
      title: "Kubernetes: Configure RunAsUserName for Windows pods and containers",
      url: "https://kubernetes.io/docs/tasks/configure-pod-container/configure-runasusername/",
    },
    {
      title: "Kubernetes: Security for Windows nodes",
      url: "https://kubernetes.io/docs/concepts/security/windows-security/",
    },
  ],
  frameworks: { "owasp-2022": ["K01"], "owasp-2025": ["K01"], mitre: ["T1078.003"] },
  peers: {
    "azure-policy": ["WindowsBlockContainerAdmin", "WindowsContainerAllowedUsername"],
    kyverno: ["windows-security/require-run-as-containeruser"],
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
      runAsUserName: ContainerAdministrator
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
      runAsUserName: ContainerUser
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
