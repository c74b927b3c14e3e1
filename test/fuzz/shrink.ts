/**
 * Leaves out as much of a list as can be left out while `fails` still holds: halves first, then smaller parts. Ends when
 * nothing can be left out, or `until` is past (milliseconds of `performance.now`).
 */
export function shrinkList<T>(
  list: readonly T[],
  fails: (shorter: readonly T[]) => boolean,
  until: number,
): readonly T[] {
  let kept = list;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < kept.length && performance.now() < until; ) {
      const shorter = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (fails(shorter)) kept = shorter;
      else at += size;
    }
  return kept;
}

/** A text that still fails, with as few lines and then as few characters as can be found. */
export function shrinkText(text: string, fails: (shorter: string) => boolean, until: number): string {
  const lines = shrinkList(text.split(/(?<=\n)/), (some) => fails(some.join("")), until);
  return shrinkList([...lines.join("")], (some) => fails(some.join("")), until).join("");
}
