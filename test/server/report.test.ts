import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { URI } from "vscode-uri";
import { type FileCounts, methods, type PostureData, type ReportParams } from "../../server/protocol";
import { type LanguageClient, startClient } from "../harness/languageClient";

const pod = (name: string, more = "") => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  hostPID: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
${more}`;
const privileged = "      securityContext: { privileged: true }\n";
const accepted = "      # kubehint: ignore[privileged-container] the agent needs it\n";

describe("reports of a workspace", () => {
  let folder: string;
  let client: LanguageClient;
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const posture = () => client.connection.sendRequest<PostureData | null>(methods.posture, {});
  const report = (format: string) =>
    client.connection.sendRequest<string | null>(methods.report, {
      format,
      version: "1.2.3",
    } as ReportParams);
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "kubehint-report-"));
    mkdirSync(join(folder, "deploy"));
    write("deploy/a.yaml", pod("a", privileged));
    write("deploy/b.yaml", pod("b", accepted + privileged));
    write("notes.yaml", "a: b\n");
    client = await startClient({ folders: [folder] });
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("count what is open as it stands in the editor, and what is suppressed apart", async () => {
    const before = await posture();
    assert.deepEqual(
      [before?.bySeverity.critical, before?.bySeverity.high, before?.suppressed, before?.files],
      [1, 2, 1, 2],
    );
    await client.open(pod("a"), URI.file(join(folder, "deploy/a.yaml")).toString());
    assert.equal((await posture())?.bySeverity.critical, 0);
  });

  it("name what matters most with its place and reasons", async () => {
    const [first] = (await posture())?.foremost ?? [];
    assert.deepEqual(
      [first?.rule, first?.file, first?.uri, first?.range.start.line, first?.why],
      [
        "privileged-container",
        "deploy/a.yaml",
        URI.file(join(folder, "deploy/a.yaml")).toString(),
        8,
        ["privileged"],
      ],
    );
  });

  it("are written in every format, with the version they are told", async () => {
    const json = JSON.parse((await report("json")) ?? "");
    assert.deepEqual(
      json.findings.map(({ rule, file }: { rule: string; file: string }) => `${file} ${rule}`),
      [
        "deploy/a.yaml host-pid",
        "deploy/a.yaml privileged-container",
        "deploy/b.yaml host-pid",
        "deploy/b.yaml privileged-container",
      ],
    );
    const sarif = JSON.parse((await report("sarif")) ?? "");
    const { driver } = sarif.runs[0].tool;
    assert.equal(driver.version, "1.2.3");
    assert.ok(driver.rules.every(({ help }: { help?: object }) => help));
    for (const format of ["text", "html", "junit", "gitlab", "gitlab-sast", "github", "csv"])
      assert.match((await report(format)) ?? "", /deploy\/a\.yaml/, format);
    assert.match((await report("markdown")) ?? "", /### What matters most/);
    assert.match((await report("slack")) ?? "", /"blocks"/);
    assert.equal(await report("constructor"), null);
  });

  it("count an open file by severity, and say nothing of one that is not checked", async () => {
    const counts = async (name: string) => {
      const uri = URI.file(join(folder, name)).toString();
      return client.connection.sendRequest<FileCounts | null>(methods.fileCounts, { uri });
    };
    assert.equal(await counts("deploy/b.yaml"), null);
    await client.open(pod("b", accepted + privileged), URI.file(join(folder, "deploy/b.yaml")).toString());
    await client.open("a: b\n", URI.file(join(folder, "notes.yaml")).toString());
    const b = await counts("deploy/b.yaml");
    assert.deepEqual([b?.bySeverity.high, b?.suppressed, b?.profile], [1, 1, "recommended"]);
    assert.equal(await counts("notes.yaml"), null);
  });
});
