import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ruleDocs } from "../../rules/docs";
import type { Choices } from "../harness/yamlModel";

const root = resolve(__dirname, "../..");

/** The examples of every rule, and the manifests of examples/. */
export function seeds(): string[] {
  const ofRules = Object.values(ruleDocs).flatMap(({ examples }) => [
    examples.bad,
    examples.good,
    ...("fixed" in examples && examples.fixed ? [examples.fixed] : []),
  ]);
  const shipped = readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => readFileSync(join(root, "examples", name), "utf8"));
  return [...ofRules, ...shipped];
}

/** What stands where something else is expected. */
const tokens = [
  "null",
  "~",
  "true",
  "{}",
  "[]",
  "[[]]",
  "[null]",
  "{a: {}}",
  "- ",
  "? ",
  ": ",
  "&a ",
  "*a",
  "<<: *a",
  "!!binary ",
  "!!str 1",
  "-1",
  "1e999",
  ".nan",
  "0x",
  "99999999999999999999",
  '"',
  "'",
  "|\n",
  ">-\n  x\n",
  "#",
  "\t",
  "\r\n",
  "\r",
  "\u2028",
  "\ufeff",
  "\u0000",
  "\ud800",
  "😀",
  "---\n",
  "...\n",
  "%YAML 1.2\n",
  "__proto__",
  "constructor",
  "toString: 1",
  "hasOwnProperty",
  "{{ .Values.x }}",
  "$(X)",
  "*",
  "::",
  "/",
  "a/b/c",
  "<<<<<<< HEAD\n",
  "kind: List\nitems:\n",
  "kind: Pod\n",
  "apiVersion: v1\n",
];

/** A text that is nearly the given one. The same choices make the same text. */
export function mutated(text: string, choices: Choices, pool: readonly string[]): string {
  let current = text;
  for (let times = 1 + choices.next(4); times > 0; times--) current = once(current, choices, pool);
  return current;
}

function once(text: string, choices: Choices, pool: readonly string[]): string {
  const at = choices.next(text.length + 1);
  const lines = text.split("\n");
  const line = choices.next(lines.length);
  switch (choices.next(9)) {
    case 0:
      return text.slice(0, at) + choices.pick(tokens) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + choices.next(8));
    case 2:
      return text.slice(0, at) + String.fromCharCode(choices.next(256)) + text.slice(at + 1);
    case 3:
      // The value of a line becomes something else.
      lines[line] = (lines[line] ?? "").replace(
        /([:-] ).*$/,
        (_, sign: string) => sign + choices.pick(tokens),
      );
      return lines.join("\n");
    case 4:
      // What lay deeper is now beside what it lay in, or the other way around.
      lines[line] = choices.chance(2) ? `  ${lines[line]}` : (lines[line] ?? "").replace(/^ {2}/, "");
      return lines.join("\n");
    case 5:
      lines.splice(line, 1 + choices.next(3));
      return lines.join("\n");
    case 6:
      lines.splice(line, 0, lines[choices.next(lines.length)] ?? "");
      return lines.join("\n");
    case 7: {
      const other = choices.pick(pool).split("\n");
      lines.splice(
        line,
        choices.next(4),
        ...other.slice(choices.next(other.length), other.length).slice(0, 8),
      );
      return lines.join("\n");
    }
    default: {
      // One word of the text for another one.
      const words = [...text.matchAll(/[\w./*-]+/g)];
      const from = words[choices.next(Math.max(1, words.length))];
      const to = words[choices.next(Math.max(1, words.length))];
      if (!from || !to) return text;
      return text.slice(0, from.index) + to[0] + text.slice(from.index + from[0].length);
    }
  }
}
