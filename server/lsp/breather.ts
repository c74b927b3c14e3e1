/** The longest time in milliseconds that nobody else gets a turn. */
const longestBlock = 20;

/** Lets requests and cancellations in whenever it has been a while. */
export function breather(): () => Promise<void> {
  let breathedAt = performance.now();
  return async () => {
    if (performance.now() - breathedAt < longestBlock) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    breathedAt = performance.now();
  };
}
