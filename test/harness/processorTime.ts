/**
 * Milliseconds that work took, of the clock or of the processor: whichever is less. Others may have the processor
 * meanwhile, and collectors work beside the program.
 */
export function processorTime(work: () => void): number {
  const started = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return Math.min(performance.now() - started, (user + system) / 1000);
}
