/** One row of the table that `npm run bench` prints. */
export interface Row {
  readonly what: string;
  readonly p50: string;
  readonly p95: string;
  readonly ratio: string;
}

/** Milliseconds that each call took, sorted. */
export function times(runs: number, run: (index: number) => void): number[] {
  const taken: number[] = [];
  for (let index = 0; index < runs; index++) {
    const start = process.hrtime.bigint();
    run(index);
    taken.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return taken.sort((a, b) => a - b);
}

/** The value below which `share` (0 to 1) of the sorted values lie. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const milliseconds = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
