/** What a process held at one moment, in bytes. */
export interface Sample {
  readonly seconds: number;
  readonly heap: number;
  readonly resident: number;
}

/**
 * Holds the last third of the time against the middle third, by the medians of the heap.
 * @param allowed the share by which it may grow.
 */
export function growth(samples: readonly Sample[], allowed: number): { text: string; grew: boolean } {
  const third = Math.floor(samples.length / 3);
  const parts = [samples.slice(0, third), samples.slice(third, 2 * third), samples.slice(2 * third)];
  const heaps = parts.map((part) => median(part.map(({ heap }) => heap)));
  const residents = parts.map((part) => median(part.map(({ resident }) => resident)));
  const [, middle = 0, last = 0] = heaps;
  const grown = last / middle - 1;
  return {
    text: `heap by thirds ${heaps.map(megabytes).join(", ")} MB, resident ${residents.map(megabytes).join(", ")} MB; the last third ${(grown * 100).toFixed(1)} % above the middle`,
    // Too few samples say nothing.
    grew: !(third > 0 && grown <= allowed),
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
