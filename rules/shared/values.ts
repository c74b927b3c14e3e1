import type { RuleContext } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";

/** True where the field is written as `value`. A value that is filled in later is counted as undecided. */
export function isSetTo(field: Field, value: boolean, context: RuleContext): boolean {
  if (field.undecided) context.undecided(field);
  return field.boolean() === value;
}

/** The text of a string field that is neither empty nor filled in later; the latter is counted as undecided. */
export function decidedText(field: Field, context: RuleContext): string | undefined {
  if (field.undecided) {
    context.undecided(field);
    return undefined;
  }
  return field.string() || undefined;
}
