import type { ContainerView } from "../../engine/kubernetes/container";
import type { PodSpecView } from "../../engine/kubernetes/podSpec";
import type { Field } from "../../engine/yaml/field";

/** A volume as one container mounts it. */
export interface MountedVolume {
  readonly container: ContainerView;
  /** The name in the container's mount. */
  readonly at: Field;
  readonly volume: Field;
}

/** What the containers mount; volumes that no container mounts are left out, and mounts of no volume. */
export function mountedVolumes(pod: PodSpecView): MountedVolume[] {
  const volumes = new Map(pod.volumes.map((volume) => [volume.at("name").text(), volume]));
  return pod.containers.flatMap((container) =>
    container.field
      .at("volumeMounts")
      .items()
      .flatMap((mount) => {
        const at = mount.at("name");
        const volume = volumes.get(at.text());
        return volume && at.present ? [{ container, at, volume }] : [];
      }),
  );
}

/** What a volume takes from one kind of object, by itself or as a part of a projected volume. */
export function sourcesOf(volume: Field, kind: "secret" | "configMap"): Field[] {
  const own = kind === "secret" ? volume.at("secret", "secretName") : volume.at("configMap", "name");
  const projected = volume.at("projected", "sources").items();
  return [own, ...projected.map((source) => source.at(kind, "name"))].filter((name) => name.present);
}
