import type { Field } from "../yaml/field";
import type { PodSpecView } from "./podSpec";
import type { ResourceView } from "./resource";

export const containerLists = ["initContainers", "containers", "ephemeralContainers"] as const;
export type ContainerList = (typeof containerLists)[number];

/** A container of any kind, with what it inherits from its pod. */
export class ContainerView {
  readonly securityContext: Field;

  constructor(
    readonly field: Field,
    readonly pod: PodSpecView,
    readonly list: ContainerList,
    private readonly index: number,
    private readonly placeName?: string,
  ) {
    this.securityContext = field.at("securityContext");
  }

  get resource(): ResourceView {
    return this.pod.resource;
  }

  get name(): string {
    return this.field.at("name").text() ?? this.placeName ?? `${this.list}[${this.index}]`;
  }

  /** Where a missing setting of this container is shown: on its name, else on its first key. */
  get place(): Field {
    const name = this.field.at("name");
    return name.present ? name : this.field;
  }

  /**
   * A setting that exists in both security contexts: the container's value wins, an unset one inherits the pod's
   * (k8s.io/kubernetes/pkg/securitycontext, `DetermineEffectiveSecurityContext`). Never missing as an object: the
   * container's place comes back where neither is set.
   */
  inherited(...path: readonly string[]): Field {
    const own = this.securityContext.at(...path);
    if (own.present) return own;
    const pod = this.pod.securityContext.at(...path);
    return pod.present ? pod : own;
  }
}
