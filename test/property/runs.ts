import type { Parameters } from "fast-check";

/**
 * How often a property is tried; `KUBEHINT_PROPERTY_RUNS` multiplies the number that keeps the test run short, and tries
 * other cases each time, where `npm test` tries the same so that it fails for a change alone. The time limit ends long
 * searches for a smaller counterexample too; what was found by then is reported.
 */
export function runs<T>(count: number): Parameters<T> {
  const factor = Math.max(1, Number(process.env.KUBEHINT_PROPERTY_RUNS) || 1);
  return {
    numRuns: Math.round(count * factor),
    interruptAfterTimeLimit: 10_000 * factor,
    ...(factor === 1 && { seed: 20261129 }),
  };
}
