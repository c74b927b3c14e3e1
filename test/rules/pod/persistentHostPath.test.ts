import { check, checkNone } from "../../harness/check";

const volume = (path: string, kind = "hostPath") => `
apiVersion: v1
kind: PersistentVolume
metadata: { name: data }
spec:
  capacity: { storage: 1Gi }
  ${kind}:
    path: ${path}
`;

describe("a PersistentVolume that is a directory of the node", () => {
  it("is reported as the same directory in a pod is", () => {
    check(`${volume("/boot")}    #     ^^^^^ sensitive-host-path: PersistentVolume "data" mounts "/boot", from which the node runs programs
`);
    check(`${volume("/etc/kubernetes", "local")}    #     ^^^^^^^^^^^^^^^ sensitive-host-path
`);
    check(`${volume("/run/containerd/containerd.sock")}    #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ container-runtime-socket: PersistentVolume "data" mounts the containerd socket of the node
`);
  });

  it("is one finding where both rules know it", () => {
    check(
      `${volume("/var/run", "local")}    #     ^^^^^^^^ container-runtime-socket
`,
      { profile: "recommended", only: ["sensitive-host-path", "container-runtime-socket"] },
    );
  });

  it("is fine for data", () => {
    for (const path of ["/mnt/disks/ssd1", "/srv/data", "${DATA}"])
      checkNone(volume(path), "sensitive-host-path", "container-runtime-socket");
  });

  it("is left to persistent-volume-host-path where that speaks of it", () => {
    check(volume("/var/run"), {
      profile: "recommended",
      only: ["sensitive-host-path", "container-runtime-socket"],
    });
  });
});
