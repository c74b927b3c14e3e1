import type { ContainerView } from "../../engine/kubernetes/container";
import { parseImage } from "../../engine/kubernetes/image";
import { trimmedEnd } from "../../engine/trimmedEnd";
import { append, type PathEdit } from "../../engine/yaml/pathEdit";
import { fullRepository } from "./images";
import { imageWritablePaths } from "./imageWritablePaths";

/** Registries that carry the Docker Official Images under their names. */
const official =
  /^(?:docker\.io\/library|public\.ecr\.aws\/docker\/library|mirror\.gcr\.io\/library)\/([a-z-]+)$/;

/** Where the container's image is known to write and no volume is mounted yet. */
export function unmountedWritablePaths(container: ContainerView): readonly string[] {
  const paths = pathsOf(container);
  if (paths.length === 0) return paths;
  const mounts = container.field.at("volumeMounts");
  if (
    mounts.undecided ||
    mounts.items().some((mount) => !mount.at("mountPath").present || mount.at("mountPath").undecided)
  )
    return [];
  const mounted = mounts.items().map((mount) => trimmedEnd(mount.at("mountPath").text() ?? "", "/"));
  return paths.filter((path) => !mounted.some((one) => path === one || path.startsWith(`${one}/`)));
}

function pathsOf({ field }: ContainerView): readonly string[] {
  const image = field.at("image");
  const reference = image.undecided ? undefined : parseImage(image.string() ?? "");
  if (!reference) return [];
  const name = fullRepository(reference);
  const ofOfficial = official.exec(name)?.[1];
  const key = ofOfficial === undefined ? name : `library/${ofOfficial}`;
  const tagText = reference.tag?.text ?? "";
  const known = imageWritablePaths.find(
    ({ images, tag }) => images.includes(key) && (tag?.is.test(tagText) ?? true),
  );
  return known?.paths ?? [];
}

/** Mounts an empty volume of the container's own at each of the paths. */
export function emptyMounts(container: ContainerView, paths: readonly string[]): PathEdit[] {
  const { pod, field, name } = container;
  const taken = new Set(pod.volumes.map((volume) => volume.at("name").text()));
  return paths.flatMap((path) => {
    const volume = volumeName(`${name}${path}`, taken);
    taken.add(volume);
    return [
      append(field.at("volumeMounts"), { name: volume, mountPath: path }),
      append(pod.field.at("volumes"), { name: volume, emptyDir: {} }),
    ];
  });
}

/** A DNS label (at most 63 characters) that no volume of the pod has yet. */
function volumeName(from: string, taken: ReadonlySet<string | undefined>): string {
  const label = from.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? "" : `-${number}`;
    const name = label.slice(0, 63 - suffix.length).replace(/^-|-$/g, "") + suffix;
    if (!taken.has(name)) return name;
  }
}
