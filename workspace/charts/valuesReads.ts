/**
 * The paths of values that a text reads: `[web, replicas]` for `.Values.web.replicas`. Comments count, since the text is not
 * parsed: what is named anywhere is never taken for unread. What is named in another way than key by key
 * (`toYaml .Values.web`) is read as a whole.
 */
export function pathsReadIn(text: string): readonly (readonly string[])[] {
  const paths: string[][] = [];
  for (const { 1: chain = "", index, 0: found } of text.matchAll(/\.Values\b((?:\.[A-Za-z_]\w*)*)/g)) {
    const path = chain.split(".").slice(1);
    const more = path.length === 0 ? literalKeys(text, index, index + found.length) : [];
    paths.push([...path, ...more]);
  }
  return paths;
}

/** What the files of a chart read of their values. */
export class ValuesReads {
  private readonly root: Read = { whole: false, below: new Map() };

  constructor(paths: Iterable<readonly string[]>) {
    for (const path of paths) this.note(path);
  }

  /** Whether a value is taken (itself, or something that it is in), something in it, or nothing. */
  of(path: readonly string[]): "taken" | "partly" | "unread" {
    let at: Read | undefined = this.root;
    for (const step of path) {
      if (at.whole) return "taken";
      at = at.below.get(step);
      if (!at) return "unread";
    }
    return at.whole ? "taken" : "partly";
  }

  /** The keys of a mapping that are read one by one. */
  below(path: readonly string[]): string[] {
    let at: Read | undefined = this.root;
    for (const step of path) at = at?.below.get(step);
    return at ? [...at.below.keys()] : [];
  }

  private note(path: readonly string[]): void {
    let at = this.root;
    for (const step of path) {
      const next = at.below.get(step) ?? { whole: false, below: new Map() };
      at.below.set(step, next);
      at = next;
    }
    at.whole = true;
  }
}

interface Read {
  whole: boolean;
  readonly below: Map<string, Read>;
}

/** The keys in `index .Values "web" "replicas"`; none where all of the values are handed on. */
function literalKeys(text: string, start: number, end: number): string[] {
  // As many characters as such a call has.
  if (!/\b(?:index|get|hasKey)\s+\$?$/.test(text.slice(Math.max(0, start - 20), start))) return [];
  const keys = /^(?:\s+"[^"\n]*")+/.exec(text.slice(end, end + 500))?.[0] ?? "";
  return [...keys.matchAll(/"([^"]*)"/g)].map(([, key = ""]) => key);
}
