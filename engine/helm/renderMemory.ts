import type { Origins } from "./origin";
import { changedReads, type Reading, ReadSlots, type Reads } from "./readSlots";
import type { ParseResult } from "./template/parser";
import { GoList, GoMap, GoObject, type Text, type Value, type Watch } from "./value";

interface Known {
  readonly values: GoMap;
  readonly parsed: ReadonlyMap<string, ParseResult>;
  readonly files: ReadonlyMap<string, Text | string>;
  readonly uses: ReadonlyMap<string, FileUses>;
}

/** What a file was rendered from beside its own text. */
export interface FileUses {
  /** The names of templates. */
  readonly called: ReadonlySet<string>;
  readonly reads: Reads;
}

/**
 * What the files of a chart rendered to, for the next rendering with other templates, values or files and all else the same:
 * the same charts and release. A file is rendered again when it, a template that it called or a value that it read is
 * another one, or when it read `.Files` and one of those is; all of them when the last rendering changed something that
 * templates share.
 */
export class RenderMemory {
  private known: Known | undefined;
  private readonly reading: Reading = { current: new Set(), ids: 0 };
  private readonly slots = new ReadSlots(this.reading);
  private readonly files = this.reading.ids++;
  /** Of what a template's dot is at first: notes who reads the chart's files. */
  readonly dot: Watch = {
    readKey: (key) => {
      if (key === "Files") this.reading.current.add(this.files);
    },
    readAll: () => {
      this.reading.current.add(this.files);
    },
  };

  /** What differs in the values that are rendered now; `undefined` where anything may. */
  private others: Reads | undefined;

  /** Other files that are no templates, such as another values file, lie in the chart at the next rendering. */
  filesChanged = false;

  /** From now on it is noted what is read of the values, which are those of the next rendering. */
  watch(values: GoMap, origins: Origins): void {
    const { known } = this;
    this.others =
      known?.values === values ? new Set() : changedReads(known?.values, values, this.slots, origins);
    if (this.filesChanged) this.others?.add(this.files);
    this.filesChanged = false;
  }

  /** The files that would render to the same, by name; `parsed` are the templates now. */
  unchanged(parsed: ReadonlyMap<string, ParseResult>): ReadonlyMap<string, Text | string> {
    const { known, others } = this;
    const same = new Map<string, Text | string>();
    if (!known || !others || known.parsed.size !== parsed.size) return same;
    const changed = new Set<string>();
    for (const [name, result] of parsed) {
      const before = known.parsed.get(name);
      if (before === result) continue;
      if (!before || !definesTheSame(before, result)) return same;
      if ("trees" in result) for (const tree of result.trees.keys()) changed.add(tree);
    }
    for (const [name, file] of known.files) {
      const uses = known.uses.get(name);
      if (uses && areDisjoint(changed, uses.called) && areDisjoint(others, uses.reads)) same.set(name, file);
    }
    return same;
  }

  /** True until a rendering was kept, and after one that changed what templates share. */
  get isEmpty(): boolean {
    return this.known === undefined;
  }

  keep(known: Known): void {
    this.known = known;
    this.stopReading();
  }

  forget(): void {
    this.known = undefined;
    this.stopReading();
  }

  usesOf(name: string): FileUses | undefined {
    return this.known?.uses.get(name);
  }

  /** Whatever is read of the values from now on, until the rendering ends. */
  startReading(): Reads {
    this.reading.current = new Set();
    return this.reading.current;
  }

  /** What looks at the values between renderings is no file's. */
  private stopReading(): void {
    this.reading.current = new Set();
  }
}

function areDisjoint<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  for (const item of small) if (large.has(item)) return false;
  return true;
}

/** Another set of names could hide templates of other files, or show what was hidden. */
function definesTheSame(before: ParseResult, after: ParseResult): boolean {
  if (!("trees" in before && "trees" in after) || before.trees.size !== after.trees.size) return false;
  return [...after.trees.keys()].every((name) => before.trees.has(name));
}

/** How often the maps in a value were changed since they were made: as often afterwards when nothing changed them. */
export function changesIn(value: Value): number {
  let changes = 0;
  const seen = new Set<Value>();
  // Not by recursion: templates can nest maps deeper than any stack.
  const todo: Value[] = [value];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (!(next instanceof GoMap || next instanceof GoList || next instanceof GoObject) || seen.has(next))
      continue;
    seen.add(next);
    if (next instanceof GoMap) changes += next.changes;
    for (const inner of partsOf(next)) if (typeof inner === "object" && inner !== null) todo.push(inner);
  }
  return changes;
}

function partsOf(value: GoMap | GoList | GoObject): Iterable<Value> {
  if (value instanceof GoList) return value.items;
  return value instanceof GoMap ? value.content.values() : value.fields.values();
}
