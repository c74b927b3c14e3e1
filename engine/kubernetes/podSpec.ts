import type { Field } from "../yaml/field";
import { type ContainerList, ContainerView, containerLists } from "./container";
import type { ResourceView } from "./resource";

/** Where the pod's own metadata and spec stand in each workload kind. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  PodTemplate: ["template"],
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  ReplicationController: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
};

export const workloadKinds: readonly string[] = Object.keys(podPaths);

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

/** Path to the place that holds `metadata` and `spec` of the pods; `undefined` for objects that run none. */
export function podPathOf(resource: ResourceView): readonly string[] | undefined {
  return Object.hasOwn(podPaths, resource.kind) ? podPaths[resource.kind] : undefined;
}

/** The pod spec of a workload; `undefined` for objects that run no pods or do not have it. */
export function podSpecOf(resource: ResourceView): PodSpecView | undefined {
  const path = podPathOf(resource);
  if (!path) return undefined;
  const pod = resource.root.at(...path);
  return pod.at("spec").isMap ? new PodSpecView(resource, pod) : undefined;
}
