import type { Field } from "../yaml/field";
import type { PathEdit } from "../yaml/pathEdit";
import type { ComponentName } from "./commandWords";
import { embeddedComponentsOf } from "./componentConfigMap";
import { configurationComponentsOf } from "./componentConfiguration";
import { isConfigurationKind } from "./configurationKinds";
import { containerComponent } from "./containerComponent";
import { kubeadmComponentsOf } from "./kubeadm";
import type { PodSpecView } from "./podSpec";
import type { ResourceView } from "./resource";

/** One place that says something of a flag. */
export interface FlagSetting {
  /** What holds the value: an item `--flag=value`, a value of kubeadm's `extraArgs`, a field of a configuration. */
  readonly field: Field;
  /** As on a command line: `true` for a flag without a value, `0` for a number. */
  readonly value: string;
}

/**
 * A part of the control plane, a kubelet or a kube-proxy as one manifest sets it up: a container's command line, kubeadm's
 * configuration or the component's own. Settings go by the names of the component's flags wherever they are written.
 */
export interface ComponentView {
  readonly component: ComponentName;
  readonly resource: ResourceView;
  /** The container, the section of kubeadm's configuration, or the configuration. */
  readonly field: Field;
  /** Where a missing setting is shown. */
  readonly place: Field;
  /** Described in part only: nothing is missing. */
  readonly partial: boolean;
  /** The minor version of Kubernetes that this component says it is of: its image's tag, kubeadm's `kubernetesVersion`. */
  readonly minor: number | undefined;
  /** Every place that sets the flag, in the order in which the component reads them. */
  settings(flag: string): readonly FlagSetting[];
  /** The place of the flag where nothing sets it. */
  at(flag: string): Field;
  /** How the setting is called here: `--read-only-port`, `readOnlyPort`. */
  spelling(flag: string): string;
  /** What holds where nothing sets the flag, if this place decides that: kubeadm's own flags, a configuration's defaults. */
  implied(flag: string): string | undefined;
  /** False where the flag may also be set elsewhere: in a file named on the command line, in flags not yet known. */
  decides(flag: string): boolean;
  /** The edits that give the flag a value; `undefined` where the text cannot be edited part by part. */
  set(flag: string, value: string): readonly PathEdit[] | undefined;
  /** The edits that remove every occurrence of the flag. */
  remove(flag: string): readonly PathEdit[] | undefined;
}

/** The components that an object sets up; most objects set up none. */
export function componentsOf(resource: ResourceView, podSpecs: readonly PodSpecView[]): ComponentView[] {
  if (podSpecs.length > 0)
    return podSpecs.flatMap(({ containers, isPartial }) =>
      containers.flatMap((container) => containerComponent(container, isPartial) ?? []),
    );
  if (resource.kind === "ConfigMap") return embeddedComponentsOf(resource);
  const isConfiguration = isConfigurationKind(resource.group, resource.kind);
  return [...kubeadmComponentsOf(resource), ...(isConfiguration ? configurationComponentsOf(resource) : [])];
}

/** The setting that holds: the last one, as Go's flag packages have it. */
export function settingOf(view: ComponentView, flag: string): FlagSetting | undefined {
  return view.settings(flag).at(-1);
}

/** One entry of a flag that takes a list. */
export interface ListEntry {
  readonly text: string;
  readonly setting: FlagSetting;
}

/**
 * The entries of a comma-separated flag. A repeated flag adds to the list (pflag `StringSlice`), and merges into the map of
 * feature gates.
 */
export function entriesOf(view: ComponentView, flag: string): ListEntry[] {
  return view.settings(flag).flatMap((setting) =>
    setting.value
      .split(",")
      .map((text) => text.trim())
      .filter((text) => text !== "")
      .map((text) => ({ text, setting })),
  );
}

/** The value is filled in later: a variable of the pod, a template, a placeholder. */
export function isUndecidedSetting({ field, value }: FlagSetting): boolean {
  return field.undecided || /\{\{|\$[({]|^<.*>$/.test(value);
}
