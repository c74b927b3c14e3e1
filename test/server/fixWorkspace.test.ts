import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { type FixedFile, type FixWorkspaceParams, methods } from "../../server/protocol";
import { type LanguageClient, startClient } from "../harness/languageClient";

const pod = (name: string, container: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  containers:
    - name: web # stays
      image: registry.example/web:1.4.2
${container}`;
const risky = "      securityContext:\n        privileged: true\n        readonlyRootFilesystem: false\n";

describe("fixing a workspace", () => {
  let folder: string;
  let client: LanguageClient;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const uriOf = (name: string) => URI.file(join(folder, name)).toString();
  const fixed = (params: Partial<FixWorkspaceParams> | null) =>
    client.connection.sendRequest<FixedFile[]>(methods.fixWorkspace, params);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "kubehint-fix-"));
    write("a.yaml", pod("a", risky));
    write("b.yaml", pod("b", risky).replaceAll("\n", "\r\n"));
    write("fine.yaml", pod("fine", ""));
    client = await startClient({ folders: [folder] });
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("proposes the safe fixes of every file and changes none", async () => {
    await client.scan();
    const files = await fixed({ include: "safe" });
    assert.deepEqual(
      files.map(({ uri, fixes }) => [uri, fixes]),
      [
        [uriOf("a.yaml"), 1],
        [uriOf("b.yaml"), 1],
      ],
    );
    assert.equal(files[0]?.after, pod("a", risky).replace("readonly", "readOnly"));
    assert.equal(files[1]?.after, pod("b", risky).replace("readonly", "readOnly").replaceAll("\n", "\r\n"));
    assert.deepEqual(files[0]?.edits.length, 1);
  });

  it("proposes all of one rule, of an open file as it is in the editor", async () => {
    await client.scan();
    const open = await client.open(pod("a", risky).replace("stays", "typed"), uriOf("a.yaml"));
    const files = await fixed({ rule: "privileged-container", include: "review" });
    const [first] = files;
    assert.equal(files.length, 2);
    assert.equal(first?.uri, open);
    assert.equal(first?.before, client.text(open));
    assert.equal(first?.after, client.text(open).replace("privileged: true", "privileged: false"));
  });

  it("proposes a policy once for a namespace that many pods share", async () => {
    const risk = "network-policy-missing-for-pod";
    await client.changeSettings({ rules: { [risk]: "medium" } });
    await client.scan();
    const files = await fixed({ rule: risk, include: "review" });
    assert.deepEqual(
      files.map(({ fixes }) => fixes),
      [1],
    );
    assert.match(files[0]?.after ?? "", /^---\napiVersion: networking\.k8s\.io\/v1\nkind: NetworkPolicy$/m);
  });

  it("proposes nothing before a scan, of an unknown rule, and whatever it is asked", async () => {
    assert.deepEqual(await fixed({ include: "safe" }), []);
    await client.scan();
    assert.deepEqual(await fixed({ rule: "no-such-rule", include: "review" }), []);
    assert.equal((await fixed(null)).length, 2, "the safe fixes");
  });
});
