import { parseAllDocuments } from "yaml-2";
import { defaultConfig } from "../../engine/config";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { milliseconds, percentile, type Row, times } from "./measure";

const keys = 400;

/** From a typed character to the findings of the new text, every rule on: what the server does for each keystroke. */
export function keystrokes(what: string, manifest: string): Row[] {
  const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
  // A name typed into comments and values all over the file, one character each.
  const typed = (index: number): string => {
    const at = manifest.indexOf("\n", Math.floor((manifest.length * ((index * 37) % keys)) / keys));
    return at < 0 ? `${manifest}# ${index}` : `${manifest.slice(0, at)} # ${index}${manifest.slice(at)}`;
  };
  linter.lint(manifest);
  times(keys / 4, (index) => linter.lint(typed(index + 1_000_000)));
  const ours = times(keys, (index) => linter.lint(typed(index)));
  const library = times(40, (index) => parseAllDocuments(typed(index + 2_000_000)));
  return [
    {
      what: `Keystroke, ${what}, ${rules.length} rules`,
      p50: milliseconds(percentile(ours, 0.5)),
      p95: milliseconds(percentile(ours, 0.95)),
      ratio: (percentile(ours, 0.5) / percentile(library, 0.5)).toFixed(2),
    },
  ];
}
