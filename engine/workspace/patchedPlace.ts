import { pointerKey } from "../yaml/pointer";
import type { Snapshot } from "../yaml/snapshot";
import type { ResourceFacts } from "./facts";

/** Where a finding stands in an object that is patched elsewhere. */
export interface PlaceInBase {
  readonly object: ResourceFacts;
  /** Keys and indexes from the object's root. */
  readonly steps: readonly string[];
  /** Nothing is written there. */
  readonly isMissing: boolean;
}

/** Lists of the API that a strategic merge patch merges item by item, with the key that tells items apart (`patchMergeKey` of k8s.io/api). */
const mergeKeys: Readonly<Record<string, readonly string[]>> = {
  containers: ["name"],
  initContainers: ["name"],
  ephemeralContainers: ["name"],
  volumes: ["name"],
  env: ["name"],
  imagePullSecrets: ["name"],
  volumeMounts: ["mountPath"],
  volumeDevices: ["devicePath"],
  hostAliases: ["ip"],
  ports: ["containerPort", "port"],
  topologySpreadConstraints: ["topologyKey"],
};

/** Settings of a pod that its containers take over. */
const inherited: ReadonlySet<string> = new Set([
  "runAsNonRoot",
  "runAsUser",
  "runAsGroup",
  "seccompProfile",
  "seLinuxOptions",
  "windowsOptions",
  "appArmorProfile",
]);

/**
 * True where a strategic merge patch writes the place anew or takes it away.
 * @param options.isJudged what it writes is looked at by itself; else hardening counts only with its hard value.
 */
export function changedByPart(
  part: Snapshot,
  place: PlaceInBase,
  options: { readonly isJudged: boolean },
): boolean {
  if (part.at("$patch").string() === "delete") return true;
  if (mergesInto(part, place, place.steps, options.isJudged)) return true;
  const pod = stepsOfPod(place.steps);
  return place.isMissing && pod !== undefined && mergesInto(part, place, pod, options.isJudged);
}

function mergesInto(
  part: Snapshot,
  { object, isMissing }: PlaceInBase,
  steps: readonly string[],
  isJudged: boolean,
): boolean {
  let base = object.root;
  let patch = part;
  for (const step of steps) {
    if (!base.isSequence) {
      base = base.at(step);
      patch = patch.at(step);
    } else {
      const item = base.at(Number(step));
      const key = mergeKeyOf(base, item, object);
      // A list without such a key is put in the place of the one that was there.
      if (key === undefined || isReplaced(patch)) return patch.isSequence;
      const same = item.at(key).text();
      const merged = patch.items().find((one) => one.at(key).text() === same);
      if (!merged) return false;
      if (merged.at("$patch").string() === "delete") return true;
      base = item;
      patch = merged;
    }
    if (!patch.exists) return false;
    // Null takes away what was there.
    if (!patch.present) return !isMissing;
  }
  if (isMissing) return isJudged || isHard(patch, steps.at(-1));
  if (patch.isSequence) return !Object.hasOwn(mergeKeys, String(base.key)) || isReplaced(patch);
  if (patch.isMap) return /^(?:replace|delete)$/.test(patch.at("$patch").string() ?? "");
  return patch.text() !== base.text();
}

/** Objects that no schema is known of are merged as JSON is: lists are replaced (RFC 7396). */
function mergeKeyOf(list: Snapshot, item: Snapshot, { kind }: ResourceFacts): string | undefined {
  const name = String(list.key);
  const keys = !kind.includes("/") && Object.hasOwn(mergeKeys, name) ? mergeKeys[name] : undefined;
  return keys?.find((key) => item.at(key).exists);
}

function isReplaced(list: Snapshot): boolean {
  return list.items().some((item) => item.at("$patch").string() === "replace");
}

/** True where an operation of RFC 6902 writes the place anew or takes it away. */
export function changedByOperation(operation: Snapshot, { object, steps, isMissing }: PlaceInBase): boolean {
  const path = operation.at("path").string() ?? "";
  const changed = path.split("/").slice(1).map(pointerKey);
  if (changed.length === 0 || changed.length > steps.length) return false;
  if (changed.some((step, index) => step !== steps[index])) return false;
  const kind = operation.at("op").string();
  if (kind === "remove") return !isMissing;
  if (kind !== "add" && kind !== "replace") return false;
  // What is added to a list moves the others on.
  if (kind === "add" && below(object.root, changed.slice(0, -1)).isSequence) return false;
  const value = below(operation.at("value"), steps.slice(changed.length));
  if (isMissing) return value.present && isHard(value, steps.at(-1));
  return value.text() === undefined || value.text() !== below(object.root, steps).text();
}

/** A switch of hardening with the value that hardens; anything that is no switch. */
function isHard(value: Snapshot, setting = ""): boolean {
  const given = value.boolean();
  return given === undefined || given === /^(?:runAsNonRoot|readOnlyRootFilesystem|readOnly)$/.test(setting);
}

/** The place in the pod's own security context that a container's setting is taken over from. */
function stepsOfPod(steps: readonly string[]): string[] | undefined {
  const at = steps.findLastIndex((step) => /^(?:containers|initContainers|ephemeralContainers)$/.test(step));
  const setting = steps[at + 3];
  if (at < 0 || steps[at + 2] !== "securityContext" || !setting || !inherited.has(setting)) return undefined;
  return [...steps.slice(0, at), "securityContext", ...steps.slice(at + 3)];
}

function below(root: Snapshot, steps: readonly string[]): Snapshot {
  let at = root;
  for (const step of steps) at = at.at(at.isSequence ? Number(step) : step);
  return at;
}
