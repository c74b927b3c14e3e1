import type { KeptTree } from "../yaml/keptTree";
import { Snapshot } from "../yaml/snapshot";
import type { PodFacts, ResourceFacts } from "./facts";

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

/** @param file as the index is to name it. */
export function unpackFacts({ root, place, pods, ...plain }: PackedFacts, file: string): ResourceFacts {
  const snapshot = Snapshot.from(root);
  const podFacts = pods.map(({ metadata, spec, labels }) => ({
    metadata: snapshot.at(...metadata),
    spec: snapshot.at(...spec),
    labels,
  }));
  return {
    ...plain,
    file,
    root: snapshot,
    place: snapshot.at(...place),
    pod: podFacts[0],
    pods: podFacts,
  };
}
