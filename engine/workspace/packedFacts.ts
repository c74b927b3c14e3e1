import { type KeptTree, withSharedTexts } from "../yaml/keptTree";
import { sharedText } from "../yaml/sharedText";
import { Snapshot } from "../yaml/snapshot";
import { keptReference, type PodFacts, type ResourceFacts } from "./facts";

/** Facts as plain data, which can be sent to another thread: places are paths from the root. */
export interface PackedFacts extends Omit<ResourceFacts, "file" | "root" | "place" | "pod" | "pods"> {
  readonly root: KeptTree | undefined;
  readonly place: Path;
  readonly pods: readonly PackedPod[];
}

interface PackedPod extends Pick<PodFacts, "labels"> {
  readonly metadata: Path;
  readonly spec: Path;
}

type Path = readonly (string | number)[];

export function packFacts({ file: _, root, place, pod: __, pods, ...plain }: ResourceFacts): PackedFacts {
  return {
    ...plain,
    root: root.kept,
    place: place.path,
    pods: pods.map(({ metadata, spec, labels }) => ({ metadata: metadata.path, spec: spec.path, labels })),
  };
}

/**
 * Each text that came with them is shared with other facts. The fields are named one by one: copies of objects from another
 * thread have a hidden class each in V8, as large as the object.
 * @param file as the index is to name it.
 */
export function unpackFacts(packed: PackedFacts, file: string): ResourceFacts {
  const { documentStart, documentEnd, reference, kind, label, partial } = packed;
  const root = Snapshot.from(packed.root && withSharedTexts(packed.root));
  const at = (path: Path) =>
    root.at(...path.map((step) => (typeof step === "string" ? sharedText(step) : step)));
  const pods = packed.pods.map(({ metadata, spec, labels }) => ({
    metadata: at(metadata),
    spec: at(spec),
    labels,
  }));
  return {
    file,
    documentStart,
    documentEnd: {
      length: documentEnd.length,
      eol: sharedText(documentEnd.eol),
      endsLine: documentEnd.endsLine,
      json: documentEnd.json,
      valid: documentEnd.valid,
    },
    reference: keptReference(reference),
    kind: sharedText(kind),
    label: sharedText(label),
    partial,
    root,
    place: at(packed.place),
    pod: pods[0],
    pods,
  };
}
