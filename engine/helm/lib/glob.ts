/**
 * Patterns of `Files.Glob`, as github.com/gobwas/glob has them with `/` for separator: `*` and `?` stay within a folder,
 * `**` does not, `[abc]`, `[!a-c]`, `{a,b}` and a backslash in front of what is meant literally. Matching takes time in
 * step with the length of the pattern times that of the path.
 */
export type GlobMatcher = (path: string) => boolean;

export function compileGlob(pattern: string): GlobMatcher | { readonly error: string } {
  const compiler = new Compiler([...pattern]);
  const end = compiler.sequence(compiler.start, false);
  return end === undefined
    ? { error: "could not parse pattern" }
    : (path) => matches(compiler.states, compiler.start, end, path);
}

type Accepts = (character: string) => boolean;

interface State {
  /** Where one goes without reading. */
  readonly free: number[];
  /** Where one goes by reading a character it accepts. */
  readonly reading: { readonly accepts: Accepts; readonly to: number }[];
}

const maxStates = 10_000;
const any: Accepts = () => true;
const inFolder: Accepts = (character) => character !== "/";

class Compiler {
  readonly states: State[] = [{ free: [], reading: [] }];
  readonly start = 0;
  private at = 0;

  constructor(private readonly pattern: readonly string[]) {}

  /** The state behind what was read, up to the end or, inside braces, to `,` or `}`. */
  sequence(from: number, inBraces: boolean): number | undefined {
    let current = from;
    for (; this.at < this.pattern.length; ) {
      const character = this.pattern[this.at] ?? "";
      if (inBraces && (character === "," || character === "}")) return current;
      const next = this.item(current, character);
      if (next === undefined || this.states.length > maxStates) return undefined;
      current = next;
    }
    // Braces that are left open end with the pattern.
    return current;
  }

  private item(from: number, character: string): number | undefined {
    this.at++;
    if (character === "*") {
      const deep = this.pattern[this.at] === "*";
      if (deep) this.at++;
      const loop = this.state();
      this.states[from]?.free.push(loop);
      this.states[loop]?.reading.push({ accepts: deep ? any : inFolder, to: loop });
      return loop;
    }
    if (character === "?") return this.read(from, inFolder);
    if (character === "[") return this.range(from);
    if (character === "{") return this.alternatives(from);
    if (character !== "\\") return this.read(from, (other) => other === character);
    const literal = this.pattern[this.at];
    if (literal === undefined) return from;
    this.at++;
    return this.read(from, (other) => other === literal);
  }

  private alternatives(from: number): number | undefined {
    const end = this.state();
    for (;;) {
      const start = this.state();
      this.states[from]?.free.push(start);
      const last = this.sequence(start, true);
      if (last === undefined) return undefined;
      this.states[last]?.free.push(end);
      if (this.pattern[this.at++] !== ",") return end;
    }
  }

  private range(from: number): number | undefined {
    const negated = this.pattern[this.at] === "!";
    if (negated) this.at++;
    const low = this.pattern[this.at] ?? "";
    if (this.pattern[this.at + 1] === "-") {
      const high = this.pattern[this.at + 2] ?? "";
      if (this.pattern[this.at + 3] !== "]" || high < low) return undefined;
      this.at += 4;
      return this.read(from, (other) => (other >= low && other <= high) !== negated);
    }
    const listed = new Set<string>();
    for (; this.pattern[this.at] !== "]"; this.at++) {
      if (this.pattern[this.at] === "\\") this.at++;
      const character = this.pattern[this.at];
      if (character === undefined) return undefined;
      listed.add(character);
    }
    this.at++;
    return listed.size === 0 ? undefined : this.read(from, (other) => listed.has(other) !== negated);
  }

  private read(from: number, accepts: Accepts): number {
    const to = this.state();
    this.states[from]?.reading.push({ accepts, to });
    return to;
  }

  private state(): number {
    this.states.push({ free: [], reading: [] });
    return this.states.length - 1;
  }
}

function matches(states: readonly State[], start: number, end: number, path: string): boolean {
  let current = closure(states, [start]);
  for (const character of path) {
    const next: number[] = [];
    for (const index of current)
      for (const { accepts, to } of states[index]?.reading ?? []) if (accepts(character)) next.push(to);
    if (next.length === 0) return false;
    current = closure(states, next);
  }
  return current.has(end);
}

function closure(states: readonly State[], from: readonly number[]): Set<number> {
  const reached = new Set(from);
  for (const index of reached) for (const to of states[index]?.free ?? []) reached.add(to);
  return reached;
}
