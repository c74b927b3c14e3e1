import type { ResourceReference } from "../finding";
import { podSpecsOf } from "../kubernetes/podSpec";
import type { ResourceView } from "../kubernetes/resource";
import type { PlacedDocument } from "../linter";
import type { Directive } from "./directive";
import type { SuppressionMemo } from "./memo";

/** A document, as far as what suppresses findings in it goes. */
export interface SuppressibleDocument {
  /** Offset of the document in the file. */
  readonly start: number;
  /** False for a space without content, and for what is certainly no object. */
  readonly hasTree: boolean;
  readonly directives: readonly Directive[];
  readonly memo: SuppressionMemo;
  /** The first object in it. */
  readonly resource: ResourceReference | undefined;
  /** Images of containers by their JSON Pointers, where something asks for them. */
  readonly images: ReadonlyMap<string, string>;
}

/** Holds no tree. */
export function suppressible({ start, result }: PlacedDocument, withImages: boolean): SuppressibleDocument {
  const { document, directives, memo, resources } = result;
  return {
    start,
    hasTree: document !== undefined,
    directives,
    memo,
    resource: resources[0]?.reference,
    images: withImages ? imagesOf(resources) : noImages,
  };
}

const noImages: ReadonlyMap<string, string> = new Map();

function imagesOf(resources: readonly ResourceView[]): ReadonlyMap<string, string> {
  const images = new Map<string, string>();
  for (const pod of resources.flatMap((resource) => podSpecsOf(resource)))
    for (const { field } of pod.containers) {
      const image = field.at("image").string();
      if (image !== undefined) images.set(field.pointer, image);
    }
  return images;
}
