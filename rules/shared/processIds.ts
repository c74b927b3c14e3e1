import type { Fix } from "../../engine/fix";
import type { ContainerView } from "../../engine/kubernetes/container";
import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import type { RuleContext } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { set } from "../../engine/yaml/pathEdit";
import { isRelaxedForUserNamespace } from "./podSecurity";
import { securityContextsOf } from "./securityContexts";

/** Ids below are given to accounts of distributions, daemons and the first users of a machine. */
export const lowestUsualId = 10000;

/**
 * Reports every low `runAsUser` or `runAsGroup` where it is written, and every container for which neither its own nor
 * the pod's security context names one. The rule has the messages `low` and `missing`.
 */
export function reportLowIds(pod: PodSpecView, key: "runAsUser" | "runAsGroup", context: RuleContext): void {
  if (pod.isWindows || isRelaxedForUserNamespace(pod, context.minor)) return;
  const fix = (at: Field) => (): Fix => ({
    title: "Set {key} to 10001",
    args: { key },
    safety: "review",
    edits: [set(at, 10001)],
  });
  for (const { field, about, args } of securityContextsOf(pod)) {
    const at = field.at(key);
    if (at.undecided) context.undecided(at);
    const id = at.integer();
    if (id === undefined || id >= lowestUsualId || (!about.container && isOverruled(pod, key))) continue;
    context.report({ at, ...about, message: "low", args: { ...args, id }, fix: fix(at) });
  }
  for (const container of pod.containers) {
    const at = container.inherited(key);
    if (at.present) continue;
    context.report({
      at,
      container,
      missing: true,
      message: "missing",
      args: { container: container.name },
      fix: fix(at),
    });
  }
}

/** Every container has a value of its own, so that the pod's counts for none. */
function isOverruled(pod: PodSpecView, key: string): boolean {
  const sets = ({ securityContext }: ContainerView) => securityContext.at(key).present;
  return pod.containers.length > 0 && pod.containers.every(sets);
}
