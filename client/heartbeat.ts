/** Milliseconds between two looks. */
export const lookEvery = 250;

/**
 * Tells whether a server still lives by the signs that it gives. Looks are counted rather than the clock read: in a tab
 * in the background timers come once a second or once a minute, on a machine that sleeps not at all, and those of the server
 * with them. An interval makes up for no turn that it missed: however long that takes, it is one look.
 */
export class Heartbeat {
  private looks = 0;
  /** Milliseconds; a server that has given no sign yet is still being loaded, however long that takes. */
  private allowed: number | undefined;

  /** @param allowed how long it may take until the next one, in milliseconds. */
  sign(allowed: number): void {
    this.looks = 0;
    this.allowed = allowed;
  }

  /**
   * To be called every `lookEvery` milliseconds.
   * @returns the milliseconds that the server had, where they are over.
   */
  look(): number | undefined {
    if (this.allowed === undefined) return undefined;
    this.looks++;
    return this.looks * lookEvery >= this.allowed ? this.allowed : undefined;
  }
}
