import { lower, upper } from "./words";

/**
 * The cases of words as github.com/huandu/xstrings 1.5 makes them (convert.go); Copyright (c) 2015 Huan Du, MIT licence.
 */

/** sprig's `camelcase`: `http_server` becomes `HttpServer`. */
export function camelcase(text: string): string {
  const points = [...text];
  if (points.length === 0) return "";
  let result = "";
  let index = 0;
  let current = "";
  let upperRun = false;
  for (; index < points.length; index++) {
    current = points[index] ?? "";
    if (!isConnector(current)) {
      upperRun = isUpper(current);
      current = upper(current);
      index++;
      break;
    }
    result += current;
  }
  // Nothing but connectors: the last of them is written twice.
  if (index >= points.length) return result + current;
  for (; index < points.length; index++) {
    const previous = current;
    current = points[index] ?? "";
    if (isConnector(current) && isConnector(previous)) {
      result += previous;
      continue;
    }
    if (isConnector(previous)) {
      upperRun = isUpper(current);
      current = upper(current);
      continue;
    }
    if (upperRun) {
      if (isUpper(current)) current = lower(current);
      else upperRun = false;
    }
    result += previous;
  }
  return result + current;
}

export function snakecase(text: string): string {
  return separated(text, "_");
}

export function kebabcase(text: string): string {
  return separated(text, "-");
}

type Kind = "end" | "number" | "upper" | "letters" | "connector" | "punctuation" | "other";

interface Word {
  readonly kind: Kind;
  readonly text: string;
  /** Where the next one starts. */
  readonly next: number;
}

function separated(text: string, connector: string): string {
  const points = [...text];
  if (points.length === 0) return "";
  let result = "";
  const write = (kind: Kind, word: string): void => {
    if (kind === "connector") result += connector.repeat([...word].length);
    else result += kind === "upper" ? lower(word) : word;
  };
  const joins = (kind: Kind): boolean => kind !== "connector" && kind !== "punctuation";
  let word = nextWord(points, 0);
  const rest = (): boolean => word.next < points.length;
  const advance = (): Kind => {
    word = nextWord(points, word.next);
    return word.kind;
  };
  const writeRun = (): void => {
    while (word.kind === "letters" || word.kind === "number") {
      write(word.kind, word.text);
      advance();
    }
    if (word.kind !== "end" && joins(word.kind)) result += connector;
  };
  while (rest()) {
    if (word.kind !== "connector") write(word.kind, word.text);
    const previous = word;
    advance();
    if (previous.kind === "number") writeRun();
    else if (previous.kind === "connector") write("connector", previous.text);
    else if (previous.kind === "punctuation") continue;
    else if (word.kind !== "number") {
      if (joins(word.kind)) result += connector;
    } else if (rest()) {
      const number = word.text;
      const behind = advance();
      if (behind === "letters") {
        result += connector;
        write("number", number);
        writeRun();
      } else {
        write("number", number);
        if (joins(behind)) result += connector;
      }
    }
  }
  write(word.kind, word.text);
  return result;
}

function nextWord(points: readonly string[], start: number): Word {
  const first = points[start];
  if (first === undefined) return { kind: "end", text: "", next: start };
  const kind = kindOf(first);
  const next = kind === "upper" ? endOfUpper(points, start) : endOf(points, start + 1, continuation[kind]);
  return { kind, text: points.slice(start, next).join(""), next };
}

function kindOf(character: string): Kind {
  if (isConnector(character)) return "connector";
  if (isPunctuation(character)) return "punctuation";
  if (isUpper(character)) return "upper";
  if (isLetter(character)) return "letters";
  return isNumber(character) ? "number" : "other";
}

const continuation = {
  connector: isConnector,
  punctuation: isPunctuation,
  letters: (character: string) => isLetter(character) && !isUpper(character),
  number: isNumber,
  other: (character: string) =>
    !isConnector(character) && !isLetter(character) && !isNumber(character) && !isPunctuation(character),
  end: () => false,
};

function endOf(points: readonly string[], start: number, belongs: (character: string) => boolean): number {
  let end = start;
  while (end < points.length && belongs(points[end] ?? "")) end++;
  return end;
}

/** A run of capitals leaves its last one to the word behind it: `HTTPServer` is `HTTP` and `Server`. */
function endOfUpper(points: readonly string[], start: number): number {
  const second = points[start + 1];
  if (second === undefined) return start + 1;
  if (!isUpper(second)) return isLetter(second) ? endOf(points, start + 1, continuation.letters) : start + 1;
  const end = endOf(points, start + 1, isUpper);
  return end < points.length && isLetter(points[end] ?? "") ? end - 1 : end;
}

function isConnector(character: string): boolean {
  return character === "-" || character === "_" || /^\p{White_Space}$/u.test(character);
}

function isUpper(character: string): boolean {
  return /^\p{Lu}$/u.test(character);
}

/** xstrings, `isAlphabet`: Chinese and Japanese ideographs are none. */
function isLetter(character: string): boolean {
  return /^\p{L}$/u.test(character) && !/^[\u3400-\u4db5\u4e00-\u9fcc\u{20000}-\u{2b81d}]$/u.test(character);
}

function isNumber(character: string): boolean {
  return /^\p{N}$/u.test(character);
}

function isPunctuation(character: string): boolean {
  return /^\p{P}$/u.test(character);
}
