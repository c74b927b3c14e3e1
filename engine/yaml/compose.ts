import { flatten } from "./flatten";
import type { YamlNode, YamlProblem, YamlProblemCode } from "./node";
import { prepare } from "./prepare";
import { type TokenStream, tokenize } from "./tokens";
import { TreeBuilder } from "./treeBuilder";

export interface ComposedDocument {
  readonly root: YamlNode | undefined;
  /** In the order of the text. The tree holds everything that could be read in spite of them. */
  readonly problems: readonly YamlProblem[];
}

/** How often a text is read again because a quote or bracket seemed to be left open, and how much of it in all. */
const maxRepairs = 10;
const maxRepairedLength = 500_000;

/**
 * Builds the tree of one document (see `splitDocuments`); all offsets count from the start of `text`. Never throws:
 * what is not YAML becomes a problem, and the rest of the tree stays. Depth is bounded by `tokenize`.
 *
 * @param read makes the tokens; another version of the parser in tests.
 */
export function composeDocument(
  original: string,
  read: (text: string) => TokenStream = tokenize,
): ComposedDocument {
  const prepared = prepare(original);
  let text = prepared.text;
  let built = build(text, original, read);
  const unclosed: YamlProblem[] = [];
  const repairs = Math.min(maxRepairs, maxRepairedLength / text.length);
  for (let repair = 0; repair < repairs; repair++) {
    const open = built.problems.find(({ code }) => code === "unclosed-quote" || code === "unclosed-flow");
    if (!open) break;
    const closed = closeAcrossLines(text, open.start, original, read);
    if (!closed && open.code === "unclosed-flow") break;
    if (!closed) unclosed.push(open);
    // A quote that is never closed would swallow the lines below: the rest of its line is read as plain text.
    text = closed?.text ?? `${text.slice(0, open.start)}_${text.slice(open.start + 1)}`;
    built = closed?.built ?? build(text, original, read);
  }
  const problems = [...prepared.problems, ...unclosed, ...built.problems];
  if (problems.length === 0 || (built.root && isJson(original))) return { root: built.root, problems: [] };
  return { root: built.root, problems: clearest(problems, text) };
}

const indentation: ReadonlySet<YamlProblemCode> = new Set(["tab-indentation", "bad-indentation"]);

/** In the order of the text, one for each line: where the indentation is wrong, the rest follows from it. */
function clearest(problems: readonly YamlProblem[], text: string): YamlProblem[] {
  const sorted = problems.map((problem) => within(problem, text.length)).sort((a, b) => a.start - b.start);
  const kept: YamlProblem[] = [];
  let lineEnd = -1;
  for (const problem of sorted) {
    const last = kept.at(-1);
    if (last && problem.start <= lineEnd) {
      if (indentation.has(problem.code) && !indentation.has(last.code)) kept[kept.length - 1] = problem;
      continue;
    }
    kept.push(problem);
    const breakAt = text.indexOf("\n", problem.start);
    lineEnd = breakAt < 0 ? text.length : breakAt;
  }
  return kept;
}

/** What is missing at the end of the text is shown on its last character. */
function within({ code, start, end }: YamlProblem, length: number): YamlProblem {
  return { code, start: Math.min(start, Math.max(0, length - 1)), end: Math.min(end, length) };
}

/** Kept only if nothing up to the end of its last line is wrong then: otherwise the quote was really left open. */
function closeAcrossLines(
  text: string,
  start: number,
  original: string,
  read: (text: string) => TokenStream,
): { text: string; built: ComposedDocument } | undefined {
  const flat = flatten(text, start);
  if (!flat || !text.slice(start, flat.end).includes("\n")) return undefined;
  const built = build(flat.text, original, read);
  const breakAt = flat.text.indexOf("\n", flat.end);
  const lineEnd = breakAt < 0 ? flat.text.length : breakAt;
  const wrong = built.problems.some((problem) => problem.start >= start && problem.start <= lineEnd);
  return wrong ? undefined : { text: flat.text, built };
}

function build(text: string, original: string, read: (text: string) => TokenStream): ComposedDocument {
  const stream = read(text);
  if (stream.tooDeepAt !== undefined)
    return {
      root: undefined,
      problems: [{ code: "too-deep", start: stream.tooDeepAt, end: stream.tooDeepAt + 1 }],
    };
  const builder = new TreeBuilder(text, original);
  const root = builder.stream(stream.tokens);
  return { root, problems: builder.problems };
}

/** kubectl tries JSON first, which knows escapes and line breaks that go-yaml does not. */
function isJson(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
