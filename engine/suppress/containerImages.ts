import type { Finding } from "../finding";
import { podSpecsOf } from "../kubernetes/podSpec";
import type { ResourceView } from "../kubernetes/resource";
import { parentsOf } from "../yaml/pointer";

/** Images of containers by their JSON Pointers. */
export type ContainerImages = ReadonlyMap<string, string>;

export function containerImages(resources: readonly ResourceView[]): ContainerImages {
  const images = new Map<string, string>();
  for (const pod of resources.flatMap((resource) => podSpecsOf(resource)))
    for (const { field } of pod.containers) {
      const image = field.at("image").string();
      if (image !== undefined) images.set(field.pointer, image);
    }
  return images;
}

/** The image of the container that a finding is about. */
export function imageOf(
  { subject, path }: Pick<Finding, "subject" | "path">,
  images: ContainerImages,
): string | undefined {
  for (const pointer of [subject, path])
    for (const place of [pointer, ...parentsOf(pointer)]) {
      const image = images.get(place);
      if (image !== undefined) return image;
    }
  return undefined;
}
