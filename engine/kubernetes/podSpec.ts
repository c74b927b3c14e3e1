import type { Field } from "../yaml/field";
import { type ContainerList, ContainerView, containerLists } from "./container";
import { discoverPodTemplates, podTemplatesOf } from "./podTemplates";
import type { ResourceView } from "./resource";

/** The pod spec of a workload, with the settings that containers inherit from it. */
export class PodSpecView {
  readonly metadata: Field;
  readonly securityContext: Field;
  readonly containers: readonly ContainerView[];

  /** @param pod the place that holds `metadata` and `spec` of the pod. */
  constructor(
    readonly resource: ResourceView,
    pod: Field,
  ) {
    this.metadata = pod.at("metadata");
    this.field = pod.at("spec");
    this.securityContext = this.field.at("securityContext");
    this.containers = containerLists.flatMap((list) => this.containersOf(list));
  }

  readonly field: Field;

  containersOf(list: ContainerList): ContainerView[] {
    return this.field
      .at(list)
      .items()
      .filter((item) => item.isMap)
      .map((item, index) => new ContainerView(item, this, list, index));
  }

  get volumes(): readonly Field[] {
    return this.field.at("volumes").items();
  }

  annotation(name: string): Field {
    return this.metadata.at("annotations", name);
  }

  /**
   * Declared to run on Windows (`spec.os.name`), where the Linux-only controls of the restricted level do not apply
   * since 1.25 (KEP-2802).
   */
  get isWindows(): boolean {
    return this.field.at("os", "name").string() === "windows";
  }

  /** In a user namespace of its own: root in the pod is nobody on the node (KEP-127). */
  get hasOwnUserNamespace(): boolean {
    return this.field.at("hostUsers").boolean() === false;
  }

  /**
   * Its containers are described whole. An object whose containers name no image is a patch or an input to a generator:
   * the API server would refuse it.
   */
  get isPartial(): boolean {
    if (this.resource.partial || !this.field.isMap) return true;
    const regular = this.containersOf("containers");
    return regular.length === 0 || regular.some((container) => !container.field.at("image").exists);
  }
}

/** The pod specs of an object: most workloads have one, some kinds several; empty for objects that run no pods. */
export function podSpecsOf(resource: ResourceView): PodSpecView[] {
  return podPlaces(resource)
    .filter((pod) => pod.at("spec").isMap)
    .map((pod) => new PodSpecView(resource, pod));
}

/** The places that hold the pods' `metadata` and `spec`: by the table of kinds, else found. */
export function podPlaces(resource: ResourceView): Field[] {
  const { root, group, kind } = resource;
  const places = podTemplatesOf(root, group, kind);
  return places.length > 0 || resource.builtin ? places : discoverPodTemplates(root);
}
