import type { ResourceReference } from "../finding";
import type { YamlDocument } from "../yaml/document";
import type { Field } from "../yaml/field";
import { apiGroup, isBuiltinKind, isKnownExtension } from "./kinds";
import { discoverPodSpecs } from "./podTemplates";
import { type UserKind, userPodSpecPaths } from "./userKinds";

/** One Kubernetes object in a document. */
export class ResourceView {
  readonly group: string;
  /** `v1beta1` of `apps/v1beta1`. */
  readonly version: string;
  readonly metadata: Field;
  /** Kubernetes serves or served this kind itself. */
  readonly builtin: boolean;

  /**
   * @param root the object: the document's root, or an item of a list.
   * @param partial a patch or a fragment of an object: what it does not say may be said elsewhere.
   * @param podSpecPaths where the user says that its pod specs stand; empty where nothing is said.
   */
  constructor(
    readonly root: Field,
    readonly apiVersion: string,
    readonly kind: string,
    readonly documentIndex: number,
    readonly partial: boolean,
    readonly podSpecPaths: readonly (readonly string[])[] = [],
  ) {
    this.group = apiGroup(apiVersion);
    this.version = apiVersion.slice(this.group ? this.group.length + 1 : 0);
    this.metadata = root.at("metadata");
    this.builtin = isBuiltinKind(apiVersion, kind);
  }

  get name(): string | undefined {
    return this.metadata.at("name").text() ?? this.metadata.at("generateName").text();
  }

  get namespace(): string | undefined {
    return this.metadata.at("namespace").text();
  }

  /** `Deployment "web"`, or `Deployment` without a name. */
  get label(): string {
    const name = this.name;
    return name === undefined ? this.kind : `${this.kind} "${name}"`;
  }

  get reference(): ResourceReference {
    return {
      apiVersion: this.apiVersion,
      kind: this.kind,
      name: this.name ?? null,
      namespace: this.namespace ?? null,
      document: this.documentIndex,
    };
  }
}

/** No manifest nests lists; the API server refuses it. */
const deepestList = 4;

/**
 * The Kubernetes objects of a document: itself, or the items of a `List` or `PodList`, which kubectl applies one by one.
 * Items of a typed list may leave out apiVersion and kind (the API machinery fills them in from the list's).
 * @param kinds what the user says of kinds that no table knows.
 */
export function resourcesOf(
  document: YamlDocument,
  documentIndex: number,
  partial: boolean,
  kinds: readonly UserKind[] = [],
): ResourceView[] {
  const found: ResourceView[] = [];
  collect(document.root, { documentIndex, partial, kinds, found }, undefined, 0);
  return found;
}

interface Collecting {
  readonly documentIndex: number;
  readonly partial: boolean;
  readonly kinds: readonly UserKind[];
  readonly found: ResourceView[];
}

interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

function collect(field: Field, collecting: Collecting, inherited: TypeMeta | undefined, depth: number): void {
  const { documentIndex, partial, kinds, found } = collecting;
  const apiVersion = field.at("apiVersion").string() ?? inherited?.apiVersion;
  const kind = field.at("kind").string() ?? inherited?.kind;
  if (apiVersion === undefined || kind === undefined) return;
  if (!isBuiltinKind(apiVersion, kind)) {
    const paths = userPodSpecPaths(kinds, apiVersion, kind);
    if (paths.length > 0 || isKnownExtension(apiVersion, kind) || discoverPodSpecs(field).length > 0)
      found.push(new ResourceView(field, apiVersion, kind, documentIndex, partial, paths));
    return;
  }
  if (kind.endsWith("List")) {
    const itemType = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -"List".length) };
    if (depth < deepestList)
      for (const item of field.at("items").items()) collect(item, collecting, itemType, depth + 1);
    return;
  }
  found.push(new ResourceView(field, apiVersion, kind, documentIndex, partial));
}
