/** A part of an image reference and its place in it: zero-based UTF-16 offsets, `end` exclusive. */
export interface ImagePart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** An image reference as written: nothing is filled in (`docker.io`, `library/`, `latest`). */
export interface ImageReference {
  /** Host, with its port; `undefined` where the container runtime uses its default. */
  readonly registry: ImagePart | undefined;
  readonly repository: ImagePart;
  readonly tag: ImagePart | undefined;
  /** `sha256:…`; where it stands, the tag decides nothing (`ParseDockerRef`). */
  readonly digest: ImagePart | undefined;
}

const longestReference = 1024;

const hostLabel = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
const host = new RegExp(`^(?:${hostLabel}(?:\\.${hostLabel})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
const repositoryName = new RegExp(`^${component}(?:/${component})*$`);
const tagName = /^\w[\w.-]{0,127}$/;
const digestName = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

/**
 * Takes an image reference apart; `undefined` for what no container runtime accepts.
 *
 * Grammar: github.com/distribution/reference v0.6, regexp.go; which first component is a registry: normalize.go,
 * `splitDockerDomain` (`host:5000/app` has a registry and no tag, `app:5000` a tag and no registry).
 */
export function parseImage(reference: string): ImageReference | undefined {
  if (reference.length > longestReference || /^[a-f0-9]{64}$/.test(reference)) return undefined;
  const at = reference.indexOf("@");
  const digestStart = at < 0 ? reference.length : at;
  const slash = reference.slice(0, digestStart).indexOf("/");
  const hasRegistry = slash >= 0 && isRegistry(reference.slice(0, slash));
  const nameStart = hasRegistry ? slash + 1 : 0;
  const colon = reference.slice(nameStart, digestStart).indexOf(":");
  const nameEnd = colon < 0 ? digestStart : nameStart + colon;

  const part = (start: number, end: number): ImagePart => ({
    text: reference.slice(start, end),
    start,
    end,
  });
  const registry = hasRegistry ? part(0, slash) : undefined;
  const repository = part(nameStart, nameEnd);
  const tag = colon < 0 ? undefined : part(nameEnd + 1, digestStart);
  const digest = at < 0 ? undefined : part(at + 1, reference.length);

  if (registry && !host.test(registry.text)) return undefined;
  if (repository.text.length > 255 || !repositoryName.test(repository.text)) return undefined;
  if (tag && !tagName.test(tag.text)) return undefined;
  if (digest && !digestName.test(digest.text)) return undefined;
  return { registry, repository, tag, digest };
}

/** Lower-case words without a dot or a port are the first part of a repository: `library/nginx`. */
function isRegistry(first: string): boolean {
  return first === "localhost" || /[.:]/.test(first) || first !== first.toLowerCase();
}
