import { isBuiltinKind } from "../../engine/kubernetes/kinds";
import type { UserKind } from "../../engine/kubernetes/userKinds";
import type { Field } from "../../engine/yaml/field";
import type { ProblemList } from "./problems";
import { entriesOf, itemsOf } from "./values";

const keys = ["apiVersion", "kind", "podSpec"] as const;

const step = String.raw`(?:[A-Za-z_][\w-]*|\*)`;
const texts: Readonly<
  Record<(typeof keys)[number], { readonly pattern: RegExp; readonly expected: string }>
> = {
  apiVersion: {
    pattern: /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\/[a-z][a-z0-9-]*|v\d[a-z0-9]*)$/,
    expected: "a group and a version such as example.com/v1 are expected",
  },
  kind: { pattern: /^[A-Za-z][A-Za-z0-9]*$/, expected: "a kind such as Fleet is expected" },
  podSpec: {
    pattern: new RegExp(`^${step}(?:\\.${step}){0,19}$`),
    expected: "a path such as spec.template.spec or spec.pools.*.template.spec is expected",
  },
};

/** Reads `kinds`: each names a custom resource and where a pod spec stands in it. Incomplete ones are problems. */
export function readUserKinds(list: Field, problems: ProblemList): UserKind[] {
  return itemsOf(list, "a list of kinds", problems).flatMap((item) => {
    if (!item.isMap) {
      problems.value(item, () => `a mapping with ${keys.join(", ")} is expected`);
      return [];
    }
    entriesOf(item, "a kind", problems, keys);
    const [apiVersion, kind, podSpec] = keys.map((key) => readText(item, key, problems));
    if (apiVersion === undefined || kind === undefined || podSpec === undefined) return [];
    if (isBuiltinKind(apiVersion, kind)) {
      problems.value(item.at("kind"), () => `${kind} is a kind of Kubernetes itself, whose pods are known`);
      return [];
    }
    return { apiVersion, kind, podSpec };
  });
}

function readText(item: Field, key: (typeof keys)[number], problems: ProblemList): string | undefined {
  const at = item.at(key);
  const text = at.string();
  const { pattern, expected } = texts[key];
  if (text !== undefined && pattern.test(text)) return text;
  problems.value(at, () => (at.exists ? expected : `${key} is missing: ${expected}`));
  return undefined;
}
