/**
 * The name among `names` that `word` was meant to be: the same but for case and separators, or one slip away (two in a
 * long name): a letter left out, added, wrong or swapped with its neighbour. `undefined` where none or several are near.
 */
export function meantName(word: string, names: readonly string[]): string | undefined {
  const same = sameName(word, names);
  if (same !== undefined) return same;
  const allowed = word.length >= 10 ? 2 : word.length >= 5 ? 1 : 0;
  const near = names.filter((name) => slips(bare(word), bare(name), allowed) <= allowed);
  return near.length === 1 ? near[0] : undefined;
}

/** The only one of `names` that is `word` but for case and separators. */
export function sameName(word: string, names: readonly string[]): string | undefined {
  const plain = names.filter((name) => bare(name) === bare(word));
  return plain.length === 1 ? plain[0] : undefined;
}

function bare(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, "");
}

/** Optimal string alignment distance; anything over `most` is `most + 1`. */
function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

/**
 * The choice that is spelt most like `name`, where one is near enough to be meant. More generous than `meantName`: for
 * words that are certainly wrong.
 */
export function nearestName(name: string, choices: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const choice of choices) {
    const distance = slips(name, choice, least - 1);
    if (distance < least) {
      least = distance;
      best = choice;
    }
  }
  return best;
}
