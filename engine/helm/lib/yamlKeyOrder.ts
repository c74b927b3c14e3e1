const letter = /^\p{L}$/u;
const digit = /^\p{Nd}$/u;

/**
 * The order of keys in what go-yaml writes (v2 `sorter.go`): numbers inside of keys by their value, so that `a2` is
 * before `a10`, and anything else before letters. Not quite transitive in Go either, so the sort is kept stable and the
 * keys are brought in byte order first.
 */
export function compareKeys(left: string, right: string): number {
  return isSimple(left) && isSimple(right) ? compareUnits(left, right) : comparePoints([...left], [...right]);
}

/** Letters A to Z, without digits or anything else: nothing to look up. */
function isSimple(text: string): boolean {
  return /^[A-Za-z]*$/.test(text);
}

function compareUnits(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function comparePoints(left: readonly string[], right: readonly string[]): number {
  for (let index = 0; index < left.length && index < right.length; index++) {
    const a = left[index] ?? "";
    const b = right[index] ?? "";
    if (a === b) continue;
    const letters = [letter.test(a), letter.test(b)];
    if (letters[0] && letters[1]) return pointOf(a) - pointOf(b);
    if (letters[0] || letters[1]) return letters[1] ? -1 : 1;
    return compareNumbers(left, right, index);
  }
  return left.length - right.length;
}

function compareNumbers(left: readonly string[], right: readonly string[], index: number): number {
  const a = left[index] ?? "";
  const b = right[index] ?? "";
  // Behind other digits, a zero counts: 10 against 1x.
  let start = 0n;
  if (a === "0" || b === "0") {
    for (let before = index - 1; before >= 0 && digit.test(left[before] ?? ""); before--) {
      if (left[before] !== "0") {
        start = 1n;
        break;
      }
    }
  }
  const [leftNumber, leftEnd] = numberAt(left, index, start);
  const [rightNumber, rightEnd] = numberAt(right, index, start);
  if (leftNumber !== rightNumber) return leftNumber < rightNumber ? -1 : 1;
  if (leftEnd !== rightEnd) return leftEnd - rightEnd;
  return pointOf(a) - pointOf(b);
}

function numberAt(points: readonly string[], index: number, start: bigint): [bigint, number] {
  let value = start;
  let end = index;
  for (; end < points.length && digit.test(points[end] ?? ""); end++)
    value = BigInt.asIntN(64, value * 10n + BigInt(pointOf(points[end] ?? "") - 48));
  return [value, end];
}

function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}
