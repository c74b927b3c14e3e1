import { grouped } from "../../engine/grouped";

/** `1 fix`, `2,000 fixes`. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${grouped(number)} ${number === 1 ? noun : nouns}`;
}
