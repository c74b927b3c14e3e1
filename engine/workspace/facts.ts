import type { ResourceReference } from "../finding";
import { podPlaces } from "../kubernetes/podSpec";
import type { ResourceView } from "../kubernetes/resource";
import type { Field } from "../yaml/field";
import { type DocumentEnd, endOfDocument } from "../yaml/newDocument";
import { sharedText } from "../yaml/sharedText";
import { type Keep, Snapshot } from "../yaml/snapshot";
import { textMap } from "./selectors";

/** One object of the workspace, as rules across files see it. */
export interface ResourceFacts {
  /** The file it stands in, as the caller names files. */
  readonly file: string;
  /** Offset of its document in the file: its snapshots' spans count from there. */
  readonly documentStart: number;
  /** Where its document ends. */
  readonly documentEnd: DocumentEnd;
  readonly reference: ResourceReference;
  /** `Service`, or with the group where it is not Kubernetes' own: `route.openshift.io/Route`. */
  readonly kind: string;
  /** `Deployment "web"`. */
  readonly label: string;
  /** A patch or a fragment: what it does not say may be said elsewhere. */
  readonly partial: boolean;
  readonly root: Snapshot;
  /** Place of its name, else of the object. */
  readonly place: Snapshot;
  /** The first of `pods`. */
  readonly pod: PodFacts | undefined;
  /**
   * The pods of a workload: most kinds have one template, some several; empty for what runs none. A patch may have a
   * template without a spec.
   */
  readonly pods: readonly PodFacts[];
}

export interface PodFacts {
  readonly metadata: Snapshot;
  readonly spec: Snapshot;
  readonly labels: ReadonlyMap<string, string>;
}

/** By the names of their files, then as they stand in them. */
export function inOrder(a: ResourceFacts, b: ResourceFacts): number {
  if (a.file === b.file) return a.documentStart - b.documentStart || a.root.span.start - b.root.span.start;
  return a.file < b.file ? -1 : 1;
}

/** Takes from an object what rules across files ask for; no value of a Secret, ConfigMap or environment is kept. */
export function factsOf(resource: ResourceView, file: string, documentStart: number): ResourceFacts {
  const root = Snapshot.of(resource.root, keep);
  const name = root.at("metadata", "name");
  const inRoot = ({ path }: Field) => root.at(...path.slice(resource.root.path.length));
  const pods = podPlaces(resource).map(({ metadata, spec }) => podFacts(inRoot(metadata), inRoot(spec)));
  return {
    file,
    documentStart,
    documentEnd: endOfDocument(resource.root.document),
    reference: keptReference(resource.reference),
    kind: sharedText(resource.builtin ? resource.kind : `${resource.group}/${resource.kind}`),
    label: sharedText(resource.label),
    partial: resource.partial,
    root,
    place: name.exists ? name : root,
    pod: pods[0],
    pods,
  };
}

/** The reference with texts of its own, see `sharedText`. */
export function keptReference({
  apiVersion,
  kind,
  name,
  namespace,
  document,
}: ResourceReference): ResourceReference {
  return {
    apiVersion: sharedText(apiVersion),
    kind: sharedText(kind),
    name: name === null ? null : sharedText(name),
    namespace: namespace === null ? null : sharedText(namespace),
    document,
  };
}

export function podFacts(metadata: Snapshot, spec: Snapshot): PodFacts {
  return { metadata, spec, labels: textMap(metadata.at("labels")) };
}

/** Values that may be secret: their keys are enough. */
const keysOnly = new Set(["data", "stringData", "binaryData"]);
/** Large, and read by no rule across files. */
const dropped = new Set([
  "command",
  "args",
  "lifecycle",
  "httpHeaders",
  "status",
  "managedFields",
  "caBundle",
  "schema",
]);
const longestText = 300;

/** What is kept of an object. */
export const keep: Keep = (entry) => {
  const key = String(entry.key);
  if (dropped.has(key) && !namesClientAuthority(entry.parent)) return "none";
  const parent = entry.parent;
  if (parent && keysOnly.has(String(parent.key))) return "key";
  if (key === "value" && isEnvironment(parent)) return "key";
  if (parent?.key === "annotations" && isConfiguration(entry.text() ?? "")) return "key";
  const content = entry.content;
  return content?.kind === "scalar" && content.end - content.start > longestText ? "key" : "whole";
};

/** A container of etcd or the API server, whose command lines rules compare with each other. */
function namesClientAuthority(container: Field | undefined): boolean {
  return ["command", "args"].some((list) =>
    container
      ?.at(list)
      .items()
      .some((item) => /^--(?:client|trusted)-ca-file\b/.test(item.text() ?? "")),
  );
}

/**
 * Text of another program within an annotation, such as `kubectl.kubernetes.io/last-applied-configuration`: it may hold
 * anything, and rules across files read names, lists of names and switches alone.
 */
function isConfiguration(annotation: string): boolean {
  return [..."\n\"'{};$"].some((character) => annotation.includes(character));
}

function isEnvironment(item: Field | undefined): boolean {
  return item?.parent?.key === "env";
}
