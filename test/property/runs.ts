/** How often a property is tried: `KUBEHINT_PROPERTY_RUNS` multiplies the number that keeps the test run short. */
export function runs(count: number): number {
  const factor = Number(process.env.KUBEHINT_PROPERTY_RUNS ?? 1);
  return Math.max(1, Math.round(count * (Number.isFinite(factor) ? factor : 1)));
}
