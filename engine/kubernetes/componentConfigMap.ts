import { YamlDocument } from "../yaml/document";
import { splitDocuments } from "../yaml/split";
import type { ComponentView } from "./component";
import { configuredComponent } from "./componentConfiguration";
import { kubeadmComponentsIn } from "./kubeadm";
import type { ResourceView } from "./resource";

/** Longer texts are data, not a component's configuration. */
const longestConfiguration = 20_000;
const groups = ["kubeadm.k8s.io/", "kubelet.config.k8s.io/", "kubeproxy.config.k8s.io/"];

/**
 * The components set up by configurations that a ConfigMap holds as texts: `kubeadm-config`, `kube-proxy` and `kubelet-config`
 * of kubeadm.
 * What is found in one is shown at its key, since the text's lines cannot be edited one by one.
 */
export function embeddedComponentsOf(resource: ResourceView): ComponentView[] {
  return resource.root
    .at("data")
    .entries()
    .flatMap((entry) => {
      const text = entry.string();
      if (text === undefined || text.length > longestConfiguration) return [];
      if (!groups.some((group) => text.includes(group))) return [];
      return splitDocuments(text).flatMap((slice) => {
        const { root, problems } = new YamlDocument(slice.text);
        const apiVersion = root.at("apiVersion").string();
        const kind = root.at("kind").string();
        if (problems.length > 0 || apiVersion === undefined || kind === undefined) return [];
        return apiVersion.startsWith("kubeadm.k8s.io/")
          ? kubeadmComponentsIn(resource, root, apiVersion, kind, entry)
          : configuredComponent(resource, root, apiVersion, kind, entry);
      });
    });
}
