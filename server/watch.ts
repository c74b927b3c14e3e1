import type { WorkNote } from "./protocol";

/** What is worked on. */
export interface Work {
  readonly uri: string;
  /** Of its text, in UTF-16 code units: what is larger may take longer. */
  readonly size: number;
  /** Names the text, where it is to be known again. */
  readonly text?: string;
}

/**
 * Is told what the server works on, so that whoever watches over it knows which document is to blame when it runs away
 * or dies.
 */
export interface Watch {
  /** Does some work, and passes on what it returns or throws. Work on another document within it is named instead. */
  during<T>(document: Work, work: () => T): T;
  /** The work goes on: to be called now and then by what takes long and is known to end. */
  beat(): void;
}

/** Where nobody watches. */
export const unwatched: Watch = { during: (_, work) => work(), beat: () => {} };

/** @param tell is told of each work that begins, of the one around it when it ends, and of none behind the last. */
export function named(tell: (work: Work | undefined) => void): Watch["during"] {
  let current: Work | undefined;
  return (document, work) => {
    if (current?.uri === document.uri) return work();
    const outer = current;
    current = document;
    tell(document);
    try {
      return work();
    } finally {
      current = outer;
      tell(outer);
    }
  };
}

/** In milliseconds of work without a sign of life. */
export function allowance(size: number): number {
  return Math.round(5000 + size / 1000);
}

/** What the client is told of it. */
export function noteOf({ uri, text }: Work): WorkNote {
  return text === undefined ? { uri } : { uri, text };
}
