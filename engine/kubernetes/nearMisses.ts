import { meantName, sameName } from "../spelling";
import type { Field } from "../yaml/field";
import { type FieldType, fieldsOf, securityFields, type TypedMap } from "./podFields";

/** A key that Kubernetes does not know, spelled almost like a security setting of its mapping. */
export interface MisspelledField {
  readonly field: Field;
  readonly meant: string;
  /** The setting that was meant; it may exist as well. */
  readonly target: Field;
}

/** A security setting at a level of the pod spec where Kubernetes does not look for it. */
export interface MisplacedField {
  readonly field: Field;
  /** Where it belongs, said to somebody who put it elsewhere. */
  readonly home: string;
  /** The setting there, which may exist; `undefined` where several containers could be meant. */
  readonly target: Field | undefined;
}

export function misspelledFields(maps: readonly TypedMap[]): readonly MisspelledField[] {
  const found: MisspelledField[] = [];
  for (const { field, type } of maps) {
    const known = fieldsOf(type);
    if (!known) continue;
    const names = securityFields[type] ?? [];
    const absent = names.filter((name) => !field.at(name).exists);
    for (const entry of field.entries()) {
      const written = String(entry.key);
      if (Object.hasOwn(known, written)) continue;
      // Beside the field itself a tool may have put a key of its own that is merely like it.
      const meant = meantName(written, absent) ?? sameName(written, names);
      if (meant !== undefined) found.push({ field: entry, meant, target: field.at(meant) });
    }
  }
  return found;
}

const homes: readonly { readonly type: FieldType; readonly name: string }[] = [
  { type: "SecurityContext", name: "the container's securityContext" },
  { type: "PodSecurityContext", name: "the pod's securityContext" },
  { type: "PodSpec", name: "the pod spec" },
];

/** Only between these do people mistake one place for another. */
const confused = new Set<FieldType>([...homes.map(({ type }) => type), "Container", "EphemeralContainer"]);

export function misplacedFields(podSpec: Field, maps: readonly TypedMap[]): readonly MisplacedField[] {
  const found: MisplacedField[] = [];
  for (const { field, type } of maps) {
    const known = confused.has(type) ? fieldsOf(type) : undefined;
    if (!known) continue;
    for (const entry of field.entries()) {
      const name = String(entry.key);
      if (Object.hasOwn(known, name)) continue;
      const home = homes.find((one) => one.type !== type && securityFields[one.type]?.includes(name));
      if (home)
        found.push({ field: entry, home: home.name, target: targetOf(podSpec, field, home.type)?.at(name) });
    }
  }
  return found;
}

/** The one mapping where a setting found in `field` belongs; `undefined` where several containers could be meant. */
function targetOf(podSpec: Field, field: Field, home: FieldType): Field | undefined {
  if (home === "PodSpec") return podSpec;
  if (home === "PodSecurityContext") return podSpec.at("securityContext");
  for (let up: Field | undefined = field; up && up !== podSpec; up = up.parent)
    if (typeof up.key === "number") return up.at("securityContext");
  const containers = podSpec.at("containers").items();
  const isOnly = containers.length === 1 && podSpec.at("initContainers").items().length === 0;
  return isOnly ? containers[0]?.at("securityContext") : undefined;
}
