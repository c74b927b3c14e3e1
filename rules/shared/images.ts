import type { ContainerView } from "../../engine/kubernetes/container";
import { type ImageReference, parseImage } from "../../engine/kubernetes/image";
import type { RuleContext } from "../../engine/rule";
import { trimmedEnd } from "../../engine/trimmedEnd";
import type { Field } from "../../engine/yaml/field";
import { matchesPattern } from "./options";

export interface ContainerImage {
  readonly at: Field;
  /** As written. */
  readonly text: string;
  readonly reference: ImageReference;
}

/** A container's image; `undefined` where there is none that a container runtime could read, or it is filled in later. */
export function imageOf({ field }: ContainerView, { undecided }: RuleContext): ContainerImage | undefined {
  const at = field.at("image");
  if (at.undecided) {
    undecided(at);
    return undefined;
  }
  const text = at.string();
  // Istio's injector puts the image of the proxy in the place of `auto`.
  if (text === undefined || text === "auto") return undefined;
  const reference = parseImage(text);
  return reference && { at, text, reference };
}

/** Registry and repository with everything filled in that container runtimes fill in: `docker.io/library/nginx`. */
export function fullRepository({ registry, repository }: ImageReference): string {
  const host = registry === undefined || registry.text === "index.docker.io" ? "docker.io" : registry.text;
  const name =
    host === "docker.io" && !repository.text.includes("/") ? `library/${repository.text}` : repository.text;
  return `${host}/${name}`;
}

/**
 * True where an image lies in what an entry of a list names: a registry, a part of a registry, a repository, or a
 * pattern in which `*` stands for any text. `registry.example` does not name `registry.example.net`.
 */
export function liesIn(reference: ImageReference, entry: string): boolean {
  const name = trimmedEnd(entry, "/");
  const full = fullRepository(reference);
  if (name.includes("*")) return matchesPattern(full, name) || matchesPattern(full, `${name}/*`);
  const place = isHost(name) ? name : fullName(name);
  return full === place || full.startsWith(`${place}/`);
}

function isHost(name: string): boolean {
  const [first = ""] = name.split("/");
  return first === "localhost" || /[.:]/.test(first);
}

function fullName(name: string): string {
  const reference = parseImage(name);
  return reference ? fullRepository(reference) : name;
}
