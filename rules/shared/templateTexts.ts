import type { Field } from "../../engine/yaml/field";

const mostFields = 5000;

/** An action of a template without braces of its own; what stands between the braces is the first group. */
export const action = /\{\{([^{}]{0,500})\}\}/g;

/**
 * The texts of an object that hold braces. A template is no YAML until it is rendered: what can be read of it before are
 * the actions inside of values, in quotes or within other text.
 */
export function textsWithActions(root: Field): Field[] {
  const { document, written } = root;
  if (!written || !document.text.slice(written.start, written.end).includes("{{")) return [];
  const found: Field[] = [];
  let left = mostFields;
  const look = (field: Field): void => {
    if (left-- <= 0) return;
    if (field.string()?.includes("{{")) found.push(field);
    for (const child of [...field.items(), ...field.entries()]) look(child);
  };
  look(root);
  return found;
}
