/** Assertions without `node:assert`, which a worker does not have. Values are compared by what they look like. */
export function equal(actual: unknown, expected: unknown, message = "not equal"): void {
  if (shown(actual) === shown(expected)) return;
  throw Object.assign(new Error(message), {
    name: "AssertionError",
    actual: shown(actual),
    expected: shown(expected),
    showDiff: true,
  });
}

export function match(actual: string, pattern: RegExp): void {
  if (!pattern.test(actual)) throw new Error(`does not match ${pattern}:\n${actual}`);
}

export function ok<T>(value: T, message: string): asserts value is NonNullable<T> & Exclude<T, false | ""> {
  if (!value) throw new Error(message);
}

/** Reads again and again until it is what is expected; says what it was at last when that does not come. */
export async function eventually(
  read: () => unknown,
  expected: unknown,
  { within = 10_000 } = {},
): Promise<void> {
  const end = Date.now() + within;
  for (;;) {
    const actual = await read();
    if (shown(actual) === shown(expected)) return;
    if (Date.now() > end) return equal(actual, expected, `not within ${within / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, undefined, 1) ?? "undefined");
}
