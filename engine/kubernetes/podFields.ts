import type { Field } from "../yaml/field";
import data from "./data/podFields.json";

/** The scalar types of the table, and names of its object types. */
export type FieldType = string;

const types: Readonly<Record<string, Readonly<Record<string, FieldType>>>> = data.types;

/** The fields of an object type of the pod API (Kubernetes' OpenAPI): name -> type; `undefined` for other types. */
export function fieldsOf(type: FieldType): Readonly<Record<string, FieldType>> | undefined {
  return Object.hasOwn(types, type) ? types[type] : undefined;
}

/** A mapping of a pod spec together with what the API calls its type. */
export interface TypedMap {
  readonly field: Field;
  readonly type: FieldType;
}

/** Every mapping of a pod spec whose type the API knows, from the top; fields that the API does not know are not entered. */
export function typedMaps(podSpec: Field): readonly TypedMap[] {
  const found: TypedMap[] = [];
  const enter = (field: Field, type: FieldType): void => {
    const fields = fieldsOf(type);
    if (!fields || !field.isMap) return;
    found.push({ field, type });
    for (const entry of field.entries()) {
      const name = String(entry.key);
      const entryType = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (entryType?.endsWith("[]")) for (const item of entry.items()) enter(item, entryType.slice(0, -2));
      else if (entryType) enter(entry, entryType);
    }
  };
  enter(podSpec, "PodSpec");
  return found;
}

/** The fields whose loss changes how a pod is confined, by the type that has them. */
export const securityFields: Readonly<Record<FieldType, readonly string[]>> = {
  PodSpec: [
    "automountServiceAccountToken",
    "hostIPC",
    "hostNetwork",
    "hostPID",
    "hostUsers",
    "runtimeClassName",
    "securityContext",
    "serviceAccountName",
    "shareProcessNamespace",
  ],
  PodSecurityContext: Object.keys(types.PodSecurityContext ?? {}),
  Container: ["resources", "securityContext"],
  EphemeralContainer: ["securityContext"],
  SecurityContext: Object.keys(types.SecurityContext ?? {}),
  Capabilities: ["add", "drop"],
  SeccompProfile: ["type", "localhostProfile"],
  AppArmorProfile: ["type", "localhostProfile"],
  SELinuxOptions: ["level", "role", "type", "user"],
  WindowsSecurityContextOptions: ["hostProcess", "runAsUserName"],
  VolumeMount: ["readOnly"],
  ResourceRequirements: ["limits", "requests"],
};
