import type { FileResult, FileStatus, Linter, LintOptions, PlacedDocument } from "../engine/linter";
import { noSuppressed } from "../engine/suppress/suppressFile";
import { faultOf } from "../engine/visit";

/** What is known of a file beside its text. */
export interface FileFacts extends LintOptions {
  /** It is a template of a Helm chart, see `ChartFolders`. */
  readonly chartTemplate?: boolean;
  /** It is a JSON file: most are no manifests, which their text tells without a parse. */
  readonly json?: boolean;
}

/**
 * Lints the text of one file, or says why not. Text that is a template of YAML (Helm, Jinja, ERB) is never called
 * invalid: it is not YAML yet.
 */
export function checkFile(text: string, linter: Linter, facts: FileFacts = {}): FileResult {
  if (text.includes("\0")) return without({ kind: "skipped", reason: "not text" });
  if (facts.json && !text.includes("apiVersion") && !text.includes("\\u"))
    return without({ kind: "skipped", reason: "no Kubernetes resource" });
  if (facts.chartTemplate && text.includes("{{"))
    return without({ kind: "partly", reason: "a Helm template that was not rendered" });
  const result = linter.lint(text, facts);
  return result.problems.length > 0 && isTemplated(text) ? withoutTemplates(result, text) : result;
}

/** The delimiters of Go templates, Jinja and ERB. */
function isTemplated(text: string): boolean {
  return /\{\{|\{%|<%/.test(text);
}

/** Leaves out the documents that are no YAML because of their template delimiters. */
function withoutTemplates(result: FileResult, text: string): FileResult {
  const isTemplate = ({ start, length, result: { problems } }: PlacedDocument) =>
    problems.length > 0 && isTemplated(text.slice(start, start + length));
  const templates = result.documents.filter(isTemplate);
  if (templates.length === 0) return result;
  const isOutside = ({ start }: { readonly start: number }) =>
    !templates.some((template) => start >= template.start && start <= template.start + template.length);
  const problems = result.problems.filter(isOutside);
  return {
    ...result,
    problems,
    documents: result.documents.filter((document) => !templates.includes(document)),
    findings: result.findings.filter(({ span }) => isOutside(span)),
    suppressed: result.suppressed.filter(({ span }) => isOutside(span)),
    status:
      problems.length > 0 ? result.status : { kind: "partly", reason: "a template that is not rendered yet" },
  };
}

/** What `look` finds. A fault of ours costs this file alone. */
export function guarded(look: () => FileResult): FileResult {
  try {
    return look();
  } catch (error) {
    const failed = without({ kind: "partly", reason: "the analysis failed" });
    return { ...failed, failures: [{ rule: "", error: faultOf(error) }] };
  }
}

/** The result of a file that was not linted. */
export function without(status: FileStatus): FileResult {
  return {
    status,
    findings: [],
    problems: [],
    documents: [],
    undecided: 0,
    failures: [],
    judged: () => new Map(),
    ...noSuppressed,
  };
}
