import type { Finding } from "../finding";
import type { DirectiveIndex } from "./directiveIndex";

/**
 * What was worked out about the directives of a document, for as long as its result lives: it belongs to the result,
 * because weak maps are slow on the way from a keystroke to its findings.
 */
export interface SuppressionMemo {
  indexes: Indexes | undefined;
  /** Rule -> all that it can say of the document, whatever is asked for. */
  readonly probes: Map<string, Probed>;
}

/** The directives that hold on a day. */
export interface Indexes {
  readonly today: string | undefined;
  readonly own: DirectiveIndex;
  readonly foreign: DirectiveIndex;
}

export interface Probed {
  readonly findings: readonly Finding[];
  readonly undecided: number;
}

export function newMemo(): SuppressionMemo {
  return { indexes: undefined, probes: new Map() };
}
