import type { ContainerView } from "../../engine/kubernetes/container";
import { parseImage } from "../../engine/kubernetes/image";
import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import type { Field } from "../../engine/yaml/field";

/** What shows that a container is Tiller, the server of Helm 2: its image, else its name. */
export function tillerIn(container: ContainerView): Field | undefined {
  const image = container.field.at("image");
  const repository = parseImage(image.string() ?? "")?.repository.text ?? "";
  if (/(?:^|[/-])tiller(?:-|$)/.test(repository)) return image;
  const name = container.field.at("name");
  return /^(?:helm-)?tiller(?:-|$)/.test(name.string() ?? "") ? name : undefined;
}

/** A name or label of the pod that `helm init` gave to Tiller, where its image is not Tiller's own. */
export function tillerName(
  pod: PodSpecView,
): { readonly at: Field; readonly isCertain: boolean } | undefined {
  for (const metadata of [pod.metadata, pod.resource.metadata]) {
    const name = metadata.at("name");
    if (/^tiller(?:-deploy)?$/.test(name.string() ?? "")) return { at: name, isCertain: true };
    const label = metadata.at("labels", "name");
    const app = metadata.at("labels", "app");
    if (label.string() === "tiller") return { at: label, isCertain: true };
    // Other programs around Helm are labelled so too.
    if (app.string() === "helm") return { at: app, isCertain: false };
  }
  return undefined;
}
