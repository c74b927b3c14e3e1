import fc from "fast-check";
import type { PlainMap, PlainValue } from "../../engine/yaml/pathEdit";
import { checkChange, checkChanges, keys } from "../harness/changes";
import { runs } from "./runs";

const scalars: PlainValue[] = [
  "web",
  "yes",
  "0644",
  "a: b",
  "x #y",
  "",
  " lead",
  "two\nlines",
  "one line\n",
  "- dash",
  "it's",
  '"q"',
  "{{ x }}",
  "a, b",
  "[x]",
  "ü",
  1,
  0,
  -3,
  1.5,
  true,
  false,
  null,
  "1e3",
  "~",
  "*a",
  "&a",
  "!t",
  "%d",
  "@x",
  "`",
  "|",
  ">",
  "?",
  ":",
];

const value: fc.Arbitrary<PlainValue> = fc.letrec<{ value: PlainValue; map: PlainMap }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom(...scalars),
    tie("map"),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
  map: fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 3, noNullPrototype: true }),
})).value;
const root = fc.dictionary(fc.constantFrom(...keys), value, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});

/** What was wrong once. */
const kept: [PlainMap, number, PlainValue[]][] = [
  // The value of the last key came behind the key that was put after it.
  [{ name: { name: "web", on: null } }, 1083799282, [[], "web", "web"]],
  // Two neighbours that go share the line break between them.
  [{ name: 1, "x/y": { name: ["web", "web", []], image: { name: "web" } }, image: ["web"] }, 2, ["web", {}]],
];

describe("path edits of any document", () => {
  it("say what the model says and leave every other line and comment alone", () => {
    fc.assert(fc.property(root, fc.nat(), value, fc.boolean(), checkChange), runs(3000));
  });

  it("say together what they say one by one", () => {
    const several = fc.array(value, { minLength: 2, maxLength: 5 });
    fc.assert(fc.property(root, fc.nat(), several, checkChanges), { ...runs(3000), examples: kept });
  });
});
