import type { ResourceReference } from "../finding";
import type { YamlDocument } from "../yaml/document";
import type { Field } from "../yaml/field";
import { apiGroup, isBuiltinKind, isKnownExtension } from "./kinds";
import { discoverPodTemplates } from "./podTemplates";

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
   */
  constructor(
    readonly root: Field,
    readonly apiVersion: string,
    readonly kind: string,
    readonly documentIndex: number,
    readonly partial: boolean,
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
 */
export function resourcesOf(document: YamlDocument, documentIndex: number, partial: boolean): ResourceView[] {
  const found: ResourceView[] = [];
  collect(document.root, documentIndex, partial, undefined, 0, found);
  return found;
}

interface TypeMeta {
  readonly apiVersion: string;
  readonly kind: string;
}

function collect(
  field: Field,
  documentIndex: number,
  partial: boolean,
  inherited: TypeMeta | undefined,
  depth: number,
  found: ResourceView[],
): void {
  const apiVersion = field.at("apiVersion").string() ?? inherited?.apiVersion;
  const kind = field.at("kind").string() ?? inherited?.kind;
  if (apiVersion === undefined || kind === undefined) return;
  if (!isBuiltinKind(apiVersion, kind)) {
    if (isKnownExtension(apiVersion, kind) || discoverPodTemplates(field).length > 0)
      found.push(new ResourceView(field, apiVersion, kind, documentIndex, partial));
    return;
  }
  if (kind.endsWith("List")) {
    const itemType = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -"List".length) };
    if (depth < deepestList)
      for (const item of field.at("items").items())
        collect(item, documentIndex, partial, itemType, depth + 1, found);
    return;
  }
  found.push(new ResourceView(field, apiVersion, kind, documentIndex, partial));
}
