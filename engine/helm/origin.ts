/**
 * Where values come from. An id stands for a set of places in values files, in two channels: *data* (the value was copied
 * from there) and *control* (a condition there decided that this value was taken). Ids are made once for each content and
 * compared by identity; sets are unions that nobody computes until somebody asks.
 *
 * 0 is "from no values file".
 */
export type OriginId = number;

/** A place in a values file; `path` names keys, or indexes of lists in decimal. It need not exist: see `child`. */
export interface ValuesPath {
  readonly file: string;
  readonly path: readonly string[];
}

type Entry =
  | { readonly kind: "none" }
  | { readonly kind: "file"; readonly file: string }
  | { readonly kind: "path"; readonly parent: OriginId; readonly key: string }
  | { readonly kind: "join"; readonly left: OriginId; readonly right: OriginId }
  | { readonly kind: "control"; readonly data: OriginId; readonly control: OriginId };

export class Origins {
  private readonly entries: Entry[] = [{ kind: "none" }];
  private readonly files = new Map<string, OriginId>();
  private readonly children: (Map<string, OriginId> | undefined)[] = [];
  private readonly pairs = new Map<number, OriginId>();
  private readonly controls = new Map<number, OriginId>();
  private readonly conditions = new Map<OriginId, OriginId>();

  /** The root of a values file. */
  file(file: string): OriginId {
    let id = this.files.get(file);
    if (id === undefined) {
      id = this.add({ kind: "file", file });
      this.files.set(file, id);
    }
    return id;
  }

  /** The place of a key in the map at `parent`, whether it is there or not. */
  child(parent: OriginId, key: string): OriginId {
    const entry = this.entries[parent];
    if (entry === undefined || entry.kind === "none") return 0;
    let known = this.children[parent];
    if (known === undefined) {
      known = new Map();
      this.children[parent] = known;
    }
    let id = known.get(key);
    if (id === undefined) {
      if (entry.kind === "join") id = this.join(this.child(entry.left, key), this.child(entry.right, key));
      else if (entry.kind === "control") id = this.under(this.child(entry.data, key), entry.control);
      else id = this.add({ kind: "path", parent, key });
      known.set(key, id);
    }
    return id;
  }

  /** Both. */
  join(left: OriginId, right: OriginId): OriginId {
    if (left === right || right === 0) return left;
    if (left === 0) return right;
    return this.paired(this.pairs, left, right, { kind: "join", left, right });
  }

  /** `data`, taken because of what is at `control` (of which both channels count as control). */
  under(data: OriginId, control: OriginId): OriginId {
    if (control === 0 || data === control) return data;
    return this.paired(this.controls, data, control, { kind: "control", data, control });
  }

  /** The conditions on a value, without the value itself. */
  controlOf(id: OriginId): OriginId {
    const kind = this.entries[id]?.kind;
    if (kind !== "control" && kind !== "join") return 0;
    let control = this.conditions.get(id);
    if (control !== undefined) return control;
    control = 0;
    const seen = new Set<OriginId>();
    const todo = [id];
    for (let current = todo.pop(); current !== undefined; current = todo.pop()) {
      if (seen.has(current)) continue;
      seen.add(current);
      const entry = this.entries[current];
      if (entry?.kind === "join") todo.push(entry.right, entry.left);
      else if (entry?.kind === "control") {
        control = this.join(control, entry.control);
        todo.push(entry.data);
      }
    }
    this.conditions.set(id, control);
    return control;
  }

  /** The places a value was copied from, each once. */
  data(id: OriginId): ValuesPath[] {
    return [...this.collect(id).data].map((place) => this.pathOf(place));
  }

  /** The places that decided that it was, without those that are data. */
  control(id: OriginId): ValuesPath[] {
    const { data, control } = this.collect(id);
    return [...control].filter((place) => !data.has(place)).map((place) => this.pathOf(place));
  }

  private collect(id: OriginId): { data: Set<OriginId>; control: Set<OriginId> } {
    const data = new Set<OriginId>();
    const control = new Set<OriginId>();
    const seen = [new Set<OriginId>(), new Set<OriginId>()] as const;
    const todo: [OriginId, 0 | 1][] = [[id, 0]];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      const [current, channel] = next;
      if (seen[channel].has(current)) continue;
      seen[channel].add(current);
      const entry = this.entries[current];
      if (entry === undefined) continue;
      if (entry.kind === "join") todo.push([entry.right, channel], [entry.left, channel]);
      else if (entry.kind === "control") todo.push([entry.control, 1], [entry.data, channel]);
      else if (entry.kind !== "none") (channel === 0 ? data : control).add(current);
    }
    return { data, control };
  }

  private pathOf(id: OriginId): ValuesPath {
    const path: string[] = [];
    let entry = this.entries[id];
    while (entry?.kind === "path") {
      path.push(entry.key);
      entry = this.entries[entry.parent];
    }
    return { file: entry?.kind === "file" ? entry.file : "", path: path.reverse() };
  }

  private paired(known: Map<number, OriginId>, first: OriginId, second: OriginId, entry: Entry): OriginId {
    const key = first * 0x4000000 + second;
    let id = known.get(key);
    if (id === undefined) {
      id = this.add(entry);
      known.set(key, id);
    }
    return id;
  }

  private add(entry: Entry): OriginId {
    this.entries.push(entry);
    return this.entries.length - 1;
  }
}
