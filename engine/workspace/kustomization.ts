import { YamlDocument } from "../yaml/document";
import type { Field } from "../yaml/field";
import { Snapshot } from "../yaml/snapshot";
import { splitDocuments } from "../yaml/split";
import { keep } from "./facts";
import { folderOf, isRemote, resolvePath } from "./paths";
import { textMap } from "./selectors";

/**
 * What a kustomization says of the objects it brings together, as far as it can change them. Fields of `Kustomization` in
 * sigs.k8s.io/kustomize/api/types, v5. Paths are resolved, in the caller's way of naming files; what is remote is left out.
 */
export interface Kustomization {
  readonly file: string;
  readonly folder: string;
  /** Files and folders whose objects it changes: `resources`, and `bases` of former versions. */
  readonly resources: readonly string[];
  /** Folders whose changes are made to the same objects. */
  readonly components: readonly string[];
  readonly namespace: string | undefined;
  readonly images: readonly KustomizedImage[];
  readonly replicas: readonly { readonly name: string; readonly count: number }[];
  readonly labels: ReadonlyMap<string, string>;
  readonly patches: readonly KustomizePatch[];
}

export interface KustomizedImage {
  readonly name: string;
  readonly newName: string | undefined;
  readonly newTag: string | undefined;
  readonly digest: string | undefined;
}

/** A patch in a file of its own or written out: of a part of an object, or operations of RFC 6902. */
export interface KustomizePatch {
  /** Which objects it changes; `undefined`: those of the kind and name that it has itself. */
  readonly target: Snapshot | undefined;
  readonly file: string | undefined;
  readonly parts: readonly Snapshot[];
  readonly operations: readonly Snapshot[];
}

export function readKustomization(file: string, text: string): Kustomization {
  return kustomizationOf(file, rootsOf(text));
}

/** The documents of a text, which may be asked for several things. */
export function rootsOf(text: string): Field[] {
  return splitDocuments(text).map((slice) => new YamlDocument(slice.text).root);
}

/** @param roots of its documents: the first mapping is it. */
export function kustomizationOf(file: string, roots: readonly Field[]): Kustomization {
  const root = roots.find(({ isMap }) => isMap) ?? new YamlDocument("").root;
  const folder = folderOf(file);
  const paths = (...keys: readonly string[]) =>
    keys
      .flatMap((key) => root.at(key).items())
      .map((item) => item.string() ?? "")
      .filter((path) => path !== "" && !isRemote(path))
      .map((path) => resolvePath(folder, path));
  return {
    file,
    folder,
    resources: paths("resources", "bases"),
    components: paths("components"),
    namespace: root.at("namespace").string(),
    images: root.at("images").items().map(imageOf),
    replicas: root.at("replicas").items().flatMap(replicasOf),
    labels: new Map([
      ...textMap(root.at("commonLabels")),
      ...root
        .at("labels")
        .items()
        .flatMap((item) => [...textMap(item.at("pairs"))]),
    ]),
    patches: [
      ...root.at("patches").items(),
      ...root.at("patchesJson6902").items(),
      ...root.at("patchesStrategicMerge").items(),
    ].map((item) => patchOf(item, folder)),
  };
}

function imageOf(item: Field): KustomizedImage {
  return {
    name: item.at("name").text() ?? "",
    newName: item.at("newName").text(),
    newTag: item.at("newTag").text(),
    digest: item.at("digest").text(),
  };
}

function replicasOf(item: Field): { name: string; count: number }[] {
  const name = item.at("name").text();
  const count = item.at("count").integer();
  return name === undefined || count === undefined ? [] : [{ name, count }];
}

function patchOf(item: Field, folder: string): KustomizePatch {
  // An entry of `patchesStrategicMerge` is a path or the patch itself.
  const written = item.isMap ? item.at("patch").string() : item.string();
  const isText = written !== undefined && (item.isMap || /[\n{]/.test(written));
  const path = item.isMap ? item.at("path").string() : isText ? undefined : written;
  const roots = isText ? splitDocuments(written).map(({ text }) => new YamlDocument(text).root) : [];
  return {
    target: item.at("target").isMap ? Snapshot.of(item.at("target"), keep) : undefined,
    file: path === undefined || isRemote(path) ? undefined : resolvePath(folder, path),
    parts: roots.filter(({ isMap }) => isMap).map((root) => Snapshot.of(root, keep)),
    operations: roots.flatMap((root) => root.items()).map((operation) => Snapshot.of(operation, keep)),
  };
}
