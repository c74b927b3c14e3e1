import { check, checkNone } from "../../harness/check";

const rule = "container-runtime-socket";

/** A pod that mounts one path of the node, with a marker line below it. */
const pod = (path: string, marker = "") => `
apiVersion: v1
kind: Pod
metadata: { name: agent }
spec:
  containers: [{ name: a, image: a }]
  volumes:
    - name: v
      hostPath:
        path: ${path}
${marker}`;

const marked = (path: string, message: string) =>
  pod(path, `        #@ 14-${14 + path.length} ${rule}: ${message}\n`);

describe("container-runtime-socket", () => {
  for (const [path, runtime] of [
    ["/var/run/docker.sock", "Docker"],
    ["/run/docker.sock", "Docker"],
    ["//var/run/./docker.sock/", "Docker"],
    ["/run/cri-dockerd.sock", "Docker"],
    ["/run/containerd/containerd.sock", "containerd"],
    ["/var/run/containerd/containerd.sock", "containerd"],
    ["/run/k3s/containerd/containerd.sock", "containerd"],
    ["/var/run/crio/crio.sock", "CRI-O"],
    ["/run/podman/podman.sock", "Podman"],
    ["'\\\\.\\pipe\\docker_engine'", "Docker"],
  ] as const)
    it(`knows ${path}`, () => {
      check(marked(path, `Pod "agent" mounts the ${runtime} socket of the node`));
    });

  for (const path of [
    "/",
    "/var",
    "/var/run",
    "/var/run/",
    "/run",
    "/run/containerd",
    "/run/crio/../crio",
    "/var/run/docker",
  ])
    it(`knows that ${path} holds one`, () => {
      check(marked(path, `Pod "agent" mounts "${path}", which holds the socket of the container runtime`));
    });

  for (const path of [
    "/var/run/secrets",
    "/run/xtables.lock",
    "/run/containerd2",
    "/var/lib/docker/containers",
    "/var/log",
    "/docker.sock",
    "/run/containerd/io.containerd.runtime.v2.task",
    "$(SOCKET)",
    '"{{ .Values.socket }}"',
  ])
    it(`is silent for ${path}`, () => {
      checkNone(pod(path), rule);
    });

  it("is silent for a mount path of that name, and for a volume of another type", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, volumeMounts: [{ name: v, mountPath: /var/run/docker.sock }] }
  volumes:
    - { name: v, emptyDir: {} }
    - { name: w, hostPath: { path: ~ } }
    - { name: x, hostPath: /var/run/docker.sock }
`,
      rule,
    );
  });
});
