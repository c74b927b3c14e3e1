import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { CancellationTokenSource, FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { methods, type PostureData, type ReportParams } from "../../server/protocol";
import type { Watch } from "../../server/watch";
import { acrossWorkspace, secretLiteral } from "../harness/acrossWorkspace";
import { faultyRule } from "../harness/faultyRule";
import { type LanguageClient, startClient } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = (name: string, more = "", container = "web") => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  hostPID: true
  containers:
    - name: ${container}
      image: registry.example/web:1.4.2${more}
`;
const privileged = "\n      securityContext: { privileged: true }";
const accepted = "\n      # kubehint: ignore[privileged-container] the agent needs it";

/** Where a file is checked in part only nothing is said of exceptions that accept nothing. */
const { "broken/text.yaml": broken = "", ...across } = acrossWorkspace;
/** All else that a report has something to say of. */
const workspace: Readonly<Record<string, string>> = {
  ...across,
  "pods/a.yaml": pod("a", privileged),
  "pods/b.yaml": pod("b", accepted + privileged),
  "pods/nothing.yaml": "a: b\n",
  "pods/kubehint.yaml": `exceptions:
  - { rule: [host-pid], name: [a], reason: it is the agent }
  - { rule: [host-pid], name: [nobody], reason: accepts nothing }
unknown: 1
`,
};

const formats = ["json", "text", "sarif", "csv", "markdown", "junit"];

describe("a report of what is known", function () {
  this.timeout(60_000);
  let folder: string;
  let client: LanguageClient;
  let settings: object;
  /** Names of the files that were looked at. */
  let looked: string[];
  beforeEach(() => {
    folder = temporaryFolder({ ...workspace });
    settings = {};
    looked = [];
  });
  afterEach(() => client.stop());

  const start = async () => {
    const watch: Watch = {
      beat: () => {},
      during: ({ uri, size }, work) => {
        const name = uri.slice(URI.file(folder).toString().length + 1);
        // Kustomizations and what they name are read before anything is looked at; charts go by their folders.
        if (size > 0 && !/kustomization|^overlays|^sites/.test(name)) looked.push(name);
        return work();
      },
    };
    client = await startClient({ folders: [folder], settings: () => settings, watch, rules: [faultyRule] });
  };
  const posture = () => client.connection.sendRequest<PostureData | null>(methods.posture, {});
  const report = async (format: string): Promise<string> => {
    const params = { format, version: "1.2.3" } as ReportParams;
    const text = await client.connection.sendRequest<string | null>(methods.report, params);
    // How long it took.
    return (text ?? "").replace(/\(\d+\.\d+ s\)/, "");
  };
  const everyReport = async (): Promise<string[]> => {
    const reports = [JSON.stringify(await posture())];
    for (const format of formats) reports.push(await report(format));
    return reports;
  };
  /** Of a server that knows nothing: each report from one of its own, lest the first teaches the next. */
  const afresh = async (): Promise<string[]> => {
    const known = client;
    const names = looked;
    looked = [];
    const reports: string[] = [];
    for (const format of ["posture", ...formats]) {
      await start();
      reports.push(format === "posture" ? JSON.stringify(await posture()) : await report(format));
      await client.stop();
    }
    client = known;
    looked = names;
    return reports;
  };
  const assertAsAfresh = async (reports: readonly string[]) => {
    for (const [index, expected] of (await afresh()).entries()) {
      const { [index]: found = "" } = reports;
      if (found === expected) continue;
      const at = [...expected].findIndex((one, place) => one !== found[place]);
      const around = [found, expected].map((text) => text.slice(Math.max(0, at - 200), at + 200));
      assert.fail(`${["posture", ...formats][index]}: ${around.join("\n\ninstead of\n\n")}`);
    }
  };
  const idle = (text: string) => text.match(/this exception accepts nothing/g)?.length;
  const lookedAt = () => [...new Set(looked.splice(0))].sort();
  const write = async (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
    await client.fileChanged(join(folder, name), FileChangeType.Changed);
    await client.connection.sendRequest(methods.ruleCatalogue);
  };
  /** Reads everything once. */
  const startKnowing = async () => {
    await start();
    await posture();
    looked.length = 0;
  };

  it("says after a scan what a server says that knows nothing, and looks at nothing", async () => {
    await start();
    await client.scan();
    assert.ok(lookedAt().length > 30);
    const reports = [JSON.stringify(await posture())];
    for (const format of formats) {
      reports.push(await report(format));
      const again = lookedAt();
      // The edits of safe fixes have words of the text in them, and are made anew.
      if (format === "sarif")
        assert.ok(again.includes("pods/a.yaml") && !again.includes("pods/nothing.yaml"));
      else assert.deepEqual(again, [], format);
    }
    await assertAsAfresh(reports);
    const { 2: text = "", 3: sarif = "" } = reports;
    assert.ok(sarif.includes('"it is the agent"'));
    assert.equal(idle(text), 3);
    assert.ok(sarif.includes('"fixes"'));
    assert.ok(!reports.join("").includes(secretLiteral));
  });

  it("is known to the next report, and to a scan", async () => {
    await start();
    await client.scan();
    const scanned = [...client.published].sort();
    await client.stop();
    await startKnowing();
    const reports = await everyReport();
    await assertAsAfresh(reports);
    lookedAt();
    await client.scan();
    // Of findings that other files put in order a report has no need to know what is left.
    assert.deepEqual(lookedAt(), ["apps/web/deployment.yaml", "base/deployment.yaml"]);
    assert.deepEqual([...client.published].sort(), scanned);
  });

  it("looks at a file that changed, and at no other", async () => {
    await startKnowing();
    await write("pods/b.yaml", pod("b", privileged));
    await posture();
    assert.deepEqual(lookedAt(), ["pods/b.yaml"]);
    await assertAsAfresh(await everyReport());
  });

  it("has nothing of a file that is gone", async () => {
    await startKnowing();
    rmSync(join(folder, "pods/b.yaml"));
    await assertAsAfresh(await everyReport());
  });

  it("looks at what is typed", async () => {
    await startKnowing();
    await client.open(pod("a"), URI.file(join(folder, "pods/a.yaml")).toString());
    const reports = await everyReport();
    assert.ok(lookedAt().includes("pods/a.yaml"));
    await client.close(URI.file(join(folder, "pods/a.yaml")).toString());
    writeFileSync(join(folder, "pods/a.yaml"), pod("a"));
    await assertAsAfresh(reports);
  });

  it("says which exceptions accept nothing now", async () => {
    await startKnowing();
    const exception = "{ rule: [host-pid], name: [a, nobody], reason: it is the agent }";
    await write("pods/kubehint.yaml", `exceptions: [${exception}]\n`);
    assert.equal(idle(await report("text")), 2);
    // That of the folder holds for its files, of which one is not what it was.
    await write("pods/a.yaml", pod("other", privileged));
    const reports = await everyReport();
    assert.equal(idle(reports[2] ?? ""), 3);
    await assertAsAfresh(reports);
  });

  it("says where a text stops being YAML", async () => {
    await startKnowing();
    await write("broken/text.yaml", broken);
    await posture();
    const reports = await everyReport();
    assert.ok(reports[2]?.includes("not valid YAML (unclosed flow in line 3)"));
    await assertAsAfresh(reports);
  });

  it("takes in a baseline, and says of one that cannot be read that it cannot", async () => {
    await startKnowing();
    const findings = [
      {
        rule: "privileged-container",
        file: "pods/a.yaml",
        resource: "Pod/shop/a",
        path: "/spec/containers/web/securityContext/privileged",
      },
    ];
    await write(".kubehint-baseline.json", JSON.stringify({ version: 1, findings }));
    const reports = await everyReport();
    assert.ok(reports[3]?.includes("baseline"));
    await assertAsAfresh(reports);
    await write(".kubehint-baseline.json", "{");
    await assertAsAfresh(await everyReport());
  });

  it("asks another profile anew", async () => {
    await startKnowing();
    await client.changeSettings({ profile: "recommended", kubernetesVersion: "1.30" });
    settings = { profile: "recommended", kubernetesVersion: "1.30" };
    await assertAsAfresh(await everyReport());
  });

  it("renders a chart again when its values change", async () => {
    await startKnowing();
    await write("chart/values.yaml", "privileged: false\n");
    await assertAsAfresh(await everyReport());
    assert.ok(lookedAt().includes("chart"));
    await everyReport();
    assert.ok(!lookedAt().includes("common"));
  });

  it("says of a rule that failed that it did, and asks it again", async () => {
    writeFileSync(join(folder, "pods/faulty.yaml"), pod("faulty", "", "throws"));
    await startKnowing();
    const reports = await everyReport();
    assert.ok(reports[3]?.includes("rule faulty-rule: TypeError"));
    await assertAsAfresh(reports);
    await posture();
    assert.ok(lookedAt().includes("pods/faulty.yaml"));
  });

  it("and a scan beside it leave each other what they know", async () => {
    await start();
    const [summary, text] = await Promise.all([client.scan(), report("json")]);
    assert.equal(summary.cancelled, false);
    looked.length = 0;
    await client.scan();
    assert.equal(await report("json"), text);
    assert.deepEqual(lookedAt(), []);
    await assertAsAfresh(await everyReport());
  });

  it("can be cancelled, and keeps what it came to know", async () => {
    await start();
    const source = new CancellationTokenSource();
    const cancelled = client.connection.sendRequest(methods.posture, {}, source.token).then(
      (answer) => answer,
      () => null,
    );
    source.cancel();
    assert.equal(await cancelled, null);
    await assertAsAfresh(await everyReport());
  });

  it("knows nothing once the results are cleared", async () => {
    await startKnowing();
    await client.connection.sendNotification(methods.clearResults);
    await posture();
    assert.ok(lookedAt().length > 30);
  });
});
