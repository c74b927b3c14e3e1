import { parseAllDocuments } from "yaml-2";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { milliseconds, percentile, type Row, times } from "./measure";
import { typing } from "./typing";

const keys = 400;
const warmUp = 1600;

/** From a typed character to the findings of the new text, every rule on: what the server does for each keystroke. */
export function keystrokes(what: string, manifest: string): Row[] {
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
  const next = typing(manifest);
  let result = linter.lint(manifest);
  const type = (): void => {
    result = linter.lint(next(), { previous: result });
  };
  // Some minutes of typing: until then the engine's own compiler is at work, and its young generation still grows.
  times(warmUp, type);
  const ours = times(keys, type);
  const library = times(40, () => parseAllDocuments(next()));
  return [
    {
      what: `Keystroke, ${what}, ${rules.length} rules`,
      p50: milliseconds(percentile(ours, 0.5)),
      p95: milliseconds(percentile(ours, 0.95)),
      ratio: (percentile(ours, 0.5) / percentile(library, 0.5)).toFixed(2),
    },
  ];
}
