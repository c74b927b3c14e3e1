import type { Severity } from "../../engine/finding";
import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import { defineRule, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { hostPathVolumes, isSameOrAbove, persistentHostPath } from "../shared/hostPath";

interface Place {
  readonly message:
    | "all"
    | "configuration"
    | "credentials"
    | "kernel"
    | "devices"
    | "programs"
    | "state"
    | "logs";
  /** What lies below counts too, one step less grave. */
  readonly deep?: boolean;
  readonly severity?: Severity;
}

/** The nearest entry above a path decides. */
const places: Readonly<Record<string, Place>> = {
  "/": { message: "all" },
  "/bin": { message: "programs", deep: true },
  "/boot": { message: "programs", deep: true },
  "/dev": { message: "devices" },
  "/dev/disk": { message: "devices", deep: true },
  "/dev/mapper": { message: "devices", deep: true },
  "/etc": { message: "configuration", deep: true },
  "/etc/kubernetes": { message: "credentials", deep: true },
  "/etc/ssh": { message: "credentials", deep: true },
  "/home": { message: "credentials", deep: true },
  "/lib": { message: "programs" },
  "/lib/systemd": { message: "programs", deep: true },
  "/lib64": { message: "programs" },
  "/opt": { message: "programs" },
  "/opt/cni": { message: "programs", severity: "high" },
  "/opt/cni/bin": { message: "programs", severity: "high" },
  "/proc": { message: "kernel", deep: true },
  "/root": { message: "credentials", deep: true },
  "/run": { message: "state" },
  "/sbin": { message: "programs", deep: true },
  "/sys": { message: "kernel", deep: true },
  "/usr": { message: "programs" },
  "/usr/bin": { message: "programs", deep: true },
  "/usr/lib": { message: "programs" },
  "/usr/lib/systemd": { message: "programs", deep: true },
  "/usr/lib64": { message: "programs" },
  "/usr/libexec": { message: "programs" },
  "/usr/local": { message: "programs" },
  "/usr/local/bin": { message: "programs", deep: true },
  "/usr/sbin": { message: "programs", deep: true },
  "/var": { message: "state" },
  "/var/lib": { message: "state" },
  "/var/lib/containerd": { message: "state", deep: true },
  "/var/lib/containers": { message: "state", deep: true },
  "/var/lib/docker": { message: "state", deep: true },
  "/var/lib/docker/containers": { message: "logs", severity: "medium" },
  "/var/lib/etcd": { message: "credentials", deep: true },
  "/var/lib/kubelet": { message: "credentials", deep: true },
  // Sockets by which drivers and the kubelet find each other; below `plugins` each driver has a directory of its own.
  "/var/lib/kubelet/device-plugins": { message: "state", severity: "high" },
  "/var/lib/kubelet/plugins": { message: "state", severity: "high" },
  "/var/lib/kubelet/plugins/kubernetes.io": { message: "state", deep: true },
  "/var/lib/kubelet/plugins_registry": { message: "state", severity: "high" },
  "/var/lib/rancher": { message: "credentials", deep: true },
  "/var/log": { message: "logs", severity: "medium" },
  "/var/log/containers": { message: "logs", severity: "medium" },
  "/var/log/pods": { message: "logs", severity: "medium" },
  "/var/run": { message: "state" },
  "/var/spool/cron": { message: "configuration", deep: true },
  "c:/": { message: "all" },
  "c:/programdata": { message: "state" },
  "c:/users": { message: "credentials", deep: true },
  "c:/windows": { message: "programs", deep: true },
};

/** Public facts of a node that programs read: time zones, certificate authorities, names. */
const harmless = [
  "/etc/alternatives",
  "/etc/ca-certificates",
  "/etc/host.conf",
  "/etc/hostname",
  "/etc/hosts",
  "/etc/localtime",
  "/etc/machine-id",
  "/etc/nsswitch.conf",
  "/etc/os-release",
  "/etc/pki/ca-trust",
  "/etc/pki/tls/certs",
  "/etc/resolv.conf",
  "/etc/ssl/certs",
  "/etc/timezone",
];

export default defineRule({
  id: "sensitive-host-path",
  title: "Sensitive directory of the node mounted",
  on: "podSpec",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "pci", "hipaa"],
  fields: ["pod.volumes.*.hostPath.path", "resource.spec.hostPath.path", "resource.spec.local.path"],
  coveredBy: ["cloud-credentials-host-path", "container-runtime-socket"],
  messages: {
    all: "{resource} mounts the whole file system of the node",
    configuration: '{resource} mounts "{path}", which holds configuration of the node',
    credentials: '{resource} mounts "{path}", where the node keeps credentials',
    kernel: '{resource} mounts "{path}", which shows and sets what the kernel does',
    devices: '{resource} mounts "{path}", which gives access to devices of the node',
    programs: '{resource} mounts "{path}", from which the node runs programs',
    state: '{resource} mounts "{path}", where services of the node keep their state',
    logs: '{resource} mounts "{path}", which holds the logs of all pods of the node',
  },
  check(pod, { report }) {
    const resource = pod.resource.label;
    for (const { at, name, path, written } of hostPathVolumes(pod)) {
      const place = placeOf(path);
      if (!place) continue;
      const { message } = place;
      const severity = readOnlyIsMild.has(message) && isReadOnly(pod, name) ? "medium" : place.severity;
      report({ at, message, args: { resource, path: written }, ...(severity && { severity }) });
    }
  },
  // A PersistentVolume may be such a directory too, for whoever claims it.
  among({ object }, { report }) {
    const volume = persistentHostPath(object);
    const place = volume && placeOf(volume.path);
    if (!place || isDiskOfItsOwn(object, volume.path)) return;
    report({
      at: volume.at,
      message: place.message,
      args: { resource: object.label, path: volume.written },
      ...(place.severity && { severity: place.severity }),
      ...volume.profiles,
    });
  },
});

/** A disk handed out as a block device: what `local` volumes are for, and all that the pod gets of the node. */
function isDiskOfItsOwn({ root }: ResourceFacts, path: string): boolean {
  const isBlock = root.at("spec", "local").exists && root.at("spec", "volumeMode").string() === "Block";
  return isBlock && /^\/dev\/(?:sd|vd|xvd|nvme|dm-|disk\/|mapper\/)/.test(path);
}

/** What does harm chiefly where it can be written to; credentials and settings can be read as well. */
const readOnlyIsMild: ReadonlySet<Place["message"]> = new Set(["kernel", "programs", "logs"] as const);

/** Mounted, and nowhere writable. */
function isReadOnly(pod: PodSpecView, volume: string): boolean {
  const mounts = pod.containers
    .flatMap((container) => container.field.at("volumeMounts").items())
    .filter((mount) => mount.at("name").text() === volume);
  return mounts.length > 0 && mounts.every((mount) => mount.at("readOnly").boolean() === true);
}

function placeOf(path: string): Place | undefined {
  if (harmless.some((known) => isSameOrAbove(known, path))) return undefined;
  // Raw disks and memory by their device names.
  if (/^\/dev\/(?:sd|vd|xvd|nvme|dm-|mem$|kmem$|port$|tty)/.test(path)) return { message: "devices" };
  for (let above = path; ; above = parentOf(above)) {
    const place = Object.hasOwn(places, above) ? places[above] : undefined;
    if (place && above === path) return place;
    if (place) return place.deep ? { ...place, severity: "high" } : undefined;
    if (above === "/" || !above.includes("/")) return undefined;
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/")) || "/";
}

export const docs = {
  what: "The pod mounts a directory of the node that holds the node's own configuration, credentials, programs, devices or state.",
  why: "What lies there decides what the node does. With `/etc` writable, one line in a cron file runs as root; with `/var/lib/kubelet` readable, the tokens and Secrets of every pod of the node can be copied; `/proc` and `/sys` reach the processes and the kernel outside of the container.",
  legitimate:
    "Node agents: network and storage drivers, log collectors, node exporters. They are privileged parts of the cluster: give them a namespace of their own, mount the narrowest path, and read-only.",
  how: "Remove the mount, or narrow it to the one file or directory that is read and set `readOnly: true`. For data of the program itself use a PersistentVolumeClaim or an emptyDir, for settings a ConfigMap.",
  references: [
    {
      title: "Kubernetes: hostPath volumes",
      url: "https://kubernetes.io/docs/concepts/storage/volumes/#hostpath",
    },
    {
      title: "Kubernetes: Pod Security Standards",
      url: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    mitre: ["T1611", "T1552.001"],
    pci: ["3.2 6.5.8", "4.0 6.2.4"],
    cwe: ["CWE-200", "CWE-668"],
  },
  peers: {
    trivy: ["KSV-0121"],
    "kube-linter": ["sensitive-host-mounts"],
    kubeaudit: ["mounts/SensitivePathsMounted"],
    kubesec: ["ProcMount"],
    kics: ["5308a7a8-06f8-45ac-bf10-791fe21de46e"],
    sonar: ["S6433"],
    terrascan: ["AC_K8S_0076"],
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
      volumeMounts:
        - name: settings
          mountPath: /settings
          readOnly: true
  volumes:
    - name: settings
      hostPath:
        path: /etc
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      volumeMounts:
        - name: settings
          mountPath: /settings
          readOnly: true
  volumes:
    - name: settings
      configMap:
        name: web
`,
  },
} satisfies RuleDocs;
