import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { ScalarValue } from "../../../engine/yaml/scalar";
import { documentsOf } from "../../harness/toJson";
import { type Verdict, verdictOf } from "../../oracle/compare";
import { constructs } from "../../oracle/constructs";

/** A text, and what kubectl's decoder makes of it: JSON, `!` where it stops, empty where it stays the text itself. */
type Answer = readonly [text: string, said: string];

const answersIn = (name: string): Answer[] =>
  brotliDecompressSync(readFileSync(join(__dirname, "../../oracle", name)))
    .toString()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("what kubectl reads (test/oracle)", () => {
  it("is what we read: 25,000 plain scalars, to the last digit", () => {
    const answers = answersIn("scalars.jsonl.br");
    assert.equal(answers.length, 25_000);
    const wrong = answers.filter(([text, said]) => !isReadAs(text, said)).map(([text]) => text);
    assert.deepEqual(wrong, []);
  });

  const verdicts = new Map<Verdict, string[]>();
  before(() => {
    for (const [text, said] of answersIn("documents.jsonl.br")) {
      const refused = said === "!";
      const verdict = verdictOf(text, { documents: refused ? [] : JSON.parse(said), refused });
      verdicts.set(verdict, [...(verdicts.get(verdict) ?? []), text]);
    }
  });

  it("covers every construct that we know of, and thousands of texts with something wrong in them", () => {
    const texts = new Set([...verdicts.values()].flat());
    assert.ok(texts.size > 4500);
    assert.deepEqual(
      constructs.filter((text) => !texts.has(text)),
      [],
    );
  });

  it("is never something else in silence", () => {
    assert.deepEqual(verdicts.get("silent") ?? [], []);
  });

  it("is seldom something else with a mark on it, and seldom refused where we see nothing wrong", () => {
    assert.ok((verdicts.get("flagged") ?? []).length <= 20, verdicts.get("flagged")?.join("\n###\n"));
    assert.ok((verdicts.get("unflagged") ?? []).length <= 20, verdicts.get("unflagged")?.join("\n###\n"));
  });
});

function isReadAs(text: string, said: string): boolean {
  const [document] = documentsOf(`v: ${text}\n`);
  if (!document) return false;
  const isFlagged = document.problems.length > 0;
  if (said === "!") return isFlagged;
  const field = document.root.at("v");
  const value: ScalarValue = field.document.scalarValue(field.content);
  if (isFlagged || field.isMap || field.isSequence) return false;
  if (said === "") return value === text;
  if (typeof value === "bigint") return String(value) === said;
  return typeof value === "number" ? value === Number(said) : value === JSON.parse(said);
}
