import { type FileResult, type FileStatus, fileFacts } from "../../engine/linter";
import type { SettledFinding } from "../../engine/rule";
import type { PackedSuppression } from "../../engine/suppress/packedSuppression";
import type { KnownSuppressed } from "../../engine/suppress/suppressor";
import type { RuleFailure } from "../../engine/visit";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { packFacts } from "../../engine/workspace/packedFacts";
import { factsFromPlain, type PlainFacts, plainFacts } from "../../engine/workspace/plainFacts";
import { masking } from "../../report/masking";
import type { ScannedFile } from "../../workspace/scanFile";
import { noticesOf } from "../lsp/fileNotices";
import { type ShownWith, shownFile } from "../lsp/shownFile";
import type { IndexedFile } from "../workspace/scanIndex";

/** All that a scan has to know of a file that was looked at: plain data, without its text and without a secret. */
export interface FileAnswer {
  readonly status: FileStatus;
  /** It holds delimiters of Go templates. */
  readonly templated: boolean;
  readonly unreadable: boolean;
  readonly failures: readonly RuleFailure[];
  /** What is shown of it; `undefined` where there is nothing to be said. */
  readonly shown: IndexedFile | undefined;
  /** What identifies its findings, in their order: other files may put some of them in order. */
  readonly findings: readonly SettledFinding[];
  /** What rules across files look at, see `factsIn`. One text: of many files the objects would be most of the memory. */
  readonly facts: string;
  /** What suppresses findings of it that come later. */
  readonly suppression: PackedSuppression | undefined;
  readonly suppressed: readonly PlainSuppressed[];
}

type PlainSuppressed = Omit<KnownSuppressed, "lastingPath"> & { readonly lastingPath: string };

export function answerOf(scanned: ScannedFile, uri: string, shownWith: ShownWith): FileAnswer {
  const { path, text, result, unreadable } = scanned;
  const isShown = result.findings.length > 0 || noticesOf(result).length > 0;
  return {
    status: result.status,
    templated: text.includes("{{"),
    unreadable,
    failures: result.failures,
    shown: isShown ? shownFile({ uri, text, result }, shownWith) : undefined,
    findings: result.findings.map(({ rule, resource, path: at }) => ({ rule, resource, path: at })),
    facts: factsText(result, path),
    suppression: result.suppression.pack(),
    suppressed: result.suppressed.map(({ rule, resource, suppressed, lastingPath }) => ({
      rule,
      resource,
      suppressed,
      lastingPath: lastingPath(),
    })),
  };
}

/** @param path as the index of the scan is to name the file. */
export function factsIn({ facts }: FileAnswer, path: string): ResourceFacts[] {
  if (facts === "") return [];
  const plain: readonly PlainFacts[] = JSON.parse(facts);
  return plain.map((one) => factsFromPlain(one, path));
}

export function suppressedIn({ suppressed }: FileAnswer): KnownSuppressed[] {
  return suppressed.map(({ lastingPath, ...plain }) => ({ ...plain, lastingPath: () => lastingPath }));
}

function factsText(result: FileResult, path: string): string {
  const facts = fileFacts(result, path);
  if (facts.length === 0) return "";
  // Where secrets are known to stand facts have no value: what is left is told by its name or its form.
  const masked = masking([]);
  return JSON.stringify(facts.map((one) => plainFacts(packFacts(one), masked)));
}
