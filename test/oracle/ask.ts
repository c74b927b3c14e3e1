/**
 * Asks Go how kubectl reads our texts and writes its answers for the tests, which need no Go: `node --import tsx
 * test/oracle/ask.ts`. See README.md.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { documentTexts, scalarTexts } from "./texts";

const directory = __dirname;

function ask(texts: readonly string[]): string[] {
  const input = texts.map((text) => `${JSON.stringify(text)}\n`).join("");
  const output = execFileSync("go", ["run", "."], {
    cwd: directory,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  return output.trimEnd().split("\n");
}

function write(name: string, lines: readonly string[]): void {
  const data = brotliCompressSync(lines.join("\n"), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  writeFileSync(join(directory, name), data);
  console.log(`${name}: ${lines.length} answers, ${data.length} bytes`);
}

const scalars = scalarTexts(25_000);
const values = ask(scalars.map((text) => `v: ${text}\n`));
// `""` for a string that is the text itself, `!` where kubectl refuses it.
write(
  "scalars.jsonl.br",
  scalars.map((text, index) => {
    const answer = values[index] ?? "";
    const value = /^\[\{"v":(.*)\}\]$/.exec(answer)?.[1];
    const said = value === undefined ? "!" : value === JSON.stringify(text) ? "" : value;
    return JSON.stringify([text, said]);
  }),
);
const documents = documentTexts(400, 4000);
write(
  "documents.jsonl.br",
  ask(documents).map((answer, index) => {
    const found: unknown[] = JSON.parse(answer);
    const last = found.at(-1);
    const refused = typeof last === "object" && last !== null && Object.keys(last).join() === "error";
    return JSON.stringify([documents[index], refused ? "!" : answer]);
  }),
);
