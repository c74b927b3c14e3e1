import { workloadKinds } from "../../engine/kubernetes/podTemplates";
import type { ResourceView } from "../../engine/kubernetes/resource";
import type { OptionDeclaration, RuleContext } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { matchesPattern, optionTexts } from "./options";

/** The kinds that rules on required labels and annotations look at where the user names none. */
const usualKinds = [...workloadKinds, "Namespace", "Service"];

export const kindsOption: OptionDeclaration = {
  type: "texts",
  description: "The kinds that are looked at; workloads, Namespaces and Services where it is not set.",
};

/** What an entry of a required list asks for: a key, or a key with the pattern of its value, `team=*-platform`. */
interface Wanted {
  readonly key: string;
  readonly pattern: string | undefined;
}

export interface FaultyKey {
  readonly at: Field;
  readonly key: string;
  /** What its value has to look like, where there is one that does not. */
  readonly pattern: string | undefined;
}

/**
 * The labels or annotations that the option `option` asks for and the object lacks or has with another value; empty where
 * the user asks for none, or not for this kind.
 */
export function faultyKeys(
  resource: ResourceView,
  map: Field,
  option: string,
  { options, undecided }: RuleContext,
): FaultyKey[] {
  const kinds = optionTexts(options, "kinds") ?? usualKinds;
  if (!kinds.includes(resource.kind)) return [];
  return (optionTexts(options, option) ?? []).map(wantedOf).flatMap(({ key, pattern }): FaultyKey[] => {
    const at = map.at(key);
    if (at.undecided || map.undecided) {
      undecided(at);
      return [];
    }
    const value = at.text();
    if (value === undefined) return [{ at, key, pattern: undefined }];
    return pattern !== undefined && !matchesPattern(value, pattern) ? [{ at, key, pattern }] : [];
  });
}

function wantedOf(entry: string): Wanted {
  const equals = entry.indexOf("=");
  return equals < 0
    ? { key: entry, pattern: undefined }
    : { key: entry.slice(0, equals), pattern: entry.slice(equals + 1) };
}
