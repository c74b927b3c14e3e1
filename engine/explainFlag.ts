import { type ComponentView, componentsOf } from "./kubernetes/component";
import { podSpecsOf } from "./kubernetes/podSpec";
import type { ResourceView } from "./kubernetes/resource";
import type { Rule } from "./rule";
import type { Field } from "./yaml/field";

/** The rules that look at the flag which is set at this place: an item of a command line, a value of a configuration. */
export function rulesOfFlag(field: Field, resource: ResourceView, rules: readonly Rule[]): readonly Rule[] {
  return componentsOf(resource, podSpecsOf(resource)).flatMap((view) =>
    rules.filter(
      (rule) =>
        rule.fields.some((pattern) => isSetAt(pattern, view, field)) &&
        (rule.on !== "component" || looksAt(rule, view)),
    ),
  );
}

/** `component.--read-only-port` is set by whatever gives the flag, `component.readOnlyPort` in the configuration alone. */
function isSetAt(pattern: string, view: ComponentView, { pointer }: Field): boolean {
  if (!pattern.startsWith("component.")) return false;
  const name = pattern.slice("component.".length);
  return name.startsWith("--")
    ? view.settings(name.slice(2)).some(({ field }) => field.pointer === pointer)
    : view.field.at(...name.split(".")).pointer === pointer;
}

/** Several components have flags of one name, and which of them a rule judges is known to its check alone. */
function looksAt(rule: Rule, view: ComponentView): boolean {
  let asks = false;
  const watched: ComponentView = Object.create(view, {
    settings: {
      value(flag: string) {
        asks = true;
        return view.settings(flag);
      },
    },
  });
  rule.check(watched, { minor: view.minor ?? 0, options: {}, report() {}, undecided() {} });
  return asks;
}
