import type { Field } from "../yaml/field";
import { containerLists } from "./container";

/** The order in which the API reference lists the fields of a container (Kubernetes 1.36, core/v1 `Container`). */
const container = [
  "name",
  "image",
  "imagePullPolicy",
  "command",
  "args",
  "workingDir",
  "ports",
  "envFrom",
  "env",
  "resources",
  "resizePolicy",
  "restartPolicy",
  "volumeMounts",
  "volumeDevices",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
  "terminationMessagePath",
  "terminationMessagePolicy",
  "securityContext",
  "stdin",
  "stdinOnce",
  "tty",
];

/** What is said of the pod as a whole reads best above its containers. */
const podSpec = [
  "serviceAccountName",
  "serviceAccount",
  "automountServiceAccountToken",
  "enableServiceLinks",
  "hostNetwork",
  "hostPID",
  "hostIPC",
  "hostUsers",
  "securityContext",
  "initContainers",
  "containers",
  "ephemeralContainers",
  "volumes",
];

/** Of what runs pods: what it is about comes before the template, which is long. */
const workloadSpec = ["replicas", "serviceName", "selector", "strategy", "updateStrategy", "template"];

const securityContext = [
  "allowPrivilegeEscalation",
  "privileged",
  "readOnlyRootFilesystem",
  "runAsNonRoot",
  "runAsUser",
  "runAsGroup",
  "capabilities",
  "procMount",
  "seccompProfile",
  "appArmorProfile",
  "seLinuxOptions",
  "windowsOptions",
];

/** The customary order of the keys of a mapping; `undefined` where a new key simply goes to the end. */
export function keyOrder(map: Field): readonly string[] | undefined {
  if (map.key === "securityContext") return securityContext;
  if (map.key === "resources") return ["limits", "requests"];
  if (map.key === "spec" && map.at("containers").exists) return podSpec;
  if (map.key === "spec" && map.at("template").exists) return workloadSpec;
  const list = map.parent?.key;
  if (typeof map.key === "number" && containerLists.some((name) => name === list)) return container;
  return undefined;
}
