import type { OriginId, Origins } from "../origin";
import { type Mark, type Run, type Site, Text } from "../value";

/** Collects text together with where each piece came from. */
export class Output {
  private readonly parts: string[] = [];
  private readonly runs: Run[] = [];
  private readonly marks: Mark[] = [];
  /** Of the text so far. */
  length = 0;

  /** Text of one origin. `offset` is that of its first character in the template. */
  write(text: string, origin: OriginId, site: Site | undefined, offset: number, linear: boolean): void {
    if (text === "") return;
    this.parts.push(text);
    this.length += text.length;
    this.runs.push({ end: this.length, origin, site, offset, linear });
  }

  /** Text of no origin of its own, as what functions add. */
  literal(text: string): void {
    this.write(text, 0, undefined, 0, false);
  }

  /** Remembers that something was left out here. */
  mark(origin: OriginId, site: Site): void {
    this.marks.push({ at: this.length, origin, site });
  }

  /** A string of one origin, or traced text with the origins it has; `end` is exclusive. */
  copy(value: string | Text, origin: OriginId, start = 0, end = lengthOf(value)): void {
    if (typeof value === "string") this.write(value.slice(start, end), origin, undefined, 0, false);
    else this.copyTraced(value, start, end);
  }

  /** The same, with everything put under a condition and placed at `site` where it has no place yet. */
  copyUnder(value: Text, origins: Origins, control: OriginId, site: Site): void {
    if (value.text === "" && value.marks.length === 0) return;
    const base = this.length;
    this.parts.push(value.text);
    this.length += value.text.length;
    for (const run of value.runs)
      this.runs.push({
        end: base + run.end,
        origin: origins.under(run.origin, control),
        site: run.site ?? site,
        offset: run.site ? run.offset : site.start,
        linear: run.linear,
      });
    for (const mark of value.marks)
      this.marks.push({ at: base + mark.at, origin: origins.join(mark.origin, control), site: mark.site });
  }

  finish(): Text {
    return new Text(this.parts.join(""), this.runs.slice(), this.marks.slice());
  }

  /** The text alone. */
  toString(): string {
    return this.parts.join("");
  }

  private copyTraced(value: Text, start: number, end: number): void {
    for (const mark of value.marks)
      if (mark.at >= start && mark.at <= end) this.marks.push({ ...mark, at: this.length + mark.at - start });
    if (start >= end) return;
    const base = this.length - start;
    this.parts.push(value.text.slice(start, end));
    for (let index = runIndex(value.runs, start); index < value.runs.length; index++) {
      const run = value.runs[index];
      if (!run) break;
      const runStart = value.runs[index - 1]?.end ?? 0;
      const skipped = run.linear && runStart < start ? start - runStart : 0;
      this.runs.push({ ...run, end: base + Math.min(run.end, end), offset: run.offset + skipped });
      if (run.end >= end) break;
    }
    this.length = base + end;
  }
}

/** The index of the run that covers an offset. */
export function runIndex(runs: readonly Run[], offset: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function lengthOf(value: string | Text): number {
  return typeof value === "string" ? value.length : value.text.length;
}
