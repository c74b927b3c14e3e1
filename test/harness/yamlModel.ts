import { isPlainMap, type PlainMap, type PlainValue } from "../../engine/yaml/pathEdit";
import { printScalar } from "../../engine/yaml/print";

export type Path = readonly (string | number)[];

/** A line of a rendered document and the place it belongs to. */
export interface OwnedLine {
  readonly text: string;
  readonly owner: Path;
}

export interface RenderedDocument {
  readonly lines: readonly OwnedLine[];
  readonly text: string;
}

/** Repeatable choices: the same seed makes the same document. */
export class Choices {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0 || 1;
  }

  /** A number from 0 to `below`, exclusive. */
  next(below: number): number {
    this.state ^= this.state << 13;
    this.state >>>= 0;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    this.state >>>= 0;
    return this.state % below;
  }

  chance(oneIn: number): boolean {
    return this.next(oneIn) === 0;
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[this.next(from.length)];
    if (picked === undefined) throw new RangeError("nothing to pick from");
    return picked;
  }
}

interface Style {
  readonly eol: string;
  readonly step: number;
  readonly sequenceStep: number;
  readonly quoteKeys: boolean;
  readonly comments: boolean;
  readonly flow: boolean;
  readonly finalBreak: boolean;
}

/** Writes a mapping as YAML in one of many styles: comments, blank lines, flow, quotes, block scalars, CRLF. */
export function render(root: PlainMap, choices: Choices): RenderedDocument {
  const step = choices.pick([2, 2, 2, 4]);
  const style: Style = {
    eol: choices.chance(4) ? "\r\n" : "\n",
    step,
    sequenceStep: choices.chance(2) ? 0 : step,
    quoteKeys: choices.chance(5),
    comments: !choices.chance(3),
    flow: !choices.chance(3),
    finalBreak: !choices.chance(4),
  };
  const renderer = new Renderer(style, choices);
  renderer.map(root, [], 0);
  const { lines } = renderer;
  return { lines, text: lines.map(({ text }) => text).join(style.eol) + (style.finalBreak ? style.eol : "") };
}

class Renderer {
  readonly lines: OwnedLine[] = [];
  private comment = 0;

  constructor(
    private readonly style: Style,
    private readonly choices: Choices,
  ) {}

  map(map: PlainMap, path: Path, column: number, firstPrefix = " ".repeat(column)): void {
    let prefix = firstPrefix;
    for (const [key, value] of Object.entries(map)) {
      const owner = [...path, key];
      if (prefix === firstPrefix && prefix.trim() !== "")
        this.value(`${prefix}${this.key(key)}:`, value, owner, column);
      else {
        this.between(owner, column);
        this.value(`${" ".repeat(column)}${this.key(key)}:`, value, owner, column);
      }
      prefix = " ".repeat(column);
    }
  }

  private sequence(items: readonly PlainValue[], path: Path, column: number): void {
    items.forEach((item, index) => {
      const owner = [...path, index];
      this.between(owner, column);
      const dash = `${" ".repeat(column)}-`;
      if (isPlainMap(item) && Object.keys(item).length > 0 && !this.isFlow())
        this.map(item, owner, column + 2, `${dash} `);
      else this.value(dash, item, owner, column, true);
    });
  }

  /** What stands behind a colon or a dash. */
  private value(head: string, value: PlainValue, owner: Path, column: number, inSequence = false): void {
    const isCollection = typeof value === "object" && value !== null && Object.keys(value).length > 0;
    if (!isCollection || this.isFlow() || (inSequence && Array.isArray(value))) {
      this.scalarLines(head, value, owner, column);
      return;
    }
    this.push(head + this.trailing(), owner);
    if (Array.isArray(value)) this.sequence(value, owner, column + this.style.sequenceStep);
    else if (isPlainMap(value)) this.map(value, owner, column + this.style.step);
  }

  private scalarLines(head: string, value: PlainValue, owner: Path, column: number): void {
    if (typeof value === "string" && /^[^\s].*\n$/.test(value) && this.choices.chance(2)) {
      this.push(`${head} |${this.trailing()}`, owner);
      this.push(`${" ".repeat(column + 2)}${value.slice(0, -1)}`, owner);
    } else if (value === null && this.choices.chance(2)) this.push(head + this.trailing(), owner);
    else this.push(`${head} ${this.flow(value)}${this.trailing()}`, owner);
  }

  private flow(value: PlainValue): string {
    const pad = this.choices.chance(2) ? " " : "";
    if (Array.isArray(value))
      return `[${pad}${value.map((item) => this.flow(item)).join(", ")}${value.length ? pad : ""}]`;
    if (isPlainMap(value)) {
      const entries = Object.entries(value).map(([key, item]) => `${this.key(key)}: ${this.flow(item)}`);
      return `{${pad}${entries.join(", ")}${entries.length ? pad : ""}}`;
    }
    if (typeof value !== "string") return printScalar(value as number | boolean | null, { json: false });
    if (this.choices.chance(3) && /^[\x20-\x7e]*$/.test(value)) return `'${value.replaceAll("'", "''")}'`;
    return printScalar(value, { json: this.choices.chance(3) });
  }

  private key(key: string): string {
    return printScalar(key, { json: this.style.quoteKeys });
  }

  private isFlow(): boolean {
    return this.style.flow && this.choices.chance(4);
  }

  private between(owner: Path, column: number): void {
    if (!this.style.comments || !this.choices.chance(4)) return;
    if (this.choices.chance(2)) this.push("", owner.slice(0, -1));
    else this.push(`${" ".repeat(column)}# note ${this.comment++}`, owner.slice(0, -1));
  }

  private trailing(): string {
    return this.style.comments && this.choices.chance(5) ? ` # note ${this.comment++}` : "";
  }

  private push(text: string, owner: Path): void {
    this.lines.push({ text, owner });
  }
}
