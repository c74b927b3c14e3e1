import type { PackedSuppression } from "../../engine/suppress/packedSuppression";
import { type PlainFacts, plainFacts } from "../../engine/workspace/plainFacts";
import { LineIndex } from "../../engine/yaml/lines";
import type { CollectedFile } from "../../report/collectFile";
import { masking } from "../../report/masking";
import type { ReportedFinding } from "../../report/report";
import type { FileAnswer, KeptTexts } from "../threads/messages";

/** What is kept of a file, as JSON has it: no text of a secret, no line of the file. */
export interface KeptAnswer extends Pick<FileAnswer, "templated" | "unreadable" | "used"> {
  readonly collected: Omit<CollectedFile, "judged" | "accepted"> & {
    readonly judged: readonly (readonly [rule: string, count: number])[];
    readonly accepted: readonly (readonly [rule: string, count: number])[];
  };
  readonly suppression?: PackedSuppression;
  /** See `LineIndex.kept`; only where something may be found in it later. */
  readonly lines?: readonly number[];
}

export function keptTexts({ collected, facts, ...rest }: Omit<FileAnswer, "kept">, text: string): KeptTexts {
  const { judged, accepted, findings } = collected;
  const { templated, unreadable, used, suppression } = rest;
  const kept: KeptAnswer = {
    collected: {
      ...collected,
      judged: [...judged],
      accepted: [...accepted],
      findings: findings.map(withoutQuote),
    },
    templated,
    unreadable,
    used,
    ...(suppression && { suppression }),
    ...(facts.length > 0 && { lines: new LineIndex(text).kept }),
  };
  const masked = masking(collected.secrets ?? []);
  return {
    answer: JSON.stringify(kept),
    facts: JSON.stringify(facts.map((one): PlainFacts => plainFacts(one, masked))),
  };
}

export function withoutQuote(finding: ReportedFinding): ReportedFinding {
  return { ...finding, quote: undefined };
}

/** Of what `keptTexts` gave, or was read back from it. */
export function answerFrom({ suppression, ...rest }: KeptAnswer): Omit<FileAnswer, "facts" | "kept"> {
  return { ...rest, suppression };
}
