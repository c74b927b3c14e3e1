import type { PlainMap, PlainValue } from "../../engine/yaml/pathEdit";
import { Choices, render } from "../harness/yamlModel";
import { mutated, seeds } from "../security/mutator";
import { constructs } from "./constructs";

/** Texts for Go to read: every one of them is made here, from a seed. */
export function scalarTexts(count: number): string[] {
  const choices = new Choices(20_240_607);
  const found = new Set<string>(wordsInEveryCase());
  while (found.size < count) {
    const text = scalar(choices);
    if (!/^[\s#&*!|>'"%@`,[\]{}]|^[-?:](?:\s|$)|:(?:\s|$)|\s#|\s$|^---|^\.\.\./.test(text) && text !== "")
      found.add(text);
  }
  return [...found];
}

/** As values, as keys, under tags, in quotes, as blocks. */
export function documentTexts(generated: number, broken: number): string[] {
  const choices = new Choices(77_003);
  const found = new Set<string>(constructs);
  for (let i = 0; i < generated; i++) found.add(render(map(choices, 3), choices).text);
  for (let i = 0; i < generated; i++) found.add(`${decorated(choices)}${decorated(choices)}`);
  const pool = [...seeds().filter(({ length }) => length < 700), ...constructs];
  for (let i = 0; i < broken; i++) found.add(mutated(choices.pick(pool), choices, pool));
  // No file can hold half a character.
  return [...found].map((text) => Buffer.from(text).toString());
}

const words =
  "y n yes no on off true false null ~ inf nan .inf .nan -.inf +.inf 0x 0b 0o e E 1e 1e+ +- -+ 0x_ 0_ _ . .. ._1 1._ << =".split(
    " ",
  );

function wordsInEveryCase(): string[] {
  const cased = words.flatMap((word) => {
    const cases: string[] = [""];
    for (const char of word) {
      const sides = [...new Set([char.toLowerCase(), char.toUpperCase()])];
      cases.push(...cases.splice(0).flatMap((start) => sides.map((side) => start + side)));
    }
    return cases;
  });
  return cased.filter((text) => text !== "" && text !== "..");
}

const alphabets = [
  "0123456789",
  "0123456789_",
  "01_b",
  "01234567_oO",
  "0123456789abcdefABCDEF_xX",
  "0123456789.eE+-_",
  "0123456789:.",
  "0123456789-:TZ. ",
  ".0123456789_eE",
  "yYeEsSnNoO",
  "abcxyz-_./:",
  "naNAiINfF.+-",
];
const starts = [
  "",
  "",
  "",
  "0",
  "0x",
  "0X",
  "0b",
  "0B",
  "0o",
  "0O",
  "-",
  "+",
  "-0",
  "+0x",
  "-0b",
  ".",
  "1_",
  "1e",
];

function scalar(choices: Choices): string {
  const alphabet = choices.pick(alphabets);
  let text = choices.pick(starts);
  const longest = choices.chance(8) ? 42 : 8;
  for (let length = 1 + choices.next(longest); length > 0; length--)
    text += alphabet[choices.next(alphabet.length)] ?? "";
  return text;
}

const keys = ["name", "image", "spec", "yes", "010", "a.b/c", "env", "1e3", "on", "~x"];
const leaves: readonly PlainValue[] = [
  "web",
  "yes",
  "0644",
  "a: b",
  "x #y",
  "",
  " lead",
  "two\nlines",
  "it's",
  "{{ x }}",
  1,
  0,
  -3,
  1.5,
  true,
  false,
  null,
  "1e3",
  "~",
];

function map(choices: Choices, depth: number): PlainMap {
  const result: Record<string, PlainValue> = {};
  for (let count = 1 + choices.next(4); count > 0; count--)
    result[choices.pick(keys)] = value(choices, depth);
  return result;
}

function value(choices: Choices, depth: number): PlainValue {
  if (depth === 0 || choices.chance(2)) return choices.pick(leaves);
  if (choices.chance(2)) return map(choices, depth - 1);
  return Array.from({ length: choices.next(4) }, () => value(choices, depth - 1));
}

const tags = [
  "!!bool",
  "!!int",
  "!!float",
  "!!null",
  "!!str",
  "!!binary",
  "!",
  "!Ref",
  "!<tag:yaml.org,2002:int>",
];
const insides = [
  "yes",
  "010",
  "1",
  "1.5",
  "web",
  "~",
  "no",
  "aGk=",
  "a\\tb",
  "\\u00e9",
  "x  y",
  "a\n  b",
  "a\n\n  b",
  "a \\\n  b",
  "''",
  "é",
  "#x",
  "a: b",
];
const headers = ["|", ">", "|-", ">-", "|+", ">+", "|2", ">2-"];

/** An entry of a mapping with a scalar in some style. */
function decorated(choices: Choices): string {
  const key = `k${choices.next(1000)}`;
  const inside = choices.pick(insides);
  switch (choices.next(6)) {
    case 0:
      return `${key}: ${choices.pick(tags)} ${scalarWord(inside)}\n`;
    case 1:
      return `${key}: "${inside}"\n`;
    case 2:
      return `${key}: '${inside.replaceAll("'", "''")}'\n`;
    case 3:
      return `${key}: ${choices.pick(headers)}\n  ${inside}\n${choices.chance(2) ? "\n" : ""}${choices.chance(2) ? `  ${inside.replaceAll("\n", "")}\n` : ""}`;
    case 4:
      return `${scalarWord(inside)}${choices.next(100)}: ${key}\n`;
    default:
      return `${key}:\n- ${scalarWord(inside)}\n- { a: "${inside}", b: [${scalarWord(inside)}] }\n`;
  }
}

function scalarWord(inside: string): string {
  return inside.replace(/[\n\\:#'].*/s, "") || "x";
}
