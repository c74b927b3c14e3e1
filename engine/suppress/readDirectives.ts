import type { ResourceView } from "../kubernetes/resource";
import { visible } from "../message";
import { trimmedEnd } from "../trimmedEnd";
import { directivesAlone } from "../yaml/directives";
import type { YamlDocument } from "../yaml/document";
import { normalizeBreaks } from "../yaml/lines";
import { TextLines } from "../yaml/textLines";
import { annotationDirectives } from "./annotations";
import { type Below, entriesByStart } from "./below";
import { commentsOf } from "./comments";
import type { Cover, Directive, NamedRule } from "./directive";
import { anyDirective, type PeerChecks, rulesOfChecks, skipsInComment } from "./foreign";
import { commentDirectives } from "./ownComments";

/** The rules that a directive can name. */
export interface KnownRules {
  /** Id or former id -> id. */
  readonly ids: ReadonlyMap<string, string>;
  readonly peers: PeerChecks;
}

const none: readonly Directive[] = [];

/**
 * The directives of one document, ours and those of other tools. A value of the text alone. A text without content, which
 * is not parsed, can have comments for the file or for the document below.
 */
export function readDirectives(
  text: string,
  document: YamlDocument | undefined,
  resources: readonly ResourceView[],
  known: KnownRules,
): readonly Directive[] {
  if (!anyDirective.test(text)) return none;
  if (!document && hasContent(text)) return none;
  const places = new Places(text, document);
  const found: Directive[] = [];
  for (const comment of commentsOf(text)) {
    if (!anyDirective.test(comment.text)) continue;
    const covers = places.coverOf(comment.start, comment.ownLine);
    for (const directive of commentDirectives(comment, covers, places, known)) found.push(directive);
    for (const skip of skipsInComment(comment.text)) {
      const rules = rulesOfChecks(skip, known.peers);
      if (rules.length === 0) continue;
      found.push({
        by: "comment",
        own: false,
        rules: rules.map(
          (id): NamedRule => ({ name: id, id, span: { start: comment.start, end: comment.start } }),
        ),
        reason: visible(skip.reason),
        until: skip.until,
        fault: undefined,
        covers: skip.reach === "document" ? { kind: "document" } : places.entryAt(covers),
        span: { start: comment.start, end: comment.start + comment.text.length },
        pointer: "",
        changes: [],
        remove: () => ({ refused: "it belongs to another tool" }),
      });
    }
  }
  for (const resource of resources)
    for (const directive of annotationDirectives(resource, known)) found.push(directive);
  return found;
}

function hasContent(text: string): boolean {
  return /^[ \t]*[^\s#]/m.test(normalizeBreaks(text)) && !directivesAlone(text);
}

/** What comments of a document stand on, or above. */
export class Places {
  readonly lines: TextLines;
  private readonly first: number;
  private entries: ReadonlyMap<number, Below> | undefined;
  /** By the start of a line: thousands of comments may stand above the same key. */
  private readonly contents = new Map<number, number>();

  constructor(
    text: string,
    private readonly document: YamlDocument | undefined,
  ) {
    this.lines = new TextLines(text);
    this.first = this.contentFrom(0);
  }

  /** True above everything that the document says. */
  isHead(offset: number): boolean {
    return offset < this.first || this.first < 0;
  }

  coverOf(start: number, ownLine: boolean): Cover {
    if (!ownLine) return { kind: "line", start: this.lines.start(start), end: this.endBelow(start) };
    if (this.first < 0) return { kind: "nextDocument" };
    if (start < this.first) return { kind: "document" };
    const below = this.entryFrom(this.contentFrom(start));
    return below ? { kind: "node", ...below } : { kind: "nothing" };
  }

  /** The end of a comment's line, or of the text of several lines whose `|` or `>` stands before the comment. */
  private endBelow(comment: number): number {
    const { lines } = this;
    const start = lines.start(comment);
    const before = lines.text.slice(start, comment);
    const header = trimmedEnd(before, " \t");
    const sign = header === before ? undefined : /[|>][-+\d]{0,2}$/.exec(header.slice(-3))?.[0];
    let end = lines.end(comment);
    if (sign === undefined) return end;
    const indent = /^[ \t]*(?:-[ \t]+)*/.exec(header)?.[0] ?? "";
    // An item of a list is indented by its dash.
    const column = indent.length + sign.length === header.length ? indent.lastIndexOf("-") : indent.length;
    for (let line = lines.next(start); line < lines.text.length; line = lines.next(line)) {
      const content = lines.text.slice(line, lines.end(line));
      const written = content.search(/[^ \r]/);
      if (written >= 0 && written <= column) break;
      end = lines.end(line);
    }
    return end;
  }

  /** What begins on the line of a comment behind it, with all that is in it. */
  entryAt(covers: Cover): Cover {
    if (covers.kind !== "line") return covers;
    const below = this.entryFrom(this.contentFrom(covers.start));
    return below ? { kind: "node", ...below } : covers;
  }

  private entryFrom(offset: number): Below | undefined {
    if (!this.document || offset < 0) return undefined;
    this.entries ??= entriesByStart(this.document);
    return this.entries.get(offset);
  }

  /** The first character at or below the line of `offset` that is neither blank nor a comment; -1 where nothing follows. */
  private contentFrom(offset: number): number {
    const { text } = this.lines;
    const passed: number[] = [];
    let found = -1;
    for (let line = this.lines.start(offset); line < text.length && found < 0; line = this.lines.next(line)) {
      const known = this.contents.get(line);
      if (known !== undefined) {
        found = known;
        break;
      }
      passed.push(line);
      const sign = /[^ \t\r]/g;
      sign.lastIndex = line;
      const at = sign.exec(text)?.index ?? text.length;
      if (at < text.length && text[at] !== "\n" && text[at] !== "#") found = at;
    }
    for (const line of passed) this.contents.set(line, found);
    return found;
  }
}
