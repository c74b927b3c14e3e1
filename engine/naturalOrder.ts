/**
 * Compares as people count: `1.2.10` stands after `1.2.9`. What is no number goes by code units. `localeCompare` with
 * `numeric` says the same of ids and takes ten milliseconds to be ready, a tenth of a short run.
 */
export function naturalOrder(one: string, other: string): number {
  const theirs = partsOf(other);
  for (const [index, part] of partsOf(one).entries()) {
    const their = theirs[index];
    if (their === undefined) return 1;
    if (part === their) continue;
    const difference = Number(part) - Number(their);
    if (difference) return difference;
    return part < their ? -1 : 1;
  }
  return one.length - other.length;
}

function partsOf(text: string): readonly string[] {
  return text.match(/\d+|\D+/g) ?? [];
}
