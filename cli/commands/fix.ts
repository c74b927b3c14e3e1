import type { Finding } from "../../engine/finding";
import type { FixSafety } from "../../engine/fix";
import { type FixAllResult, fixAll } from "../../engine/fixAll";
import type { Linter, LintOptions, WorkspaceResult } from "../../engine/linter";
import { formatMessage } from "../../engine/message";
import { NewDocuments } from "../../engine/newDocuments";
import { LineIndex } from "../../engine/yaml/lines";
import { count } from "../../report/printers/count";
import { shown } from "../../report/printers/text";
import { credentialLines } from "../../report/secrets";
import { type Style, styleFor } from "../../report/style";
import { amongItself } from "../../workspace/across";
import { checkFile } from "../../workspace/checkFile";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { scanFiles } from "../../workspace/scanFiles";
import { reasonOf } from "../../workspace/walk";
import { type Arguments, type OptionTable, readArguments } from "../arguments";
import { complainAboutConfiguration } from "../complaints";
import { FolderConfiguration } from "../configuration";
import { unifiedDiff } from "../diff";
import { Failure } from "../failure";
import { fixHelp } from "../help";
import { inputsOf, readStandardInput, shownPath, standardInput } from "../inputs";
import { readRaw, writeRaw } from "../rawFile";
import { scanOptions } from "../scanArguments";
import { wantsColor } from "../style";
import { SuppressionOptions, today } from "../suppression";

const options: OptionTable = { ...scanOptions, diff: "flag", write: "flag", "include-review": "flag" };

/**
 * `kubehint fix`: exit status 0 where nothing is to be done or all was written, 1 where fixes are shown or were refused, 2
 * where something could not be read or written. The diff goes to standard output, everything else to the error stream.
 */
export async function fix(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, options);
  if (args.has("help")) {
    process.stdout.write(fixHelp);
    return 0;
  }
  if (args.has("diff") && args.has("write")) throw new Failure("--diff and --write exclude each other");
  const { roots, stdin } = inputsOf(args);
  const fileSystem = nodeFileSystem();
  const configuration = await FolderConfiguration.of(args, fileSystem, roots);
  const fixer = new Fixer(args);
  if (stdin) fixer.standardInput(await configuration.mainLinter(true));
  const suppression = new SuppressionOptions(args, fileSystem, configuration, true);
  const fixable = new Set<string>();
  const lintOptions = new Map<string, LintOptions>();
  const settled = new Map<string, Settles>();
  const includesReview = args.has("include-review");
  const among = new NewDocuments();
  /** Where every file stands alone, each has its own policies. */
  const documents = new Map<string, NewDocuments>();
  await scanFiles(
    {
      fileSystem,
      linter: await configuration.mainLinter(false),
      linterIn: configuration.linterIn,
      configuration: configuration.filesIn,
      roots,
      base: process.cwd(),
      exclude: args.texts("exclude"),
      sources: suppression.sourcesOf,
      eachFile: args.has("each-file"),
      onSettled: (path, { settles }) => settled.set(path, settles),
      ...(includesReview && {
        onAcross: ({ path, text, findings }) => {
          among.note(path, text, findings);
          documents.set(path, among);
        },
      }),
    },
    ({ path, text, result, unreadable, partial, sources }) => {
      lintOptions.set(path, { ...sources, partial });
      if (unreadable && "reason" in result.status) fixer.fail(path, `cannot read`, result.status.reason);
      else if (result.findings.some((finding) => finding.fix)) {
        fixable.add(path);
        if (includesReview && args.has("each-file"))
          documents.set(path, NewDocuments.of(path, text, result.findings));
      }
    },
  );
  for (const path of among.paths) fixable.add(path);
  // Only now is it known what other files put in order.
  for (const path of fixable)
    fixer.file({
      path,
      linter: await configuration.linterIn(fileSystem.dirname(path)),
      options: lintOptions.get(path) ?? { today },
      settles: settled.get(path) ?? (() => false),
      documents: documents.get(path),
    });
  const status = fixer.finish();
  return complainAboutConfiguration([...configuration.problems, ...suppression.problems]) ? 2 : status;
}

interface FixableFile {
  readonly path: string;
  readonly linter: Linter;
  readonly options: LintOptions;
  /** Says which findings of the file other files put in order. */
  readonly settles: Settles;
  readonly documents: NewDocuments | undefined;
}

interface NamedText extends FixableFile {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

type Settles = WorkspaceResult["settles"];

class Fixer {
  private readonly write: boolean;
  private readonly include: FixSafety;
  private readonly style: Style;
  private applied = 0;
  private files = 0;
  private refused = 0;
  private waiting = 0;
  private failed = false;

  constructor(args: Arguments) {
    this.write = args.has("write");
    this.include = args.has("include-review") ? "review" : "safe";
    this.style = styleFor(wantsColor(args, process.stdout));
  }

  standardInput(linter: Linter): void {
    const text = readStandardInput();
    const own = amongItself(standardInput, checkFile(text, linter, { today }), linter);
    const documents =
      this.include === "review" ? NewDocuments.of(standardInput, text, own.findings) : undefined;
    const result =
      own.findings.length === 0
        ? undefined
        : this.withDocuments({
            name: standardInput,
            path: standardInput,
            text,
            linter,
            options: { today },
            settles: () => false,
            documents,
          });
    if (this.write) process.stdout.write(result?.text ?? text);
    else if (result) this.printDiff("stdin", text, result.text);
  }

  file({ path, linter, options, settles, documents }: FixableFile): void {
    try {
      const raw = readRaw(path);
      if (!raw) {
        this.note(shownPath(path), "refused", "the file is not UTF-8");
        this.refused++;
        return;
      }
      const { text } = this.withDocuments({
        name: shownPath(path),
        path,
        text: raw.text,
        linter,
        options,
        settles,
        documents,
      });
      if (text === raw.text) return;
      if (this.write) writeRaw(path, { ...raw, text });
      else this.printDiff(shownPath(path), raw.text, text);
    } catch (error) {
      this.fail(path, this.write ? "cannot write" : "cannot read", reasonOf(error));
    }
  }

  fail(path: string, what: string, reason: string): void {
    process.stderr.write(`kubehint: ${what} ${shown(shownPath(path))}: ${shown(reason)}\n`);
    this.failed = true;
  }

  finish(): number {
    const { applied, files, refused, waiting } = this;
    const done = this.write ? "Applied" : "Would apply";
    const lines = [
      applied > 0
        ? `${done} ${count(applied, "fix", "fixes")} in ${count(files, "file")}.`
        : "Nothing to fix.",
    ];
    if (refused > 0) lines.push(`${count(refused, "fix", "fixes")} refused, see above.`);
    if (waiting > 0)
      lines.push(`${count(waiting, "more fix", "more fixes")} after a look: add --include-review.`);
    if (!this.write && applied > 0) lines.push("Write them with --write.");
    process.stderr.write(`${lines.join(" ")}\n`);
    if (this.failed) return 2;
    return refused > 0 || (!this.write && applied > 0) ? 1 : 0;
  }

  private withDocuments({ name, path, text, linter, options, settles, documents }: NamedText): FixAllResult {
    const { text: longer, added } = documents?.into(path, text) ?? { text, added: [] };
    this.applied += added.length;
    const result = this.fixed(name, longer, linter, options, settles);
    if (added.length > 0 && result.applied.length === 0) this.files++;
    return result;
  }

  private fixed(
    file: string,
    text: string,
    linter: Linter,
    options: LintOptions,
    settles: Settles,
  ): FixAllResult {
    const only = (finding: Finding) => !settles(finding);
    const result = fixAll(text, linter, { ...options, include: this.include, only });
    const lines = new LineIndex(result.text);
    for (const { span, message, reason } of result.refused) {
      const { line } = lines.position(span.start);
      this.note(`${file}:${line + 1}`, "refused", `${formatMessage(message)}: ${reason}`);
    }
    if (result.abandoned !== undefined) this.note(file, "left as it is", result.abandoned);
    this.refused += result.refused.length + (result.abandoned === undefined ? 0 : 1);
    this.applied += result.applied.length;
    if (result.applied.length > 0) this.files++;
    if (this.include === "safe")
      this.waiting += linter
        .lint(result.text, options)
        .findings.filter((finding) => finding.fix?.safety === "review" && only(finding)).length;
    return result;
  }

  private note(place: string, what: string, reason: string): void {
    process.stderr.write(`${shown(place)}: ${what}: ${shown(reason)}\n`);
  }

  private printDiff(file: string, before: string, after: string): void {
    const { text, leftOut } = unifiedDiff(file, before, after, credentialLines(before));
    for (const line of text.split(/(?<=\n)/)) process.stdout.write(this.colored(line));
    for (const line of leftOut)
      this.note(`${file}:${line}`, "not shown", "the change stands next to a credential; --write makes it");
  }

  private colored(line: string): string {
    const body = line.replace(/\n$/, "");
    const end = line.slice(body.length);
    if (/^(?:---|\+\+\+) /.test(body)) return this.style.bold(body) + end;
    if (body.startsWith("+")) return this.style.added(body) + end;
    if (body.startsWith("-")) return this.style.removed(body) + end;
    return (body.startsWith("@@") ? this.style.dim(body) : body) + end;
  }
}
