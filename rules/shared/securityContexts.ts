import type { ContainerView } from "../../engine/kubernetes/container";
import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import type { MessageArguments } from "../../engine/message";
import type { Field } from "../../engine/yaml/field";

/** A security context: the pod's, or that of one of its containers. */
export interface SecurityContextOf {
  readonly field: Field;
  /** Spread into a report: which container it is about, if any. */
  readonly about: { readonly container?: ContainerView };
  /** `{owner}` of a message: `Deployment "web"` or `container "app"`. */
  readonly args: MessageArguments;
}

/** The pod's security context and those of all its containers. */
export function securityContextsOf(pod: PodSpecView): SecurityContextOf[] {
  return [
    { field: pod.securityContext, about: {}, args: { owner: pod.resource.label } },
    ...pod.containers.map((container) => ({
      field: container.securityContext,
      about: { container },
      args: { owner: `container "${container.name}"` },
    })),
  ];
}
