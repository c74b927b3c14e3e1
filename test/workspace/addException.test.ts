import assert from "node:assert/strict";
import { applyEdits } from "../../engine/yaml/span";
import { rules } from "../../rules";
import { addException } from "../../workspace/configuration/addException";
import { readConfiguration } from "../../workspace/configuration/configuration";

const exception = {
  rules: ["host-network"],
  file: "deploy/a.yaml",
  kind: "Pod",
  name: "web",
  namespace: null,
  reason: "the agent: it reads traffic",
};

function added(text: string, change: Partial<typeof exception> = {}): string {
  const result = addException(text, { ...exception, ...change });
  assert.ok("edits" in result, "refused" in result ? result.refused : "");
  return applyEdits(text, result.edits);
}

const item = (indent: string) =>
  `${indent}- rule: host-network
${indent}  file: deploy/a.yaml
${indent}  kind: Pod
${indent}  name: web
${indent}  reason: "the agent: it reads traffic"
`;

describe("a new exception of kubehint.yaml", () => {
  it("goes below the others, in their manner", () => {
    assert.equal(added(""), `exceptions:\n${item("  ")}`);
    assert.equal(added("# ours\n"), `# ours\nexceptions:\n${item("  ")}`);
    assert.equal(added("profile: nsa"), `profile: nsa\nexceptions:\n${item("  ")}`.trimEnd());
    const before = "exceptions: # agreed\n- rule: host-pid # why\n  reason: a\n";
    assert.equal(added(before), `${before}${item("")}`);
    assert.equal(added(`${before}\nprofile: nsa\n`), `${before}${item("")}\nprofile: nsa\n`);
  });

  it("is read as what it was made of, whatever signs a name holds", () => {
    for (const text of [
      "",
      "exceptions: []\n",
      "exceptions: [{ rule: host-pid, reason: a }]\n",
      "exceptions:\n",
    ]) {
      const { configuration, problems } = readConfiguration(added(text, { file: "a[1]/{b}*.yaml" }), rules);
      assert.deepEqual(problems, []);
      const last = configuration.exceptions.at(-1);
      assert.deepEqual(
        [last?.rules, last?.kinds, last?.reason],
        [["host-network"], ["Pod"], exception.reason],
      );
      assert.equal(last?.files?.excludesFile("a[1]/{b}*.yaml"), true, text);
      assert.equal(last?.files?.excludesFile("a1/bc.yaml"), false, text);
    }
  });

  it("is refused where the file is not valid, and holds nothing until its reason is written", () => {
    assert.ok("refused" in addException("a: [\n", exception));
    const { configuration, problems } = readConfiguration(added("", { reason: "" }), rules);
    assert.deepEqual(configuration.exceptions, []);
    assert.equal(problems.length, 1);
  });
});
