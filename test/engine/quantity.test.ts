import assert from "node:assert/strict";
import { parseQuantity } from "../../engine/kubernetes/quantity";

describe("quantities", () => {
  const one = 1_000_000_000n;

  const equal: [string, bigint][] = [
    ["1", one],
    ["+1", one],
    ["-1", -one],
    ["0", 0n],
    ["1.", one],
    [".5", one / 2n],
    ["1.5", (one * 3n) / 2n],
    ["100m", one / 10n],
    ["250u", one / 4000n],
    ["1n", 1n],
    ["1k", one * 1000n],
    ["128M", one * 128_000_000n],
    ["128Mi", one * 134_217_728n],
    ["1.5Gi", one * 1_610_612_736n],
    ["2Ei", one * 2n ** 61n],
    ["1E", one * 10n ** 18n],
    ["1e3", one * 1000n],
    ["1E3", one * 1000n],
    ["12E-1", (one * 6n) / 5n],
  ];
  for (const [text, amount] of equal)
    it(`reads ${text}`, () => {
      assert.equal(parseQuantity(text), amount);
    });

  it("rounds up what is finer than a billionth, as the API server does", () => {
    assert.equal(parseQuantity("0.1n"), 1n);
    assert.equal(parseQuantity("1.0000000001"), one + 1n);
  });

  for (const text of [
    "",
    ".",
    "1K",
    "1mi",
    "1 Gi",
    "1GB",
    "Gi",
    "0x10",
    "1e",
    "1_000",
    "--1",
    "1e999",
    `1${"0".repeat(90)}`,
  ])
    it(`refuses ${JSON.stringify(text).slice(0, 20)}`, () => {
      assert.equal(parseQuantity(text), undefined);
    });

  it("says that equal amounts are equal", () => {
    assert.equal(parseQuantity("1024Mi"), parseQuantity("1Gi"));
    assert.equal(parseQuantity("0.5"), parseQuantity("500m"));
    assert.ok((parseQuantity("1G") ?? 0n) < (parseQuantity("1Gi") ?? 0n));
  });
});
