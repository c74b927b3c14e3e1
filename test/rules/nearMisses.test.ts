import assert from "node:assert/strict";
import type { Finding } from "../../engine/finding";
import type { RuleOptions } from "../../engine/rule";
import { rules } from "../../rules";
import { ruleDocs } from "../../rules/docs";
import { lintWith } from "../harness/check";
import { nearMisses } from "./nearMisses";

interface Example {
  readonly bad: string;
  readonly options?: RuleOptions;
}

/** The bad example with the marked key one letter off; `undefined` where no key is marked. */
function withOtherKey({ bad }: Example, finding: Finding): string | undefined {
  const key = finding.path
    .split("/")
    .filter((step) => step !== "" && !/^\d+$/.test(step))
    .at(-1)
    ?.replaceAll("~1", "/")
    .replaceAll("~0", "~");
  if (key === undefined) return undefined;
  const at = bad.lastIndexOf(`${key}:`, finding.span.end);
  return at < 0 ? undefined : `${bad.slice(0, at + key.length)}x${bad.slice(at + key.length)}`;
}

describe("what looks similar and is fine", () => {
  // Suppressions are comments: what looks like one stands in their own tests.
  for (const rule of rules.filter(({ on }) => on !== "suppression" && on !== "values")) {
    const { examples } = ruleDocs[rule.id] ?? assert.fail(rule.id);
    const told = { ruleOptions: { [rule.id]: examples.options ?? {} } };
    const reports = (text: string) => lintWith(text, [rule.id], told).length > 0;

    it(`is no finding of ${rule.id}`, () => {
      // A kind that nobody knows, or, as pods are found in those too, one of Kubernetes' own that runs nothing.
      const renamed = [
        examples.bad.replace(/^kind: (\S+)$/gm, "kind: $1Example"),
        examples.bad.replace(/^kind: \S+$/gm, "kind: Event").replace(/^apiVersion: \S+$/gm, "apiVersion: v1"),
      ];
      for (const text of renamed) assert.notEqual(text, examples.bad);
      assert.ok(!renamed.every(reports), "the bad example as another kind");
      for (const [from, to] of nearMisses[rule.id] ?? []) {
        assert.equal(examples.bad.split(from).length, 2, `not once in the bad example: ${from}`);
        assert.ok(!reports(examples.bad.replace(from, () => to)), to);
      }
    });
  }

  for (const rule of rules.filter(
    ({ on }) => on !== "suppression" && on !== "values" && on !== "component",
  )) {
    const { examples } = ruleDocs[rule.id] ?? assert.fail(rule.id);
    const told = { ruleOptions: { [rule.id]: examples.options ?? {} } };
    const [written] = lintWith(examples.bad, [rule.id], told).filter(({ missing }) => !missing);
    if (!written || nearMisses[rule.id]) continue;

    it(`is, for ${rule.id}, the same value under another key`, () => {
      const other = withOtherKey(examples, written) ?? assert.fail(`no key at ${written.path}`);
      const still = lintWith(other, [rule.id], told).filter(
        ({ missing, path }) => !missing && path === written.path,
      );
      assert.deepEqual(still, []);
    });
  }

  for (const rule of rules.filter(({ on }) => on === "component"))
    it(`is, for ${rule.id}, the same flag of another program`, () => {
      const { bad } = ruleDocs[rule.id]?.examples ?? assert.fail(rule.id);
      const other = bad
        .replace(/^( +- )(?:kube-[a-z-]+|kubelet|etcd)$/m, "$1metrics-server")
        .replace(/^kind: [A-Z]\w+Configuration$/gm, "kind: Event");
      assert.notEqual(other, bad);
      assert.deepEqual(lintWith(other, [rule.id]), []);
    });
});
