/**
 * What a setting means, for people who look at it: Kubernetes' default and the effect of each value. Sources: the API
 * reference of Kubernetes 1.36 (PodSpec, SecurityContext, PodSecurityContext, ServiceAccount) and the pages of the
 * documentation on security contexts, Linux kernel security constraints and user namespaces.
 */
export interface FieldFact {
  /** The default as it would be written, or in words where it is no literal. */
  readonly default: string;
  /** True where an unset container setting takes the pod's (`DetermineEffectiveSecurityContext`). */
  readonly inherits?: boolean;
  /** The effect of each value, by its text. */
  readonly values?: Readonly<Record<string, string>>;
  /** The effect of any other value that is set. */
  readonly set?: string;
  /** The effect of leaving it out, where it is not that of the default's value. */
  readonly unset?: string;
}

const onHostNamespace = (what: string) => ({
  default: "false",
  values: { true: `The pod shares the node's ${what}.`, false: `The pod has its own ${what}.` },
});

const securityContext: Readonly<Record<string, FieldFact>> = {
  runAsNonRoot: {
    default: "false",
    inherits: true,
    values: {
      true: "The kubelet refuses to start the container where it would run as UID 0.",
      false: "Nothing keeps the container from running as root; the image decides.",
    },
  },
  runAsUser: {
    default: "the image's user",
    inherits: true,
    values: { "0": "The processes run as root." },
    set: "The processes run as this UID, whatever the image says.",
    unset: "The image decides which user the processes run as; without a `USER` that is root.",
  },
  runAsGroup: {
    default: "the image's group",
    inherits: true,
    values: { "0": "The processes run in the root group." },
    set: "The processes run in this group, whatever the image says.",
    unset: "The image decides the group; without one it is the root group.",
  },
  "seccompProfile.type": {
    default: "Unconfined",
    inherits: true,
    values: {
      RuntimeDefault:
        "System calls that containers rarely need are blocked by the container runtime's profile.",
      Localhost: "System calls are limited by a profile that lies on the node.",
      Unconfined: "Every system call of the kernel can be made.",
    },
    unset: "Every system call can be made, unless the kubelet runs with `--seccomp-default`.",
  },
  "appArmorProfile.type": {
    default: "RuntimeDefault where the node has AppArmor",
    inherits: true,
    values: {
      RuntimeDefault: "The container runtime's AppArmor profile confines the container.",
      Localhost: "An AppArmor profile that is loaded on the node confines the container.",
      Unconfined: "AppArmor does not confine the container.",
    },
    unset: "The container runtime's AppArmor profile confines the container where the node has AppArmor.",
  },
  "seLinuxOptions.type": {
    default: "chosen by the container runtime",
    inherits: true,
    set: "The processes run in this SELinux domain.",
  },
  "seLinuxOptions.user": { default: "chosen by the container runtime", inherits: true },
  "seLinuxOptions.role": { default: "chosen by the container runtime", inherits: true },
  "windowsOptions.hostProcess": {
    default: "false",
    inherits: true,
    values: {
      true: "The container runs as a process of the Windows node itself.",
      false: "The container is isolated from the Windows node.",
    },
  },
};

const container: Readonly<Record<string, FieldFact>> = {
  "securityContext.privileged": {
    default: "false",
    values: {
      true: "The container has every capability and every device of the node, and no confinement.",
      false: "The container is confined like any other.",
    },
  },
  "securityContext.allowPrivilegeEscalation": {
    default: "true",
    values: {
      true: "A setuid program in the image can give a process more privileges than its parent has.",
      false: "No process can gain more privileges than its parent has (`no_new_privs`).",
    },
  },
  "securityContext.readOnlyRootFilesystem": {
    default: "false",
    values: {
      true: "Only mounted volumes can be written to.",
      false: "The container's own file system can be written to, programs included.",
    },
  },
  "securityContext.procMount": {
    default: "Default",
    values: {
      Default: "The sensitive paths of `/proc` are masked or read-only.",
      Unmasked: "All of `/proc` is visible and writable to the container.",
    },
  },
  "securityContext.capabilities.add": {
    default: "nothing",
    set: "These capabilities come on top of the container runtime's default set.",
    unset: "The container has the container runtime's default set of capabilities.",
  },
  "securityContext.capabilities.drop": {
    default: "nothing",
    set: "These capabilities are taken from the container runtime's default set; `ALL` takes them all.",
    unset: "The container keeps the container runtime's default set of capabilities.",
  },
  "resources.limits.memory": {
    default: "none",
    set: "The container is killed when it uses more memory.",
    unset: "The container can use up the node's memory, unless a LimitRange of the namespace says otherwise.",
  },
  "resources.limits.cpu": {
    default: "none",
    set: "The container is slowed down when it uses more CPU time.",
    unset: "The container can use what CPU time the node has left.",
  },
  "resources.requests.memory": {
    default: "the limit",
    set: "The scheduler keeps this much memory free for the container.",
  },
  "resources.requests.cpu": {
    default: "the limit",
    set: "The scheduler keeps this much CPU time free for the container.",
  },
  "ports.*.hostPort": {
    default: "none",
    set: "The port is open on the node's own address, past network policies of many networks.",
  },
  imagePullPolicy: {
    default: "Always for the tag `latest` or none, otherwise IfNotPresent",
    values: {
      Always: "The registry is asked at every start, and its access control applies.",
      IfNotPresent: "An image that is on the node already is used without asking the registry.",
      Never: "Only an image that is on the node already is used.",
    },
  },
};

const pod: Readonly<Record<string, FieldFact>> = {
  hostNetwork: onHostNamespace("network namespace"),
  hostPID: onHostNamespace("process namespace"),
  hostIPC: onHostNamespace("IPC namespace"),
  hostUsers: {
    default: "true",
    values: {
      true: "Users of the pod are users of the node: root in the pod is root there.",
      false: "The pod has a user namespace of its own: root in the pod is nobody on the node.",
    },
  },
  shareProcessNamespace: {
    default: "false",
    values: {
      true: "The containers of the pod see and can signal each other's processes.",
      false: "Each container sees its own processes only.",
    },
  },
  automountServiceAccountToken: {
    default: "the service account's setting, otherwise true",
    values: {
      true: "Every container gets a token of the service account for the API server.",
      false: "No container gets a token for the API server.",
    },
    unset: "Every container gets a token for the API server, unless the service account says otherwise.",
  },
  serviceAccountName: {
    default: "default",
    values: { default: "The pod acts as the account that every pod of the namespace shares by default." },
    set: "The pod acts as this service account towards the API server.",
    unset: "The pod acts as the account that every pod of the namespace shares by default.",
  },
  enableServiceLinks: {
    default: "true",
    values: {
      true: "The addresses of the namespace's services are put into the environment of every container.",
      false: "Services are found through DNS only.",
    },
  },
  "securityContext.sysctls": { default: "none", set: "These kernel parameters are set for the pod." },
  "volumes.*.hostPath": { default: "none", set: "A path of the node's own file system is mounted." },
  "volumes.*.hostPath.path": { default: "none", set: "This path of the node's own file system is mounted." },
};

const resource: Readonly<Record<string, FieldFact>> = {
  "metadata.namespace": {
    default: "default, or the namespace that kubectl is told",
    values: { default: "The object lies in the namespace that everything without one shares." },
  },
  automountServiceAccountToken: {
    default: "true",
    values: {
      true: "Pods of this account get a token for the API server, unless they say otherwise.",
      false: "Pods of this account get no token for the API server, unless they ask for it.",
    },
  },
};

function prefixed(
  prefix: string,
  facts: Readonly<Record<string, FieldFact>>,
): readonly (readonly [string, FieldFact])[] {
  return Object.entries(facts).map(([path, fact]) => [`${prefix}.${path}`, fact]);
}

/** By field, spelt as in a rule's `fields`: `container.securityContext.privileged`, `pod.volumes.*.hostPath`. */
export const fieldFacts: ReadonlyMap<string, FieldFact> = new Map([
  ...prefixed("container", container),
  ...prefixed("container.securityContext", securityContext),
  ...prefixed("pod", pod),
  ...prefixed("pod.securityContext", securityContext),
  ...prefixed("resource", resource),
]);
