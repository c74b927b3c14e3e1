import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";

const mostFields = 20_000;

export default defineRule({
  id: "sorted-keys",
  title: "Keys not in alphabetical order",
  on: "resource",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["resource.data"],
  messages: { order: 'keys of {resource} are out of order: "{key}" stands behind "{before}"' },
  // One finding for an object: the first key tells that nobody sorts this one.
  check({ root, label }, { report }) {
    const at = firstOutOfOrder(root);
    if (!at) return;
    report({
      at: at.field,
      mark: "key",
      message: "order",
      args: { resource: label, key: String(at.field.key), before: at.before },
    });
  },
});

interface OutOfOrder {
  readonly field: Field;
  /** The key that stands before it and comes after it. */
  readonly before: string;
}

/** In the order of the text; what an alias repeats is looked at where it is written. */
function firstOutOfOrder(root: Field): OutOfOrder | undefined {
  let left = mostFields;
  const look = (field: Field): OutOfOrder | undefined => {
    if (left-- <= 0) return undefined;
    let before: string | undefined;
    for (const entry of field.entries()) {
      if (entry.shared) continue;
      const key = String(entry.key);
      if (before !== undefined && key < before) return { field: entry, before };
      before = key;
      const found = look(entry);
      if (found) return found;
    }
    for (const item of field.items()) {
      const found = item.shared ? undefined : look(item);
      if (found) return found;
    }
    return undefined;
  };
  return look(root);
}

export const docs = {
  what: "The keys of some mapping of the object are not in alphabetical order. Kubernetes does not mind: the order of keys has no meaning.",
  why: "Nothing breaks, the rule is about reading and reviewing. Where every manifest is sorted, two of them can be compared line by line, a key is found without a search, and nobody adds one a second time further down, of which the API server would take the last.",
  legitimate:
    "Most manifests: the usual order, a container's `name` and `image` first, is by habit and not by alphabet. The rule is for teams that have agreed on sorting, and runs only where all rules do.",
  how: "Sort the keys with a formatter, for example `yq 'sort_keys(..)'`, before committing. There is no quick fix, since comments belong to the keys beside them.",
  references: [
    {
      title: "YAML 1.2.2: Mapping key order",
      url: "https://yaml.org/spec/1.2.2/#3221-mapping-key-order",
    },
  ],
  frameworks: {},
  peers: { "kube-linter": ["sorted-keys"] },
  examples: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  mode: fast
  level: info
`,
    good: `apiVersion: v1
data:
  level: info
  mode: fast
kind: ConfigMap
metadata:
  name: web
`,
  },
} satisfies RuleDocs;
