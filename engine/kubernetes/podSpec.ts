import type { Field } from "../yaml/field";
import { type ContainerList, ContainerView, containerLists } from "./container";
import { type MisplacedField, type MisspelledField, misplacedFields, misspelledFields } from "./nearMisses";
import { type PipelinePod, pipelinePodsOf } from "./pipelinePods";
import { type TypedMap, typedMaps } from "./podFields";
import { discoverPodSpecs, follow, podTemplatesOf } from "./podTemplates";
import type { ResourceView } from "./resource";

/** The pod spec of a workload, with the settings that containers inherit from it. */
export class PodSpecView {
  readonly metadata: Field;
  readonly securityContext: Field;
  readonly containers: readonly ContainerView[];

  /** @param pipeline of a pod that a pipeline tool puts together. */
  constructor(
    readonly resource: ResourceView,
    place: PodPlace,
    private readonly pipeline?: PipelinePod,
  ) {
    this.metadata = place.metadata;
    this.field = place.spec;
    this.securityContext = pipeline?.securityContext ?? this.field.at("securityContext");
    this.containers = containerLists.flatMap((list) => this.containersOf(list));
  }

  readonly field: Field;
  private knownMaps: readonly TypedMap[] | undefined;

  /** Its mappings whose type the API knows: several rules look at them. */
  get typedMaps(): readonly TypedMap[] {
    this.knownMaps ??= typedMaps(this.field);
    return this.knownMaps;
  }

  private misspelledOnes: readonly MisspelledField[] | undefined;
  private misplacedOnes: readonly MisplacedField[] | undefined;

  get misspelled(): readonly MisspelledField[] {
    this.misspelledOnes ??= misspelledFields(this.typedMaps);
    return this.misspelledOnes;
  }

  get misplaced(): readonly MisplacedField[] {
    this.misplacedOnes ??= misplacedFields(this.field, this.typedMaps);
    return this.misplacedOnes;
  }

  containersOf(list: ContainerList): ContainerView[] {
    if (this.pipeline)
      return this.pipeline.containers
        .filter((place) => place.list === list)
        .map(({ field, name }, index) => new ContainerView(field, this, list, index, name));
    return this.field
      .at(list)
      .items()
      .filter((item) => item.isMap)
      .map((item, index) => new ContainerView(item, this, list, index));
  }

  /** Written in part on purpose: the tool that makes the pod adds the rest. */
  get isPipeline(): boolean {
    return this.pipeline !== undefined;
  }

  /** Containers get settings from a place that is no pod's, such as Tekton's `stepTemplate`. */
  get hasSharedSettings(): boolean {
    return this.pipeline?.hasSharedSettings ?? false;
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

  /** Said in part only, here or in its containers: nothing is missing of the pod itself. */
  get isPartial(): boolean {
    return this.isPipeline || this.hasPartialContainers;
  }

  /**
   * Its containers are not described whole. An object whose containers name no image is a patch or an input to a
   * generator: the API server would refuse it.
   */
  get hasPartialContainers(): boolean {
    if (this.resource.partial || !this.field.isMap || this.hasSharedSettings) return true;
    const regular = this.containersOf("containers");
    return regular.length === 0 || regular.some((container) => !container.field.at("image").exists);
  }
}

/** Where a pod's metadata and its spec are written; neither has to be there. */
export interface PodPlace {
  readonly metadata: Field;
  readonly spec: Field;
}

/** The pod specs of an object: most workloads have one, some kinds several; empty for objects that run no pods. */
export function podSpecsOf(resource: ResourceView): PodSpecView[] {
  const { root, group, kind } = resource;
  return [
    ...podPlaces(resource)
      .filter(({ spec }) => spec.isMap)
      .map((place) => new PodSpecView(resource, place)),
    ...pipelinePodsOf(root, group, kind).map((pod) => new PodSpecView(resource, pod, pod)),
  ];
}

/** The places of the pods of an object, but those that a pipeline tool puts together: as the user says, by the table of kinds, else found. */
export function podPlaces(resource: ResourceView): PodPlace[] {
  const { root, group, kind, podSpecPaths } = resource;
  if (podSpecPaths.length > 0)
    return podSpecPaths.flatMap((path) => follow(root, path)).map((spec) => besides(spec));
  const tabled = podTemplatesOf(root, group, kind);
  // What a pipeline tool makes a pod of can look like the spec of one.
  const isUnknown =
    tabled.length === 0 && !resource.builtin && pipelinePodsOf(root, group, kind).length === 0;
  if (isUnknown) return discoverPodSpecs(root).map((spec) => besides(spec));
  return tabled.map((template) => ({ metadata: template.at("metadata"), spec: template.at("spec") }));
}

/** The metadata of a pod stand beside its spec, as in every template. */
function besides(spec: Field): PodPlace {
  return { metadata: (spec.parent ?? spec).at("metadata"), spec };
}
