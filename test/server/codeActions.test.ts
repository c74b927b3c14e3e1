import assert from "node:assert/strict";
import { defineRule } from "../../engine/rule";
import { append } from "../../engine/yaml/pathEdit";
import { type LanguageClient, startClient } from "../harness/languageClient";

const pod = (security: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web # the server
      image: registry.example/web:1.4.2
${security}`;
const privileged = pod("      securityContext:\n        privileged: true # once\n");

describe("code actions", () => {
  let client: LanguageClient;
  afterEach(() => client.stop());

  it("fix a finding and change nothing else", async () => {
    client = await startClient();
    const uri = await client.open(privileged);
    const fix = (await client.actions(uri, "true")).find(({ title }) => title.startsWith("Set privileged"));
    assert.ok(fix);
    assert.equal(fix.title, "Set privileged to false (needs review)");
    assert.equal(fix.isPreferred, undefined);
    assert.equal(fix.diagnostics?.[0]?.code, "privileged-container");
    assert.equal(fix.edit, undefined, "computed when asked for");
    const edit = await client.run(fix);
    assert.equal(client.text(uri), privileged.replace("true", "false"));
    assert.deepEqual(edit.changeAnnotations, {
      review: {
        label: "Set privileged to false",
        needsConfirmation: true,
        description: "It can change how the workload runs.",
      },
    });
  });

  it("ask for no confirmation of a safe fix, nor where the user does not want to be asked", async () => {
    const missing = pod("      securityContext: { readOnlyRootFilesystem: true }\n");
    client = await startClient({ settings: () => ({ profile: "pss-restricted", confirmReview: false }) });
    const uri = await client.open(missing);
    for (const { title, kind } of await client.actions(uri, "name: web # the", ["quickfix"]))
      assert.equal(kind, "quickfix", title);
    const [harden] = await client.actions(uri, "image", ["refactor.rewrite.kubehint.container"]);
    assert.ok(harden);
    assert.equal((await client.run(harden)).changeAnnotations, undefined);
    await client.stop();
    client = await startClient({ settings: () => ({ profile: "pss-restricted" }) });
    const again = await client.open(missing);
    const [safe] = await client.actions(again, "apiVersion", ["source.fixAll"]);
    assert.ok(safe);
    assert.equal((await client.run(safe)).changeAnnotations, undefined);
  });

  it("harden what the cursor is in to restricted, for those who ask for it", async () => {
    client = await startClient();
    const two = `${privileged}    - name: side\n      image: registry.example/side:1.0.0\n---\n${privileged}`;
    const uri = await client.open(two);
    const titles = async (only?: string[]) =>
      (await client.actions(uri, "name: side", only))
        .map(({ title }) => title)
        .filter((title) => /Harden/.test(title));
    assert.deepEqual(await titles(["refactor.rewrite"]), [
      'Harden container "side" to restricted (needs review)',
      'Harden Pod "web" to restricted (needs review)',
      "Harden this file to restricted (needs review)",
    ]);
    assert.deepEqual(await titles(["refactor.rewrite.kubehint.file"]), [
      "Harden this file to restricted (needs review)",
    ]);
    const [container] = await client.actions(uri, "name: side", ["refactor.rewrite.kubehint.container"]);
    assert.ok(container);
    await client.run(container);
    assert.equal(client.text(uri).match(/privileged: true # once/g)?.length, 2, "the others stay");
    assert.match(client.text(uri), /name: side[\s\S]*drop:\n *- ALL\n[\s\S]*---/);
    const whole = await client.open(two, "file:///whole.yaml");
    const [file] = await client.actions(whole, "name: side", ["refactor.rewrite.kubehint.file"]);
    assert.ok(file);
    await client.run(file);
    assert.doesNotMatch(client.text(whole), /privileged: true/);
    const done = await client.open(client.text(whole), "file:///done.yaml");
    assert.deepEqual(
      await client.actions(done, "name: side", ["refactor.rewrite"]),
      [],
      "nothing is left to do",
    );
  });

  it("are refused for a text that has changed since", async () => {
    client = await startClient();
    const uri = await client.open(privileged);
    const [fix] = await client.actions(uri, "true");
    await client.type(uri, "name: web", "name: api");
    assert.ok(fix);
    await assert.rejects(client.run(fix), /the text has changed/);
  });

  it("fix all findings of a rule in the file", async () => {
    client = await startClient();
    const uri = await client.open(`${privileged}---\n${privileged}`);
    const all = (await client.actions(uri, "true")).find(({ title }) => title.startsWith("Fix all 2"));
    assert.ok(all);
    await client.run(all);
    const fixed = privileged.replace("true", "false");
    assert.equal(client.text(uri), `${fixed}---\n${fixed}`);
  });

  it("write a policy once where all pods of a file ask for it", async () => {
    const rules = { "network-policy-missing-for-pod": "medium" };
    client = await startClient({ settings: () => ({ rules }) });
    const two = `${pod("")}---\n${pod("").replace("name: web\nspec", "name: api\nspec")}`;
    const uri = await client.open(two);
    const all = (await client.actions(uri, "web\nspec")).find(({ title }) => title.startsWith("Fix all 2"));
    assert.equal(all?.title.endsWith(" in this file (needs review)"), true);
    await client.run(all);
    assert.equal(client.text(uri).match(/^kind: NetworkPolicy$/gm)?.length, 1, client.text(uri));
  });

  it("harden a container with all that it lacks, below its comments", async () => {
    client = await startClient({ settings: () => ({ profile: "pss-restricted" }) });
    const uri = await client.open(pod(""));
    const harden = (await client.actions(uri, "web #")).find(({ title }) => title.startsWith("Harden"));
    assert.equal(harden?.title, 'Harden container "web" (needs review)');
    await client.run(harden);
    assert.ok(client.text(uri).startsWith(pod("")), client.text(uri));
    assert.match(client.text(uri), /allowPrivilegeEscalation: false/);
    assert.equal(client.text(uri).match(/securityContext:/g)?.length, 1);
  });

  it("harden with a misspelled setting put right, not with another beside it", async () => {
    client = await startClient({ settings: () => ({ profile: "restricted" }) });
    const misspelled = pod("      securityContext: { readOnlyRootFileSystem: true, runasnonroot: true }\n");
    const uri = await client.open(misspelled);
    const grouped = (await client.actions(uri, "web #")).find(({ title }) => title.startsWith("Harden"));
    assert.ok(grouped);
    await client.run(grouped);
    assert.match(client.text(uri), /\{ readOnlyRootFilesystem: true, runAsNonRoot: true, [^}]*drop/);
    const level = await client.open(misspelled, "file:///level.yaml");
    const [restrict] = await client.actions(level, "image", ["refactor.rewrite.kubehint.container"]);
    assert.ok(restrict);
    await client.run(restrict);
    assert.match(client.text(level), /\{ readOnlyRootFilesystem: true, runAsNonRoot: true, [^}]*drop/);
  });

  it("apply every safe fix, and only those, as a source action", async () => {
    client = await startClient({ settings: () => ({ profile: "pss-restricted" }) });
    const uri = await client.open(privileged);
    const actions = await client.actions(uri, "apiVersion", ["source.fixAll"]);
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ["source.fixAll.kubehint"],
    );
    assert.ok(actions[0]);
    await client.run(actions[0]);
    assert.match(client.text(uri), /privileged: true # once/);
    assert.notEqual(client.text(uri), privileged);
  });

  it("say where they were given up, and leave the text as it is", async () => {
    // One more item at every look: no text comes back, and none is the last.
    const endless = defineRule({
      id: "endless",
      title: "Endless",
      on: "podSpec",
      severity: "high",
      confidence: "high",
      profiles: ["recommended"],
      fields: ["pod.tolerations"],
      messages: { more: "there could be one more" },
      check: ({ field }, { report }) => {
        const at = field.at("tolerations");
        const key = `more${at.items().length}`;
        report({
          at: field.at("containers"),
          message: "more",
          fix: () => ({ title: "Add one", safety: "safe", edits: [append(at, { key })] }),
        });
      },
    });
    client = await startClient({ rules: [endless] });
    const uri = await client.open(pod(""));
    const [action] = await client.actions(uri, "apiVersion", ["source.fixAll"]);
    assert.ok(action);
    await client.run(action);
    assert.equal(client.text(uri), pod(""));
    assert.equal(client.messages.length, 1);
    assert.match(
      client.messages[0] ?? "",
      /^Kubehint left .+\.yaml as it is: the fixes come to no end \(endless\)\.$/,
    );
  });

  it("keep to the kinds that are asked for", async () => {
    client = await startClient();
    const uri = await client.open(privileged);
    assert.deepEqual(await client.actions(uri, "true", ["refactor.extract"]), []);
    assert.deepEqual(await client.actions(uri, "true", ["source.organizeImports"]), []);
    const quick = await client.actions(uri, "true", ["quickfix"]);
    assert.ok(quick.length > 0 && quick.every(({ kind }) => kind === "quickfix"));
  });

  it("say why a setting cannot be edited", async () => {
    client = await startClient();
    const uri = await client.open(
      pod(
        "      securityContext: &shared { privileged: true }\n    - { name: b, image: a, securityContext: *shared }\n",
      ),
    );
    const fixes = await client.actions(uri, "true");
    assert.deepEqual(
      fixes.map(({ disabled }) => disabled?.reason).filter(Boolean),
      Array(2).fill("the setting is shared through an anchor or a merge"),
      JSON.stringify(fixes),
    );
  });

  it("lead to the rule's page", async () => {
    client = await startClient();
    const uri = await client.open(privileged);
    const page = (await client.actions(uri, "true")).find(({ title }) => title.startsWith("Explain"));
    assert.deepEqual(page?.command, {
      title: "Explain: Privileged container",
      command: "kubehint.showRule",
      arguments: ["privileged-container"],
    });
  });
});
