import assert from "node:assert/strict";
import { rulePage } from "../../engine/rulePage";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { readConfiguration } from "../../workspace/configuration/configuration";

function page(id: string): string {
  const rule = rules.find((one) => one.id === id);
  const docs = ruleDocs[id];
  assert.ok(rule && docs);
  return rulePage(rule, docs);
}

describe("the page of a rule", () => {
  it("says which options there are and, as a kubehint.yaml that can be read, what the examples are told", () => {
    let shown = 0;
    for (const { id, options } of rules) {
      if (!options) continue;
      const text = page(id);
      for (const [name, { description }] of Object.entries(options))
        assert.ok(text.includes(`- \`${name}\``) && text.includes(description), `${id} ${name}`);
      const told = ruleDocs[id]?.examples.options;
      const [, written] = /## Options[\s\S]*?```yaml\n(rules:[\s\S]*?)```/.exec(text) ?? [];
      if (!told) continue;
      const { configuration, problems } = readConfiguration(written ?? "", rules);
      assert.deepEqual(problems, [], id);
      assert.deepEqual(configuration.options[id], told, id);
      shown++;
    }
    assert.ok(shown > 5, `${shown} rules`);
  });

  it("has no such section where there is nothing to set", () => {
    assert.ok(!page("privileged-container").includes("## Options"));
  });
});
