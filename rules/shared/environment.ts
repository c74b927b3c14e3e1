import type { ResourceFacts } from "../../engine/workspace/facts";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import type { Reading } from "../../engine/yaml/reading";

/** A variable that a container gets from an object and from somewhere else as well. */
export interface SharedVariable {
  readonly variable: string;
  /** The later of the two places in the text. */
  readonly at: Reading;
  readonly other: Reading;
  /** The object: `ConfigMap "settings"`. */
  readonly source: string;
}

/** The first variable of each object under `envFrom` that an earlier object, or `env`, defines too. */
export function sharedVariables(
  container: Reading,
  object: ResourceFacts,
  workspace: WorkspaceIndex,
): SharedVariable[] {
  const places = new Map<string, Reading>();
  for (const entry of container.at("env").items()) {
    const name = entry.at("name");
    const text = name.undecided ? undefined : name.string();
    if (text) places.set(text, name);
  }
  return container
    .at("envFrom")
    .items()
    .flatMap((entry) => {
      const found = sourceOf(entry, object, workspace);
      if (!found) return [];
      const prefix = entry.at("prefix").text() ?? "";
      const variables = keysOf(found.of).map((key) => prefix + key);
      const variable = variables.find((one) => places.has(one));
      const known = variable === undefined ? undefined : places.get(variable);
      for (const one of variables) if (!places.has(one)) places.set(one, found.at);
      if (variable === undefined || !known) return [];
      const [other, at] = known.span.start < found.at.span.start ? [known, found.at] : [found.at, known];
      return { variable, at, other, source: found.of.label };
    });
}

function sourceOf(
  entry: Reading,
  object: ResourceFacts,
  workspace: WorkspaceIndex,
): { at: Reading; of: ResourceFacts } | undefined {
  for (const [field, kind] of [
    ["configMapRef", "ConfigMap"],
    ["secretRef", "Secret"],
  ] as const) {
    const at = entry.at(field, "name");
    const name = at.undecided ? undefined : at.string();
    const [of] = name ? workspace.named(kind, namespaceOf(object), name) : [];
    if (of) return { at, of };
  }
  return undefined;
}

function keysOf({ root }: ResourceFacts): string[] {
  return ["data", "stringData"].flatMap((map) =>
    root
      .at(map)
      .entries()
      .map((entry) => String(entry.key)),
  );
}
