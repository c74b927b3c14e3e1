import type { Exception } from "../../engine/suppress/exceptions";
import type { SuppressionSources } from "../../engine/suppress/sources";

/** Notes which exceptions of a file accept something, by their place among those that hold for it. */
export class UsedExceptions {
  private readonly used = new Set<number>();

  constructor(private readonly exceptions: readonly Exception[] = []) {}

  readonly note = (exception: Exception): void => {
    this.used.add(this.exceptions.indexOf(exception));
  };

  get places(): number[] {
    return [...this.used];
  }
}

/** Tells of exceptions that accepted something when the file was looked at. */
export function tellUsed(places: readonly number[], { exceptions, onException }: SuppressionSources): void {
  for (const place of places) {
    const exception = exceptions?.[place];
    if (exception) onException?.(exception);
  }
}
