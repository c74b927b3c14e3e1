import { GoList, GoMap, Text, type Value } from "../value";

/** In the units of `Budget.output`: what an item of a list, or a piece of traced text, takes beside its own text. */
export const perItem = 80;

/** What a text takes that remembers where it came from. */
export function weightOfText({ text, runs, marks }: Text): number {
  return text.length + perItem * (runs.length + marks.length);
}

/**
 * What it takes to walk through a value as far as it reaches, in the units of `Budget.output`: a list that holds another
 * one twice is walked through twice, so that few lists can make up an endless walk. Each collection is looked at once.
 * Infinite where a collection leads back to itself in more than one way; one way is walked up to the depth where functions
 * stop by themselves.
 */
export function weightOf(value: Value): number {
  if (!(value instanceof GoMap) && !(value instanceof GoList)) return weightOfScalar(value);
  const weights = new Map<GoMap | GoList, number | "open">();
  let circles = 0;
  const weigh = (one: Value): number => {
    if (!(one instanceof GoMap) && !(one instanceof GoList)) return weightOfScalar(one);
    const known = weights.get(one);
    if (known === "open") return ++circles > 1 ? Number.POSITIVE_INFINITY : 1;
    if (known !== undefined) return known;
    weights.set(one, "open");
    let sum = perItem;
    if (one instanceof GoMap)
      for (const [key, item] of one.content) sum += key.length + perItem + weigh(item);
    else for (const item of one.items) sum += perItem + weigh(item);
    weights.set(one, sum);
    return sum;
  };
  return weigh(value);
}

function weightOfScalar(value: Value): number {
  if (typeof value === "string") return value.length;
  return value instanceof Text ? value.text.length : 1;
}
