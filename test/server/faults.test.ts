import assert from "node:assert/strict";
import { faultyRule } from "../harness/faultyRule";
import { startClient, until } from "../harness/languageClient";

const pod = (name: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: ${name}, image: a:1, securityContext: { privileged: true } }
`;

describe("a rule that throws", () => {
  it("costs its own findings in that file, which says so on its first line, and nothing else", async () => {
    const client = await startClient({ rules: [faultyRule] });
    const one = await client.open(`${pod("throws")}---\n${pod("throws")}`, "untitled:one.yaml");
    const other = await client.open(pod("web"), "untitled:other.yaml");
    assert.deepEqual(await client.problems(one), [
      "rule-failed@1:0",
      "privileged-container@5:65",
      "privileged-container@11:65",
    ]);
    assert.deepEqual(await client.problems(other), ["privileged-container@5:62"]);
    await client.stop();
  });

  it("is named in the log once for each fault, without a word of the manifest", async () => {
    const client = await startClient({ rules: [faultyRule] });
    const uri = await client.open(pod("throws"));
    await client.problems(uri);
    await client.type(uri, "a:1", "a:2");
    await client.problems(uri);
    await until("the fault is logged", () => client.logged.length > 0);
    assert.deepEqual(
      client.logged.map((line) => line.replace(/:\d+:\d+$/, "")),
      ["rule faulty-rule failed: TypeError at faultyRule.ts"],
    );
    await client.stop();
  });
});
