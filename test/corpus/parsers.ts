/**
 * Holds the two versions of the `yaml` package against each other: over the tokens of either, the same composition has
 * to make the same trees and problems of every file of the corpus. Run as `node --import tsx test/corpus/parsers.ts`;
 * skips where the corpus is not present. Prints the time of each, the faster of which is shipped.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Lexer, Parser } from "yaml-2";
import { composeDocument } from "../../engine/yaml/compose";
import { splitDocuments } from "../../engine/yaml/split";
import { maxDepth, type Token, type TokenStream, tokenize } from "../../engine/yaml/tokens";

const corpus = resolve(__dirname, "../../../shared/corpora");

/** What `tokenize` does, by the generators of version 2. */
function tokenizeWith2(text: string): TokenStream {
  const parser = new Parser();
  const tokens: Token[] = [];
  for (const source of new Lexer().lex(text)) {
    for (const token of parser.next(source)) tokens.push(token as Token);
    if (parser.stack.length > maxDepth) return { tokens: [], tooDeepAt: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token as Token);
  return { tokens };
}

function main(): number {
  if (!existsSync(corpus)) {
    console.log("parsers: the corpus is not present, nothing to do");
    return 0;
  }
  const documents = files(corpus).flatMap((file) =>
    splitDocuments(readFileSync(file, "utf8")).map(({ text }) => text),
  );
  let differ = 0;
  for (const text of documents)
    if (shown(text, tokenize) !== shown(text, tokenizeWith2) && ++differ <= 10)
      console.log(`  differs: ${JSON.stringify(text.slice(0, 200))}`);
  console.log(`parsers: ${documents.length} documents, ${differ} read differently`);
  for (const round of [1, 2])
    console.log(
      `  round ${round}: yaml 3 ${time(documents, tokenize)} ms, yaml 2 ${time(documents, tokenizeWith2)} ms to lex and parse`,
    );
  return differ === 0 ? 0 : 1;
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The tree and its problems as text; tokens are shown by their type alone. */
function shown(text: string, read: (text: string) => TokenStream): string {
  const { root, problems } = composeDocument(text, read);
  return JSON.stringify({ root, problems }, (key, value) => {
    if (key === "token") return `${value.type} ${value.offset} ${value.source}`;
    // The tree of a target is shown where it stands.
    return key === "target" ? value !== undefined : value;
  });
}

function time(documents: readonly string[], read: (text: string) => TokenStream): number {
  const start = performance.now();
  for (const text of documents) read(text);
  return Math.round(performance.now() - start);
}

process.exitCode = main();
