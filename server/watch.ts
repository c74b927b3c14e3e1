/**
 * Is told what the server works on, so that whoever watches over it knows which document is to blame when it runs away
 * or dies.
 */
export interface Watch {
  /**
   * Runs work on a document, and passes on what it returns or throws.
   * @param size of its text, in UTF-16 code units: what is larger may take longer.
   * @param text names the text, where it is to be known again.
   */
  during<T>(
    document: { readonly uri: string; readonly size: number; readonly text?: string },
    work: () => T,
  ): T;
  /** The work goes on: to be called now and then by what takes long and is known to end. */
  beat(): void;
}

/** Where nobody watches. */
export const unwatched: Watch = { during: (_, work) => work(), beat: () => {} };

/** In milliseconds of work without a sign of life. */
export function allowance(size: number): number {
  return Math.round(5000 + size / 1000);
}
