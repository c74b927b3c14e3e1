/** How many unchanged lines stand around a change. */
const context = 3;

export interface UnifiedDiff {
  /** Empty where nothing is to be shown. */
  readonly text: string;
  /** One-based numbers of the lines of the old text whose change cannot be shown without a hidden line beside it. */
  readonly leftOut: readonly number[];
}

/**
 * The differences of two texts as a unified diff that `patch` and `git apply` take. Lines keep their own line breaks.
 *
 * @param hidden zero-based numbers of lines of `before` that are not shown, unless they are what changes.
 */
export function unifiedDiff(
  file: string,
  before: string,
  after: string,
  hidden: ReadonlySet<number> = new Set(),
): UnifiedDiff {
  const a = linesOf(before);
  const b = linesOf(after);
  const leftOut: number[] = [];
  const found = groupsOf(changes(a, b), hidden).flatMap((group) => {
    const hunk = hunkOf(group, a, hidden);
    const last = group.at(-1);
    if (!last || isAnchored(hunk, a)) return [hunk];
    leftOut.push(last.aStart + 1);
    return group.length > 1 ? [hunkOf(group.slice(0, -1), a, hidden)] : [];
  });
  let shift = 0;
  const body = found.map((hunk) => {
    const printed = print(hunk, a, b, shift);
    for (const { aStart, aEnd, bStart, bEnd } of hunk.changes) shift += bEnd - bStart - (aEnd - aStart);
    return printed;
  });
  const head = `--- ${headerName(`a/${file}`)}\n+++ ${headerName(`b/${file}`)}\n`;
  return { text: body.length > 0 ? head + body.join("") : "", leftOut };
}

/** Replaces `a[aStart, aEnd)` by `b[bStart, bEnd)`. */
interface Change {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * The shortest edit script by E. W. Myers' greedy algorithm (Algorithmica 1, 1986), after what both texts begin and end
 * with is set aside.
 */
function changes(a: readonly string[], b: readonly string[]): Change[] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const width = a.length - head - tail;
  const height = b.length - head - tail;
  const found: Change[] = [];
  for (const [x, y, kind] of editScript(a.slice(head, head + width), b.slice(head, head + height))) {
    const at: Change = {
      aStart: head + x,
      aEnd: head + x + (kind === "remove" ? 1 : 0),
      bStart: head + y,
      bEnd: head + y + (kind === "add" ? 1 : 0),
    };
    const last = found.at(-1);
    if (last && last.aEnd === at.aStart && last.bEnd === at.bStart)
      found[found.length - 1] = { ...last, aEnd: at.aEnd, bEnd: at.bEnd };
    else found.push(at);
  }
  return found;
}

type Step = readonly [x: number, y: number, kind: "add" | "remove"];

function editScript(a: readonly string[], b: readonly string[]): Step[] {
  // The furthest x on each diagonal k = x - y; all rounds are kept, so that the way back is known.
  const rounds: Map<number, number>[] = [];
  let furthest = new Map<number, number>([[1, 0]]);
  for (let steps = 0; ; steps++) {
    const next = new Map(furthest);
    rounds.push(furthest);
    for (let k = -steps; k <= steps; k += 2) {
      let x = comesFromAbove(furthest, k, steps) ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return wayBack(rounds, a.length, b.length);
    }
    furthest = next;
  }
}

/** The diagonal is reached by adding a line rather than by removing one. */
function comesFromAbove(furthest: ReadonlyMap<number, number>, k: number, steps: number): boolean {
  return k === -steps || (k !== steps && at(furthest, k - 1) < at(furthest, k + 1));
}

function at(furthest: ReadonlyMap<number, number>, k: number): number {
  return furthest.get(k) ?? 0;
}

function wayBack(rounds: readonly ReadonlyMap<number, number>[], width: number, height: number): Step[] {
  const script: Step[] = [];
  let k = width - height;
  for (let steps = rounds.length - 1; steps > 0; steps--) {
    const before = rounds[steps] ?? new Map<number, number>();
    const add = comesFromAbove(before, k, steps);
    k += add ? 1 : -1;
    const x = at(before, k);
    script.push([x, x - k, add ? "add" : "remove"]);
  }
  return script.reverse();
}

/** Changes that are shown together, with the lines `a[from, to)` around and between them. */
interface Hunk {
  readonly changes: readonly Change[];
  readonly from: number;
  readonly to: number;
}

/** Changes that are close enough to share their context become one hunk. */
function groupsOf(all: readonly Change[], hidden: ReadonlySet<number>): Change[][] {
  const groups: Change[][] = [];
  for (const change of all) {
    const last = groups.at(-1)?.at(-1);
    const near = last && change.aStart - last.aEnd <= 2 * context;
    if (near && untilHidden(last.aEnd, change.aStart, hidden) === change.aStart) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

/** Hidden lines end the context, so that it never reaches from one hunk into another. */
function hunkOf(group: readonly Change[], a: readonly string[], hidden: ReadonlySet<number>): Hunk {
  let from = group[0]?.aStart ?? 0;
  const above = Math.max(0, from - context);
  while (from > above && !hidden.has(from - 1)) from--;
  const end = group.at(-1)?.aEnd ?? 0;
  return { changes: group, from, to: untilHidden(end, Math.min(end + context, a.length), hidden) };
}

function untilHidden(from: number, to: number, hidden: ReadonlySet<number>): number {
  for (let line = from; line < to; line++) if (hidden.has(line)) return line;
  return to;
}

/** Git takes a hunk without a line below it for one at the end of the file. */
function isAnchored({ changes: group, to }: Hunk, a: readonly string[]): boolean {
  return to > (group.at(-1)?.aEnd ?? 0) || to === a.length;
}

function print(
  { changes: group, from, to }: Hunk,
  a: readonly string[],
  b: readonly string[],
  shift: number,
): string {
  const lines: string[] = [];
  let at = from;
  let growth = 0;
  for (const { aStart, aEnd, bStart, bEnd } of group) {
    lines.push(...a.slice(at, aStart).map((line) => marked(" ", line)));
    lines.push(...a.slice(aStart, aEnd).map((line) => marked("-", line)));
    lines.push(...b.slice(bStart, bEnd).map((line) => marked("+", line)));
    growth += bEnd - bStart - (aEnd - aStart);
    at = aEnd;
  }
  lines.push(...a.slice(at, to).map((line) => marked(" ", line)));
  return `@@ -${range(from, to)} +${range(from + shift, to + shift + growth)} @@\n${lines.join("")}`;
}

/** One-based start and length; an empty range names the line before it. */
function range(start: number, end: number): string {
  const length = end - start;
  return `${length === 0 ? start : start + 1}${length === 1 ? "" : `,${length}`}`;
}

function marked(sign: string, line: string): string {
  return line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`;
}

/** Git quotes names that would break the line. */
function headerName(name: string): string {
  return /["\\\u0000-\u001f]/.test(name) ? JSON.stringify(name) : name;
}
