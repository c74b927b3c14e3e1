import assert from "node:assert/strict";
import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { Heartbeat } from "../../client/heartbeat";
import type { WorkerSign } from "../../server/protocol";
import { temporaryFolder } from "../harness/temporaryFolder";

const pod = (name: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: ${name}, image: a:1, securityContext: { privileged: true } }
`;

describe("the server as a worker", () => {
  let script: string;
  let worker: Worker;
  let signs: WorkerSign[];
  let answers: { id?: number; result?: unknown }[];

  before(() => {
    const folder = temporaryFolder({});
    buildSync({
      entryPoints: { server: join(__dirname, "../harness/faultyServer.web.ts") },
      outdir: folder,
      bundle: true,
      platform: "browser",
      format: "iife",
      mainFields: ["browser", "module", "main"],
      define: { "self.location": "undefined" },
      // What a worker of a browser finds in its global scope.
      banner: { js: 'globalThis.self = require("node:worker_threads").parentPort;' },
      logLevel: "error",
    });
    script = join(folder, "server.js");
  });
  beforeEach(async () => {
    signs = [];
    answers = [];
    worker = new Worker(script);
    worker.on("message", (message) => {
      if ("kubehintAllows" in message) signs.push(message);
      else answers.push(message);
    });
    await request(1, "initialize", { processId: null, rootUri: null, capabilities: {} });
  });
  afterEach(() => worker.terminate());

  it("says what it works on before it does, and that it is done, and gives signs of life in between and after", async () => {
    open("untitled:web.yaml", pod("web"));
    await request(2, "textDocument/diagnostic", { textDocument: { uri: "untitled:web.yaml" } });
    const notes = signs.flatMap(({ note }) => note ?? []);
    assert.deepEqual(notes.slice(0, 2), [{ uri: "untitled:web.yaml" }, {}]);
    assert.deepEqual(notes.at(-1), {});
    const before = signs.length;
    await new Promise((resolve) => setTimeout(resolve, 2500));
    const idle = signs.slice(before).filter(({ note }) => !note);
    assert.deepEqual(idle.slice(0, 2), [{ kubehintAllows: 5000 }, { kubehintAllows: 5000 }]);
  }).timeout(30_000);

  it("gives none any more where a rule does not come to an end, and a large text has longer than a small one", async () => {
    const uri = "untitled:bad.yaml";
    const text = `${pod("loops")}# ${"-".repeat(1_000_000)}\n`;
    open(uri, text);
    post({ id: 2, method: "textDocument/diagnostic", params: { textDocument: { uri } } });
    while (signs.at(-1)?.note?.uri !== uri) await once(worker, "message");
    assert.equal(signs.at(-1)?.kubehintAllows, 5000 + Math.round(text.length / 1000));
    const before = signs.length;
    const heartbeat = new Heartbeat();
    heartbeat.sign(2000);
    while (heartbeat.look() === undefined) await new Promise((resolve) => setTimeout(resolve, 250));
    assert.equal(signs.length, before);
  }).timeout(30_000);

  function post(message: object): void {
    worker.postMessage({ jsonrpc: "2.0", ...message });
  }

  function open(uri: string, text: string): void {
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    post({ method: "textDocument/didOpen", params: { textDocument } });
  }

  async function request(id: number, method: string, params: object): Promise<void> {
    post({ id, method, params });
    while (!answers.some((answer) => answer.id === id)) await once(worker, "message");
  }
});
