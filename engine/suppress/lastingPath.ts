import { visible } from "../message";
import type { Reading } from "../yaml/reading";

/** Lists of plain words, which name themselves better than their place; other texts in lists may be secret. */
const wordLists = new Set(["add", "drop", "verbs", "resources", "apiGroups", "accessModes"]);

/**
 * The path of a place with the names of list items in place of their indexes, so that it stays the same when others are
 * added, removed or put in another order: `/spec/containers[web]/securityContext/privileged`. An item without a name is
 * `[*]`.
 */
export function lastingPath(at: Reading): string {
  const steps: string[] = [];
  for (let field: Reading | undefined = at; field?.parent; field = field.parent)
    steps.push(typeof field.key === "number" ? `[${itemName(field)}]` : `/${visible(field.key)}`);
  return steps.reverse().join("");
}

function itemName(item: Reading): string {
  const name = wordLists.has(String(item.parent?.key)) ? item.text() : item.at("name").text();
  return name === undefined ? "*" : visible(name);
}
