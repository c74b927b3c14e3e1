import type { Comment } from "./comments";
import { type Cover, type Directive, type NamedRule, readJustification } from "./directive";
import type { KnownRules, Places } from "./readDirectives";

const opening = /#[ \t]*kubehint[ \t]*:[ \t]*/g;
const form = /^(ignore|ignore-file)[ \t]*\[([^\]]*)\]/;

/** Our directives in one comment: `# kubehint: ignore[rule-a, rule-b] reason`; what stands before the first is no part. */
export function commentDirectives(
  comment: Comment,
  covers: Cover,
  places: Places,
  known: KnownRules,
): Directive[] {
  const openings = [...comment.text.matchAll(opening)];
  return openings.map((match, index) => {
    const end = openings[index + 1]?.index ?? comment.text.length;
    const written = comment.text.slice(match.index, end).trimEnd();
    const said = written.slice(match[0].length);
    const start = comment.start + match.index;
    const span = { start, end: start + written.length };
    const parsed = form.exec(said);
    const isFile = parsed?.[1] === "ignore-file";
    const justification = readJustification(parsed ? said.slice(parsed[0].length) : "");
    const listAt = start + match[0].length + said.indexOf("[") + 1;
    const rules = parsed ? namedRules(parsed[2] ?? "", listAt, known) : [];
    const wholeLine = comment.ownLine && openings.length === 1 && match.index === 0;
    return {
      by: "comment",
      own: true,
      rules,
      ...justification,
      fault: faultOf(parsed !== null, rules) ?? justification.fault,
      covers: isFile ? (places.isHead(start) ? { kind: "file" } : { kind: "nothing" }) : covers,
      span,
      pointer: "",
      changes: [],
      remove: (names = rules) => {
        const left = rules.filter((rule) => !names.includes(rule));
        const list = { start: listAt, end: listAt + (parsed?.[2]?.length ?? 0) };
        if (left.length > 0) return { edits: [{ ...list, text: left.map(({ name }) => name).join(", ") }] };
        return { edits: [{ ...(wholeLine ? lineOf(start, places) : behindText(span, places)), text: "" }] };
      },
    };
  });
}

function faultOf(isRead: boolean, rules: readonly NamedRule[]): string | undefined {
  if (!isRead) return "ignore[rule] reason is expected";
  return rules.length === 0 ? "it names no rule" : undefined;
}

function namedRules(list: string, offset: number, known: KnownRules): NamedRule[] {
  const rules: NamedRule[] = [];
  let at = 0;
  for (const part of list.split(",")) {
    const name = part.trim();
    const start = offset + at + (part.length - part.trimStart().length);
    if (name !== "")
      rules.push({
        name,
        id: name === "*" ? "*" : known.ids.get(name),
        span: { start, end: start + name.length },
      });
    at += part.length + 1;
  }
  return rules;
}

/** The line with its break; at the end of a text without one, the break above. */
function lineOf(offset: number, { lines }: Places): { start: number; end: number } {
  const start = lines.start(offset);
  const end = lines.next(offset);
  const isLast = end === lines.text.length && lines.text[end - 1] !== "\n";
  return { start: isLast ? lines.endOfPrevious(start) : start, end };
}

/** The comment and the blanks before it. */
function behindText({ start, end }: { start: number; end: number }, { lines }: Places) {
  return { start: lines.beforeBlanks(start), end };
}
