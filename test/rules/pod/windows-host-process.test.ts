import { check, checkFix, checkNone } from "../../harness/check";

describe("windows-host-process", () => {
  it("marks the value in the pod and in its containers", () => {
    check(`
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: agent }
spec:
  template:
    spec:
      securityContext:
        windowsOptions:
          hostProcess: true
          #            ^^^^ windows-host-process: DaemonSet "agent" runs as a process of the Windows node
      containers:
        - name: agent
          image: a
          securityContext: { windowsOptions: { hostProcess: true } }
          #                                                 ^^^^ windows-host-process: container "agent" runs as a process of the Windows node
`);
  });

  it("is silent for false and for other options of Windows", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  os: { name: windows }
  securityContext: { windowsOptions: { hostProcess: false, runAsUserName: ContainerUser } }
  containers:
    - { name: a, image: a, securityContext: { windowsOptions: {} } }
`,
      "windows-host-process",
    );
  });

  it("sets it to false, with an account that containers have", () => {
    const manifest = (value: string, user: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  securityContext:\n    windowsOptions:\n      hostProcess: ${value} # agent\n      runAsUserName: ${user}\n`;
    checkFix(
      "windows-host-process",
      manifest("true", "NT AUTHORITY\\SYSTEM"),
      manifest("false", "ContainerUser"),
    );
    checkFix("windows-host-process", manifest("true", "web"), manifest("false", "web"));
  });
});
