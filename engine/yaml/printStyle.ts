import type { YamlDocument } from "./document";
import type { YamlNode } from "./node";
import type { PrintStyle } from "./print";

/** Reads the habits of a document: its line break, its indentation, whether sequences are indented, whether it is JSON. */
export function detectStyle(document: YamlDocument): PrintStyle {
  const habits: Habits = { step: undefined, sequenceStep: undefined };
  look(document.root.written, habits);
  const step = habits.step ?? 2;
  return {
    eol: /\r\n|[\r\n]/.exec(document.text)?.[0] ?? "\n",
    step,
    sequenceStep: habits.sequenceStep === undefined ? step : Math.max(habits.sequenceStep, 0),
    json: isJson(document),
  };
}

interface Habits {
  step: number | undefined;
  sequenceStep: number | undefined;
}

/** The first nested block mapping and the first block sequence below a key decide. */
function look(node: YamlNode | undefined, habits: Habits): void {
  if (!node || (habits.step !== undefined && habits.sequenceStep !== undefined)) return;
  if (node.kind === "sequence" && !node.flow) for (const item of node.items) look(item.value, habits);
  if (node.kind !== "map" || node.flow) return;
  for (const { value } of node.pairs) {
    if (value?.kind === "map" && !value.flow) habits.step ??= Math.max(1, value.column - node.column);
    if (value?.kind === "sequence" && !value.flow) habits.sequenceStep ??= value.column - node.column;
    look(value, habits);
  }
}

function isJson(document: YamlDocument): boolean {
  const root = document.root.written;
  if (root?.kind !== "map" || !root.flow) return false;
  const key = root.pairs[0]?.key;
  return key?.kind === "scalar" && key.style === "double";
}
