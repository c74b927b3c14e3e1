import assert from "node:assert/strict";
import { type LanguageClient, startClient } from "../harness/languageClient";

const pod = (spec: string) => `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
${spec}`;

const hardened = pod(`  securityContext:
    runAsNonRoot: true
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        allowPrivilegeEscalation: false
        capabilities:
          drop: [ALL]
`);

const bare = pod(`  containers:
    - name: web
      image: registry.example/web:1.4.2
`);

describe("code lenses", () => {
  let client: LanguageClient;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.stop());

  const titles = async (text: string) =>
    (await client.lenses(await client.open(text))).map(
      ({ command, range }) => `${range.start.line + 1} ${command?.title}`,
    );

  it("state the Pod Security level above each workload", async () => {
    assert.deepEqual(await titles(`${hardened}---\n${bare}`), [
      "1 Pod Security: restricted ✓",
      "18 Pod Security: baseline · 4 settings short of restricted",
    ]);
  });

  it("name what keeps a workload from baseline", async () => {
    assert.deepEqual(await titles(hardened.replace("spec:", "spec:\n  hostNetwork: true")), [
      "1 Pod Security: privileged · hostNetwork blocks baseline",
    ]);
  });

  it("are not shown on other objects, on patches, and when they are turned off", async () => {
    assert.deepEqual(await titles("apiVersion: v1\nkind: Service\nmetadata: { name: a }\n"), []);
    assert.deepEqual(await titles(pod("  containers:\n    - name: web\n")), []);
    await client.changeSettings({ codeLens: { enable: false } });
    assert.deepEqual(await titles(bare), []);
  });

  it("harden the workload to the next level with one edit", async () => {
    const uri = await client.open(bare);
    const [lens] = await client.lenses(uri);
    assert.ok(lens?.command);
    assert.match(lens.command.tooltip ?? "", /^Harden to restricted:\n- /);
    await client.command(lens.command.command, lens.command.arguments?.[0]);
    assert.equal(client.edits.length, 1);
    assert.equal(client.edits[0]?.label, "Harden to Pod Security restricted");
    assert.deepEqual(client.messages, []);
    assert.ok(client.text(uri).startsWith(bare.slice(0, bare.indexOf("spec:"))));
    assert.deepEqual(await titles(client.text(uri)), ["1 Pod Security: restricted ✓"]);
  });

  it("say what only a person can decide", async () => {
    const uri = await client.open(
      hardened.replace("spec:", "spec:\n  volumes:\n    - { name: host, hostPath: { path: /var/log } }"),
    );
    const [lens] = await client.lenses(uri);
    assert.ok(lens?.command);
    await client.command(lens.command.command, lens.command.arguments?.[0]);
    assert.equal(client.edits.length, 0);
    assert.match(client.messages.join(), /^Before it is baseline, you have to decide: /);
  });
});
