import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileChangeType } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { defineRule } from "../../engine/rule";
import { set } from "../../engine/yaml/pathEdit";
import { methods } from "../../server/protocol";
import { named } from "../../server/watch";
import { type LanguageClient, startClient, until } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";

/** `uri` of what is worked on, as the client of a server that dies would know it. */
let worksOn: string | undefined;
/** What the rule was asked for, and under which name. */
let asked: { readonly what: string; readonly at: string | undefined }[] = [];
let folder = "";

function note(what: "check" | "fix" | "among"): void {
  const own = URI.file(folder).toString();
  // The server of the test before may still be at its last work.
  if (worksOn?.startsWith(own) === false) return;
  asked.push({ what, at: worksOn?.slice(own.length) });
}

/** Would be the one that does not come back, wherever it is asked. */
const probe = defineRule({
  id: "probe",
  title: "Probe",
  on: "container",
  severity: "critical",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "restricted"],
  fields: ["container.tty"],
  fix: "safe",
  messages: { tty: "has a terminal" },
  check({ field }, { report }) {
    note("check");
    const at = field.at("tty");
    if (at.boolean() !== true) return;
    report({
      at,
      message: "tty",
      fix: () => {
        note("fix");
        return { title: "Set tty to false", safety: "safe", edits: [set(at, false)] };
      },
    });
  },
  among() {
    note("among");
  },
});

const pod = (name: string, tty = "true") => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
spec:
  containers:
    - { name: web, image: nginx:1.29.0, tty: ${tty} }
`;

const files: Record<string, string> = {
  "open.yaml": pod("open"),
  "closed.yaml": `${pod("closed")}---\n${pod("closed-too")}`,
  "base/kustomization.yaml": "resources: [pod.yaml]\n",
  "base/pod.yaml": pod("base"),
  "chart/Chart.yaml": "apiVersion: v2\nname: chart\nversion: 1.0.0\n",
  "chart/values.yaml": "tty: true\n",
  "chart/templates/pod.yaml": pod("chart", "{{ .Values.tty }}"),
};

describe("the server names what it works on", () => {
  let client: LanguageClient;
  beforeEach(async () => {
    folder = temporaryFolder(files);
    client = await startClient({
      folders: [folder],
      rules: [probe],
      watch: {
        during: named((work) => {
          worksOn = work?.uri;
        }),
        beat: () => {},
      },
    });
    asked = [];
  });
  afterEach(() => client.stop());

  /** Opens a file, and waits until all others were read as well. */
  const open = async (name: string) => {
    const uri = await client.open(files[name] ?? "", URI.file(join(folder, name)).toString());
    await client.problems(uri);
    await until("the folder is read", () => client.refreshes > 0);
    await client.problems(uri);
    return uri;
  };
  /** Under which names the rule was asked for all of these meanwhile. */
  const during = async (expected: readonly string[], work: () => Promise<unknown>) => {
    asked = [];
    await work();
    const seen = new Set(asked.map(({ what }) => what));
    for (const what of expected) assert.ok(seen.has(what), `no ${what}`);
    return [...new Set(asked.map(({ at }) => at))].sort();
  };

  it("when it checks an open file, alone and among the others", async () => {
    const uri = await open("open.yaml");
    await client.scan();
    const names = await during(["check", "among"], async () => {
      await client.type(uri, "nginx", "httpd");
      await client.problems(uri);
      await client.lenses(uri);
      await client.hover(uri, "tty");
    });
    assert.deepEqual(names, ["/open.yaml"]);
  });

  it("when it offers fixes and makes them", async () => {
    const uri = await open("open.yaml");
    const names = await during(["check", "fix"], async () => {
      for (const action of await client.actions(uri, "tty", ["quickfix", "source", "refactor"]))
        if (action.data) await client.run({ ...action });
    });
    assert.deepEqual(names, ["/open.yaml"]);
  });

  it("when it hardens an object", async () => {
    const uri = await open("open.yaml");
    const [lens] = await client.lenses(uri);
    const { command = "", arguments: [argument] = [] } = lens?.command ?? {};
    const names = await during(["check", "fix"], () => client.command(command, argument));
    assert.deepEqual(names, ["/open.yaml"]);
  });

  it("when it renders a chart, fixes it and shows what a template is rendered as", async () => {
    const uri = await open("chart/templates/pod.yaml");
    const names = await during(["check", "fix", "among"], async () => {
      await client.type(uri, "nginx", "httpd");
      await client.problems(uri);
      await client.hover(uri, "tty");
      await client.rendered(uri, undefined, "tty");
      assert.ok((await client.actions(uri, "{{")).some(({ edit }) => edit));
    });
    assert.deepEqual(names, ["/chart"]);
  });

  const manifests = ["/base/pod.yaml", "/closed.yaml", "/open.yaml"];
  const all = ["/chart", ...manifests].sort();

  it("when it scans", async () => {
    assert.deepEqual(await during(["check", "among"], () => client.scan()), all);
  });

  it("when it fixes all that a scan has found", async () => {
    await client.scan();
    const fix = () => client.connection.sendRequest(methods.fixWorkspace, { include: "review" });
    assert.deepEqual(await during(["check", "fix"], fix), manifests);
  });

  it("when it makes a report, the posture and a baseline", async () => {
    const ask = (method: string, params: object) => () => client.connection.sendRequest(method, params);
    const report = ask(methods.report, { format: "sarif", version: "1" });
    assert.deepEqual(await during(["check", "among", "fix"], report), all);
    // Otherwise it would be made of what is known.
    await client.connection.sendNotification(methods.clearResults);
    assert.deepEqual(await during(["check", "among"], ask(methods.posture, {})), all);
    assert.deepEqual(await during(["check", "among"], ask(methods.createBaseline, {})), all);
  });

  it("when a file changes on disk", async () => {
    await open("open.yaml");
    await client.scan();
    writeFileSync(join(folder, "closed.yaml"), pod("changed"));
    const names = await during(["check", "among"], async () => {
      await client.fileChanged(join(folder, "closed.yaml"), FileChangeType.Changed);
      await until("it is read", () => asked.some(({ what }) => what === "among"));
    });
    assert.deepEqual(names, ["/closed.yaml"]);
  });
});
