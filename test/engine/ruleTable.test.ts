import assert from "node:assert/strict";
import { resourcesOf } from "../../engine/kubernetes/resource";
import { RuleTable } from "../../engine/lintResource";
import { YamlDocument } from "../../engine/yaml/document";
import { rules } from "../../rules";

const table = new RuleTable(rules);

const pod = "spec: { template: { spec: { containers: [{ name: a, image: a }] } } }";

function rulesFor(apiVersion: string, kind: string) {
  const [view] = resourcesOf(
    new YamlDocument(`apiVersion: ${apiVersion}\nkind: ${kind}\n${pod}\n`),
    0,
    false,
  );
  assert.ok(view);
  return table.of(view);
}

describe("the rules for a kind", () => {
  it("are kept once for all kinds that no rule names, so that typing a kind leaves nothing behind", () => {
    assert.equal(rulesFor("example.org/v1", "Dep"), rulesFor("example.com/v1", "Deploy"));
    assert.notEqual(rulesFor("example.org/v1", "Deployment"), rulesFor("apps/v1", "Deployment"));
  });

  it("are those that name it", () => {
    const names = (apiVersion: string, kind: string) =>
      rulesFor(apiVersion, kind).some(({ rule }) => rule.id === "openshift-route-without-tls");
    assert.ok(names("route.openshift.io/v1", "Route"));
    assert.ok(!names("example.org/v1", "Route"));
  });
});
