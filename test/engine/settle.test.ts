import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { createLinter, fileFacts } from "../../engine/linter";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { rules } from "../../rules";
import { withAcross } from "../../workspace/across";

const rule = "service-account-token-automount";
const linter = createLinter({
  rules: rules.filter(({ id }) => id === rule),
  config: { ...defaultConfig, profile: "restricted" },
});

const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  serviceAccountName: web
  containers: [{ name: web, image: "registry.example/web:1.4.2" }]
`;

function account(namespace: string, automount: boolean): string {
  return `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web, namespace: ${namespace} }\nautomountServiceAccountToken: ${automount}\n`;
}

describe("a finding that another object puts in order", () => {
  it("is no finding where that object stands in the same file, and counts as passed", () => {
    const { findings, judged } = linter.lint(`${pod}---\n${account("shop", false)}`);
    assert.deepEqual([findings.length, judged().get(rule)], [0, 0]);
  });

  it("stays where the object says something else, or is in another namespace", () => {
    assert.equal(linter.lint(`${pod}---\n${account("shop", true)}`).findings.length, 1);
    assert.equal(linter.lint(`${pod}---\n${account("other", false)}`).findings.length, 1);
  });

  it("is taken back once the other file is known, and comes again when it changes", () => {
    const index = new WorkspaceIndex();
    const own = linter.lint(pod);
    const among = () => withAcross(own, linter.lintAmong(index, "web.yaml"));
    const tell = (file: string, text: string) => index.set(file, fileFacts(linter.lint(text), file));
    tell("web.yaml", pod);
    assert.deepEqual([among().findings.length, among().judged().get(rule)], [1, 1]);
    tell("account.yaml", account("shop", false));
    assert.deepEqual([among().findings.length, among().judged().get(rule)], [0, 0]);
    tell("account.yaml", account("shop", true));
    assert.equal(among().findings.length, 1);
  });

  it("is told from the same finding about another object of the document", () => {
    const list = `apiVersion: v1
kind: List
items:
  - { apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { serviceAccountName: a, containers: [{ name: a, image: "a:1" }] } }
  - { apiVersion: v1, kind: Pod, metadata: { name: b }, spec: { serviceAccountName: b, containers: [{ name: b, image: "b:1" }] } }
  - { apiVersion: v1, kind: ServiceAccount, metadata: { name: b }, automountServiceAccountToken: false }
`;
    assert.deepEqual(
      linter.lint(list).findings.map(({ resource }) => resource.name),
      ["a"],
    );
  });
});
