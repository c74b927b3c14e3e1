import type { ContainerView } from "../../engine/kubernetes/container";
import { parseImage } from "../../engine/kubernetes/image";
import { startedCommands } from "./commands";
import { fullRepository } from "./images";

/**
 * The text shows that the container may live on what `allowPrivilegeEscalation: false` takes away: a program with the
 * setuid bit, or the capabilities of a file, which is the one way in which an ordinary user comes by an added capability
 * (Linux, Documentation/userspace-api/no_new_privs.rst; capabilities(7), "Transformation of capabilities during execve").
 */
export function mayNeedEscalation(container: ContainerView): boolean {
  const { securityContext } = container;
  const user = container.inherited("runAsUser").integer();
  const isOrdinary = user === undefined ? container.inherited("runAsNonRoot").boolean() === true : user > 0;
  const addsCapabilities = securityContext.at("capabilities", "add").items().length > 0;
  return (isOrdinary && addsCapabilities) || starts(container, setuidPrograms) || isNested(container);
}

/** The same for system calls that the profiles of container runtimes block: debuggers, and containers in the container. */
export function mayNeedSystemCalls(container: ContainerView): boolean {
  return starts(container, programsOfCalls) || isNested(container);
}

const setuidPrograms = new Set([
  "chsh",
  "crontab",
  "doas",
  "fusermount",
  "fusermount3",
  "mount",
  "newgidmap",
  "newgrp",
  "newuidmap",
  "passwd",
  "ping",
  "ping6",
  "pkexec",
  "su",
  "sudo",
  "traceroute",
]);

/** What needs `ptrace`, `bpf`, `perf_event_open`, `mount`, `setns`, `unshare` or `clone` with new namespaces. */
const programsOfCalls = new Set([
  "bpftrace",
  "buildah",
  "buildkitd",
  "bwrap",
  "containerd",
  "dockerd",
  "gdb",
  "gdbserver",
  "ltrace",
  "nsenter",
  "perf",
  "podman",
  "rootlesskit",
  "strace",
  "unshare",
]);

/** Images that build or run containers: their rootless forms start setuid helpers and make user namespaces. */
const nested = new Set([
  "docker.io/library/docker",
  "docker.io/moby/buildkit",
  "quay.io/buildah/stable",
  "quay.io/containers/buildah",
  "quay.io/containers/podman",
  "quay.io/podman/stable",
]);

function starts(container: ContainerView, programs: ReadonlySet<string>): boolean {
  return startedCommands(container).some(({ program }) => programs.has(program));
}

function isNested({ field }: ContainerView): boolean {
  const reference = parseImage(field.at("image").string() ?? "");
  return reference !== undefined && nested.has(fullRepository(reference));
}
