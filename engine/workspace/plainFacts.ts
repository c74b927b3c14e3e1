import { mask } from "../credentialFormats";
import { Snapshot } from "../yaml/snapshot";
import { podFacts, type ResourceFacts } from "./facts";
import type { Kustomization } from "./kustomization";
import type { PackedFacts } from "./packedFacts";
import { keptTree, type PlainPlace, plainPlace } from "./plainPlace";

/** Facts as JSON, without what may be a secret. */
export interface PlainFacts
  extends Pick<ResourceFacts, "documentStart" | "documentEnd" | "reference" | "kind" | "label" | "partial"> {
  readonly root: PlainPlace | null;
  readonly place: Path;
  readonly pods: readonly { readonly metadata: Path; readonly spec: Path }[];
}

type Path = readonly (string | number)[];

/** Says what is written down of a text: itself or a mask. `start` and `end` are offsets of the file. */
export type Masking = (text: string, start: number, end: number, key: string) => string;

export function plainFacts({ root, pods, ...plain }: PackedFacts, masked: Masking): PlainFacts {
  const { documentStart } = plain;
  return {
    ...plain,
    root: root
      ? plainPlace(root, (text, start, end, key) =>
          masked(text, start + documentStart, end + documentStart, key),
        )
      : null,
    pods: pods.map(({ metadata, spec }) => ({ metadata, spec })),
  };
}

/** @param file as the index is to name it. */
export function factsFromPlain({ root, place, pods, ...plain }: PlainFacts, file: string): ResourceFacts {
  const snapshot = Snapshot.from(root === null ? undefined : keptTree(root));
  const own = pods.map(({ metadata, spec }) => podFacts(snapshot.at(...metadata), snapshot.at(...spec)));
  return { ...plain, file, root: snapshot, place: snapshot.at(...place), pod: own[0], pods: own };
}

/** A kustomization as JSON. */
export interface PlainKustomization
  extends Pick<Kustomization, "file" | "folder" | "resources" | "components" | "images" | "replicas"> {
  readonly namespace: string | null;
  readonly labels: readonly (readonly [key: string, value: string])[];
  readonly patches: readonly PlainPatch[];
}

interface PlainPatch {
  readonly target: PlainPlace | null;
  readonly file: string | null;
  readonly parts: readonly PlainPlace[];
  readonly operations: readonly PlainPlace[];
}

/**
 * @param name what a file or folder is called where it is written down.
 * @param masked patches have offsets of their own: those that it is told lie outside of every file.
 */
export function plainKustomization(
  kustomization: Kustomization,
  name: (path: string) => string,
  masked: Masking,
): PlainKustomization {
  const { file, folder, resources, components, images, replicas, namespace, labels, patches } = kustomization;
  const shown: Masking = (text, _start, _end, key) => masked(text, -1, -1, key);
  const plain = ({ kept }: Snapshot): PlainPlace[] => (kept ? [plainPlace(kept, shown)] : []);
  return {
    file: name(file),
    folder: name(folder),
    resources: resources.map(name),
    components: components.map(name),
    images: images.map((image) => ({ ...image, newName: image.newName && shown(image.newName, 0, 0, "") })),
    replicas,
    namespace: namespace ?? null,
    labels: [...labels],
    patches: patches.map((patch) => ({
      target: (patch.target && plain(patch.target)[0]) ?? null,
      file: patch.file === undefined ? null : name(patch.file),
      parts: patch.parts.flatMap(plain),
      operations: patch.operations.flatMap((operation) => plainOperation(operation, masked)),
    })),
  };
}

/** An operation of RFC 6902: what it puts in place of a secret is known by the path alone. */
function plainOperation(operation: Snapshot, masked: Masking): PlainPlace[] {
  const { kept } = operation;
  const path = operation.at("path").text() ?? "";
  const field = path.slice(path.lastIndexOf("/") + 1);
  const isFree = freePlaces.test(path);
  const shown: Masking = (text, _start, _end, key) => {
    if (key === "op" || key === "path" || key === "from") return text;
    return isFree ? mask : masked(text, -1, -1, key === "value" ? field : key);
  };
  return kept ? [plainPlace(kept, shown)] : [];
}

/** Places that hold anybody's words. */
const freePlaces = /^\/(?:data|stringData|binaryData)(?:\/|$)|\/(?:env|command|args)(?:\/|$)/;

/** @param path of what `plainKustomization` was told to call so. */
export function kustomizationFromPlain(
  { file, folder, resources, components, images, replicas, namespace, labels, patches }: PlainKustomization,
  path: (name: string) => string,
): Kustomization {
  const snapshot = (place: PlainPlace) => Snapshot.from(keptTree(place));
  return {
    file: path(file),
    folder: path(folder),
    resources: resources.map(path),
    components: components.map(path),
    images: images.map(({ name, newName, newTag, digest }) => ({ name, newName, newTag, digest })),
    replicas,
    namespace: namespace ?? undefined,
    labels: new Map(labels),
    patches: patches.map((patch) => ({
      target: patch.target === null ? undefined : snapshot(patch.target),
      file: patch.file === null ? undefined : path(patch.file),
      parts: patch.parts.map(snapshot),
      operations: patch.operations.map(snapshot),
    })),
  };
}
