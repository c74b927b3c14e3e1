import { defineRule, type RuleContext, type RuleDocs } from "../../engine/rule";
import { hostPathVolumes, isSameOrAbove, type NodePath, persistentHostPath } from "../shared/hostPath";

/** The places where container runtimes listen, below `/run`; `/var/run` is the same directory on today's systems. */
const belowRun: Readonly<Record<string, string>> = {
  "docker.sock": "Docker",
  "docker/containerd/containerd.sock": "containerd",
  "cri-dockerd.sock": "Docker",
  "dockershim.sock": "Docker",
  "containerd/containerd.sock": "containerd",
  "k0s/containerd.sock": "containerd",
  "k3s/containerd/containerd.sock": "containerd",
  "crio/crio.sock": "CRI-O",
  "podman/podman.sock": "Podman",
};

const sockets = new Map<string, string>([
  ["/var/snap/microk8s/common/run/containerd.sock", "containerd"],
  ["//./pipe/docker_engine", "Docker"],
  ["//./pipe/containerd-containerd", "containerd"],
]);
for (const [path, runtime] of Object.entries(belowRun))
  for (const folder of ["/run", "/var/run"]) sockets.set(`${folder}/${path}`, runtime);

export default defineRule({
  id: "container-runtime-socket",
  title: "Container runtime socket mounted",
  on: "podSpec",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "pci", "hipaa"],
  fields: ["pod.volumes.*.hostPath.path", "resource.spec.hostPath.path", "resource.spec.local.path"],
  messages: {
    socket: "{resource} mounts the {runtime} socket of the node",
    above: '{resource} mounts "{path}", which holds the socket of the container runtime',
  },
  check(pod, { report }) {
    for (const volume of hostPathVolumes(pod)) judge(volume, pod.resource.label, report);
  },
  // A PersistentVolume may be the socket too, for whoever claims it.
  among({ object }, { report }) {
    const volume = persistentHostPath(object);
    if (volume) judge(volume, object.label, (found) => report({ ...found, ...volume.profiles }));
  },
});

function judge({ at, path, written }: NodePath, resource: string, report: RuleContext["report"]): void {
  const runtime = sockets.get(path);
  if (runtime) report({ at, message: "socket", args: { resource, runtime } });
  else if ([...sockets.keys()].some((socket) => isSameOrAbove(path, socket)))
    report({ at, message: "above", args: { resource, path: written }, severity: "high" });
}

export const docs = {
  what: "The pod mounts the socket over which the node's container runtime (Docker, containerd, CRI-O) takes its orders, or a directory that holds it.",
  why: "The runtime runs as root and asks nobody who is calling. Whoever can write to the socket starts a privileged container with the node's disk mounted, and with that owns the node and every pod on it. Mounting it read-only changes nothing: connecting to a socket is not a write to the file system.",
  legitimate:
    "Agents that look at containers from outside, such as some monitoring and security tools, in a namespace of their own. Building images does not need it: BuildKit, Kaniko and Buildah do without.",
  how: "Remove the volume and its mounts. Mount just the directory that is needed instead of one above the socket, and ask the kubelet or the Kubernetes API for what is to be known of containers.",
  references: [
    {
      title: "Kubernetes: hostPath volumes",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    },
    {
      title: "Kubernetes: Container runtimes",
      url: "https://kubernetes.io/docs/setup/production-environment/container-runtimes/",
    },
    {
      title: "OWASP: Docker security cheat sheet",
      url: "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611", "T1610"],
    pci: ["3.2 6.5.8", "4.0 6.2.4"],
    cwe: ["CWE-284", "CWE-668"],
  },
  peers: {
    kubescape: ["C-0074"],
    trivy: ["KSV-0006"],
    "kube-linter": ["docker-sock"],
    checkov: ["CKV_K8S_27"],
    kubesec: ["DockerSock"],
    kics: ["a6f34658-fdfb-4154-9536-56d516f65828"],
    kyverno: ["best-practices/disallow-container-sock-mounts", "other/docker-socket-check"],
    sonar: ["S6429"],
    datree: ["CONTAINERS_INCORRECT_PATH_VALUE_DOCKERSOCKET"],
    terrascan: ["AC_K8S_0088"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: registry.example/builder:2.3.0
      volumeMounts:
        - name: runtime
          mountPath: /run/containerd
  volumes:
    - name: runtime
      hostPath:
        path: /run/containerd/
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: builder
spec:
  containers:
    - name: builder
      image: registry.example/builder:2.3.0
      volumeMounts:
        - name: work
          mountPath: /work
  volumes:
    - name: work
      emptyDir: {}
`,
  },
} satisfies RuleDocs;
