import type { FileResult, Linter } from "../../engine/linter";
import { Choices } from "../harness/yamlModel";
import { everyRule } from "../security/examine";
import type { Counterexample, Run } from "./documents";
import { firstDifference, saidBy } from "./said";
import { shrinkList, shrinkText } from "./shrink";

/** So many edits are made in one text before the next is opened. */
const session = 40;

export interface KeystrokeFigures {
  sessions: number;
  edits: number;
  /** Documents that were taken over from the version before. */
  takenOver: number;
  readonly counterexamples: Counterexample[];
}

/** Offsets beyond the text stand for its end, so that an edit can be left out of a session. */
interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
}

/** The linters of an editor: what is shown, and what tells the Pod Security level. */
interface Linters {
  readonly shown: Linter;
  readonly levels: Linter;
}

/**
 * Sessions of random edits: after each, what is said with the results of the version before (`LintOptions.previous`) and
 * of the other linter (`alike`) is what is said of the text alone.
 */
export function fuzzKeystrokes({ count, seed, subjects, until, most = 1 }: Run): KeystrokeFigures {
  const linters: Linters = { shown: everyRule(), levels: everyRule({ profile: "pss-restricted" }) };
  const figures: KeystrokeFigures = { sessions: 0, edits: 0, takenOver: 0, counterexamples: [] };
  for (let run = 0; figures.edits < count && figures.counterexamples.length < most; run++) {
    if (until !== undefined && performance.now() > until) break;
    const choices = new Choices(seed * 1_000_003 + run);
    const start = textOf(choices, subjects);
    const edits: Edit[] = [];
    const wrong = play(start, linters, figures, (text, made) => {
      if (made === session) return undefined;
      const edit = editOf(text, choices, edits.at(-1));
      edits.push(edit);
      return edit;
    });
    figures.sessions++;
    if (wrong === undefined) continue;
    figures.counterexamples.push(shrunk(run, wrong, start, edits, linters));
  }
  return figures;
}

/** One to four manifests in one file. */
function textOf(choices: Choices, subjects: readonly string[]): string {
  return Array.from({ length: 1 + choices.next(4) }, () => choices.pick(subjects)).join(
    choices.pick(["---\n", "---\n", "\n---\n# next\n", "...\n---\n", "\n"]),
  );
}

const keys = [
  ..." \n:-#'\"[]{},&*|>!%.~abkinps019",
  "  ",
  "\n  ",
  "---\n",
  "\n---\n",
  "...\n",
  "\r\n",
  "\r",
  "\t",
  "{{ .Values.x }}",
  "😀",
  "true",
  "privileged: true\n",
  "hostPID: true",
  "kind: Pod\n",
  "# kubehint: ignore[*] x\n",
  "  # kubehint: ignore[host-pid] x until=2020-01-01\n",
  "<<: *a",
  "&a ",
];

/** Mostly where the edit before was, as people type. */
function editOf(text: string, choices: Choices, before: Edit | undefined): Edit {
  const at =
    before && !choices.chance(4) ? before.at + before.inserted.length : choices.next(text.length + 1);
  switch (choices.next(8)) {
    case 0:
      return { at: Math.max(0, at - 1), removed: 1, inserted: "" };
    case 1:
      return { at, removed: choices.next(30), inserted: "" };
    case 2: {
      // A part of the text, pasted somewhere else.
      const from = choices.next(text.length + 1);
      return { at, removed: 0, inserted: text.slice(from, from + choices.next(80)) };
    }
    case 3:
      return { at, removed: choices.next(5), inserted: choices.pick(keys) };
    default:
      return { at, removed: 0, inserted: choices.pick(keys) };
  }
}

function edited(text: string, { at, removed, inserted }: Edit): string {
  return text.slice(0, at) + inserted + text.slice(at + removed);
}

/** @param next the edit for the text so far, after so many; `undefined` ends the session. */
function play(
  start: string,
  { shown, levels }: Linters,
  figures: Pick<KeystrokeFigures, "edits" | "takenOver">,
  next: (text: string, made: number) => Edit | undefined,
): string | undefined {
  let text = start;
  try {
    let before: { shown: FileResult; levels: FileResult } = {
      shown: shown.lint(text),
      levels: levels.lint(text),
    };
    for (let made = 0; ; made++) {
      const edit = next(text, made);
      if (!edit) return undefined;
      text = edited(text, edit);
      figures.edits++;
      const result = shown.lint(text, { previous: before.shown });
      // Which of the two is asked first is left open.
      const alike = made % 2 === 0 ? result : before.shown;
      const level = levels.lint(text, { previous: before.levels, alike });
      const wrong =
        difference("what is shown", result, shown.lint(text)) ??
        difference("the level", level, levels.lint(text));
      if (wrong !== undefined) return wrong;
      const known = new Set(before.shown.documents.map((document) => document.result));
      for (const document of result.documents) if (known.has(document.result)) figures.takenOver++;
      before = { shown: result, levels: level };
    }
  } catch (error) {
    return `thrown: ${error}`;
  }
}

function difference(what: string, result: FileResult, fresh: FileResult): string | undefined {
  const [said, saidFresh] = [saidBy(result), saidBy(fresh)];
  return said === saidFresh ? undefined : `${what} differs: ${firstDifference(said, saidFresh)}`;
}

function shrunk(
  run: number,
  wrong: string,
  start: string,
  edits: readonly Edit[],
  linters: Linters,
): Counterexample {
  const until = performance.now() + 20_000;
  const played = (text: string, some: readonly Edit[]) =>
    play(text, linters, { edits: 0, takenOver: 0 }, (_, made) => some[made]);
  const fewer = shrinkList(edits, (some) => played(start, some) !== undefined, until);
  const shorter = shrinkText(start, (text) => played(text, fewer) !== undefined, until);
  return { run, wrong: played(shorter, fewer) ?? wrong, text: `${shorter}\n### ${JSON.stringify(fewer)}` };
}
