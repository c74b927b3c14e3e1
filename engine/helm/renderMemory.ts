import type { ParseResult } from "./template/parser";
import { GoList, GoMap, GoObject, type Text, type Value } from "./value";

interface Known {
  readonly parsed: ReadonlyMap<string, ParseResult>;
  readonly files: ReadonlyMap<string, Text | string>;
  readonly uses: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * What the files of a chart rendered to, for the next rendering with other templates and all else the same: the same
 * values, charts and release. A file is rendered again when it or a template that it called is another one; all of them
 * when the last rendering changed something that templates share.
 */
export class RenderMemory {
  private known: Known | undefined;

  /** The files that would render to the same, by name; `parsed` are the templates now. */
  unchanged(parsed: ReadonlyMap<string, ParseResult>): ReadonlyMap<string, Text | string> {
    const { known } = this;
    const same = new Map<string, Text | string>();
    if (!known || known.parsed.size !== parsed.size) return same;
    const changed = new Set<string>();
    for (const [name, result] of parsed) {
      const before = known.parsed.get(name);
      if (before === result) continue;
      if (!before || !definesTheSame(before, result)) return same;
      if ("trees" in result) for (const tree of result.trees.keys()) changed.add(tree);
    }
    for (const [name, file] of known.files) {
      const uses = known.uses.get(name);
      if (uses && ![...changed].some((tree) => uses.has(tree))) same.set(name, file);
    }
    return same;
  }

  /** True until a rendering was kept, and after one that changed what templates share. */
  get isEmpty(): boolean {
    return this.known === undefined;
  }

  keep(known: Known): void {
    this.known = known;
  }

  forget(): void {
    this.known = undefined;
  }

  usesOf(name: string): ReadonlySet<string> | undefined {
    return this.known?.uses.get(name);
  }
}

/** Another set of names could hide templates of other files, or show what was hidden. */
function definesTheSame(before: ParseResult, after: ParseResult): boolean {
  if (!("trees" in before && "trees" in after) || before.trees.size !== after.trees.size) return false;
  return [...after.trees.keys()].every((name) => before.trees.has(name));
}

/** How often the maps in a value were changed since they were made: as often afterwards when nothing changed them. */
export function changesIn(value: Value, seen: Set<object> = new Set()): number {
  if (!(value instanceof GoMap || value instanceof GoList || value instanceof GoObject) || seen.has(value))
    return 0;
  seen.add(value);
  if (value instanceof GoList) return sumOf(value.items, seen);
  if (value instanceof GoObject) return sumOf(value.fields.values(), seen);
  return value.changes + sumOf(value.entries.values(), seen);
}

function sumOf(values: Iterable<Value>, seen: Set<object>): number {
  let sum = 0;
  for (const value of values) sum += changesIn(value, seen);
  return sum;
}
