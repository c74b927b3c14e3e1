import type { ContainerView } from "../../engine/kubernetes/container";
import type { ProfileName } from "../../engine/profile";
import type { RuleContext } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { remove } from "../../engine/yaml/pathEdit";
import { decidedText } from "./values";

/**
 * What the baseline level lets a container add: the default set of container runtimes without NET_RAW
 * (k8s.io/pod-security-admission/policy, `capabilities_baseline`, unchanged from 1.0 to 1.37). Spelt exactly so.
 */
export const baselineCapabilities: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** What containerd and CRI-O grant by default: the baseline level's set and NET_RAW. */
export const runtimeCapabilities: ReadonlySet<string> = new Set([...baselineCapabilities, "NET_RAW"]);

/** Those that reach beyond the container: to the node's kernel, devices, processes, files or network. */
export const dangerousCapabilities: ReadonlySet<string> = new Set([
  "ALL",
  "BPF",
  "DAC_READ_SEARCH",
  "MAC_ADMIN",
  "MAC_OVERRIDE",
  "NET_ADMIN",
  "NET_RAW",
  "PERFMON",
  "SYS_ADMIN",
  "SYS_BOOT",
  "SYS_MODULE",
  "SYS_PTRACE",
  "SYS_RAWIO",
]);

export interface AddedCapability {
  readonly at: Field;
  /** As Pod Security compares it. */
  readonly written: string;
  /** As container runtimes take it: in capitals and without `CAP_`. */
  readonly name: string;
}

/** The capabilities that a container adds to the default set of its runtime. */
export function addedCapabilities(container: ContainerView, context: RuleContext): AddedCapability[] {
  return container.securityContext
    .at("capabilities", "add")
    .items()
    .flatMap((at) => {
      const written = decidedText(at, context);
      return written === undefined ? [] : [{ at, written, name: capabilityName(written) }];
    });
}

/** `cap_net_raw` -> `NET_RAW`. */
export function capabilityName(written: string): string {
  return written.toUpperCase().replace(/^CAP_/, "");
}

/**
 * Reports each added capability that `isRisky` names, with the fix to remove it. The rule has the message `added`, with
 * `{container}` and `{capability}`.
 */
export function reportAdded(
  container: ContainerView,
  context: RuleContext,
  isRisky: (capability: AddedCapability) => boolean,
  profiles?: readonly ProfileName[],
): void {
  for (const capability of addedCapabilities(container, context)) {
    const { at, written } = capability;
    if (!isRisky(capability)) continue;
    context.report({
      at,
      message: "added",
      args: { container: container.name, capability: written },
      ...(profiles && { profiles }),
      fix: () => ({
        title: "Remove capability {capability}",
        args: { capability: written },
        safety: "review",
        edits: [remove(at)],
      }),
    });
  }
}
