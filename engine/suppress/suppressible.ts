import type { ResourceReference } from "../finding";
import type { PlacedDocument } from "../linter";
import { type ContainerImages, containerImages } from "./containerImages";
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
  /** Where something asks for them. */
  readonly images: ContainerImages;
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
    images: withImages ? containerImages(resources) : noImages,
  };
}

const noImages: ContainerImages = new Map();
