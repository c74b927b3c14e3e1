import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import {
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ErrorCodes,
  ShutdownRequest,
} from "vscode-languageserver-protocol";
import { type LanguageClient, startClient } from "../harness/languageClient";

const pod = `apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: web, image: a:1, securityContext: { privileged: true } }
`;
const risky = "privileged-container@5:62";

describe("a server that is sent nonsense", () => {
  let client: LanguageClient;
  beforeEach(async () => {
    client = await startClient();
  });

  it("ignores texts that are missing and versions that are older", async () => {
    // A client with a fault sends what the types forbid.
    await client.connection.sendNotification(DidOpenTextDocumentNotification.method, {
      textDocument: { uri: "untitled:none", languageId: "yaml", version: 1 },
    });
    const uri = await client.open(pod);
    const change = (version: number, text: string) =>
      client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    await change(5, pod);
    await change(3, "older");
    await client.connection.sendNotification(DidChangeTextDocumentNotification.method, {});
    assert.ok((await client.problems(uri)).includes(risky));
    assert.deepEqual(await client.problems("untitled:none"), []);
    await client.stop();
  });

  it("survives ranges outside of the text", async () => {
    const uri = await client.open(pod);
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: { line: 99, character: 9 }, end: { line: 999, character: 0 } }, text: "# end\n" },
      ],
    });
    assert.ok((await client.problems(uri)).includes(risky));
    await client.stop();
  });

  it("answers a failing request with an error that quotes nothing, and the next one as ever", async () => {
    const uri = await client.open(pod);
    await assert.rejects(client.connection.sendRequest("textDocument/hover", { position: null }), (error) => {
      assert.ok(error instanceof Error);
      return /Kubehint failed in hover/.test(error.message);
    });
    assert.ok((await client.problems(uri)).includes(risky));
    assert.equal(client.logged.join("\n").includes("privileged"), false);
    await client.stop();
  });

  it("refuses requests after shutdown", async () => {
    const uri = await client.open(pod);
    await client.connection.sendRequest(ShutdownRequest.type);
    await assert.rejects(client.report(uri), (error) => {
      assert.ok(error instanceof Error && "code" in error);
      return error.code === ErrorCodes.InvalidRequest;
    });
    client.connection.dispose();
  });

  it("has no page for an unknown rule, and one for each alias", async () => {
    const page = (rule: string) =>
      client.connection.sendRequest<string | null>("kubehint/rulePage", { rule });
    assert.equal(await page("constructor"), null);
    assert.match((await page("privileged-container")) ?? "", /^# Privileged container/);
    await client.stop();
  });
});

describe("the server as a process", () => {
  let server: ChildProcess;
  let output = "";
  beforeEach(() => {
    output = "";
    server = spawn(
      process.execPath,
      ["--import", "tsx", join(__dirname, "../../server/main.node.ts"), "--stdio"],
      { stdio: ["pipe", "pipe", "pipe"] },
    );
    server.stdout?.on("data", (data) => {
      output += data;
    });
  });
  afterEach(() => {
    server.kill();
  });

  const send = (message: object) => {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    server.stdin?.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  };
  const initialize = {
    id: 1,
    method: "initialize",
    params: { processId: null, rootUri: null, capabilities: {} },
  };

  it("speaks over standard streams and ends with 0 when told to", async () => {
    send(initialize);
    while (!output.includes('"id":1')) await once(server.stdout ?? server, "data");
    assert.match(output, /^Content-Length: \d+\r\n\r\n\{.*"name":"kubehint"/s);
    send({ id: 2, method: "shutdown" });
    send({ method: "exit" });
    const [status] = await once(server, "exit");
    assert.equal(status, 0);
  });

  for (const [name, header] of [
    ["without a length", "Content-Type: x\r\n\r\n{}"],
    ["with a negative length", "Content-Length: -5\r\n\r\n{}"],
    ["with a length beyond measure", "Content-Length: 99999999999\r\n\r\n{}"],
    ["that is none", `${"x".repeat(10_000)}`],
  ] as const)
    it(`ends with 1 at a header ${name}, so that its editor starts it again`, async () => {
      send(initialize);
      server.stdin?.write(header);
      const [status] = await once(server, "exit");
      assert.equal(status, 1);
    });
});
