import { documentsOf, type Json, toJson } from "../harness/toJson";

/** What kubectl makes of a text: its documents, and whether it stops behind them. */
export interface Answer {
  readonly documents: readonly unknown[];
  readonly refused: boolean;
}

/**
 * How our reading of a text relates to kubectl's. `equal`: the same documents, or kubectl refuses it and so do we.
 * `flagged`: another reading, of which the user is told. `unflagged`: kubectl refuses what we take in silence.
 * `silent`: another reading, and nobody is told.
 */
export type Verdict = "equal" | "flagged" | "unflagged" | "silent";

export function verdictOf(text: string, answer: Answer): Verdict {
  const documents = documentsOf(text);
  const flagged = documents.some(({ problems, mergesCut }) => problems.length > 0 || mergesCut);
  const values = documents.map((document) => toJson(document.root)).filter((value) => value !== null);
  if (answer.refused) return flagged ? "equal" : "unflagged";
  if (canonical(values) === canonical(answer.documents)) return "equal";
  return flagged ? "flagged" : "silent";
}

/** Numbers as 64-bit floats, keys in order. */
export function canonical(value: Json[] | readonly unknown[]): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "bigint") return Number(inner);
    if (typeof inner === "number") return inner + 0;
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
    return Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1));
  });
}
