import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { bundleServer } from "../harness/serverProcess";
import { temporaryFolder } from "../harness/temporaryFolder";

const messages = Number(process.env.KUBEHINT_MESSAGES ?? 50_000);
const seed = Number(process.env.KUBEHINT_SEED ?? 20260101);

const pod = `apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: web, image: a:1, securityContext: { privileged: true } }
`;

describe("a server process that is sent whatever fits into a frame", () => {
  let script: string;
  before(() => {
    script = bundleServer(join(__dirname, "../../server/main.node.ts"), temporaryFolder({}));
  });

  it(`answers each request among ${messages} messages, and the next document as ever (seed ${seed})`, async () => {
    const server = new Framed(script);
    const random = generator(seed);
    for (const text of beforeInitialize(random)) server.sendText(text);
    await server.request("initialize", { processId: null, rootUri: null, capabilities: {} });
    server.send({ method: "initialized", params: {} });
    for (let count = 0; count < messages; count++) {
      const { text, id } = anyMessage(random, count);
      server.sendText(text);
      if (id !== undefined) server.waitsFor(id);
      // The answers are read as they come: nothing is to gather without an end.
      if (count % 500 === 499) await server.request("textDocument/hover", {});
    }
    const uri = "untitled:after.yaml";
    server.send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "yaml", version: 1, text: pod } },
    });
    const report = await server.request("textDocument/diagnostic", { textDocument: { uri } });
    assert.match(JSON.stringify(report), /privileged-container/);
    assert.deepEqual([...server.waiting], [], "requests without an answer");
    await server.request("shutdown", undefined);
    const refused = await server.request("textDocument/diagnostic", { textDocument: { uri } });
    assert.match(JSON.stringify(refused), /-32600/);
    server.send({ method: "exit" });
    await once(server.process, "close");
    assert.equal(server.process.exitCode, 0);
  }).timeout(120_000 + messages * 3);
});

type Random = (below: number) => number;

/** mulberry32: the same seed gives the same messages. */
function generator(start: number): Random {
  let state = start;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const methods =
  "textDocument/didOpen textDocument/didChange textDocument/didClose textDocument/didSave textDocument/diagnostic textDocument/hover textDocument/codeAction codeAction/resolve textDocument/codeLens workspace/executeCommand workspace/didChangeConfiguration workspace/didChangeWatchedFiles workspace/didChangeWorkspaceFolders kubehint/scan kubehint/clearResults kubehint/rulePage kubehint/fixWorkspace kubehint/createBaseline $/cancelRequest $/setTrace initialize initialized no/such/method __proto__ constructor".split(
    " ",
  );

const uris = [
  ..."untitled:a.yaml untitled:b.yaml file:///none/c.yaml file:///%zz git:/d.yaml __proto__ http://[".split(
    " ",
  ),
  "",
  "\ud800",
];

const texts = [pod, "", "a: [", "{".repeat(300), "\0\ud800", "a: &a [*a]", "? ".repeat(50), pod.repeat(5)];

/** Well formed in parts: what is wrong everywhere is refused at the door. */
function anyMessage(random: Random, count: number): { text: string; id?: number } {
  const method = methods[random(methods.length)] ?? "";
  const isRequest =
    !/didOpen|didChange|didClose|didSave|clearResults|cancelRequest|setTrace|initialized/.test(method);
  if (random(40) === 0) return { text: anyText(random) };
  const params = random(4) === 0 ? anyValue(random, 3) : someParams(random, count);
  if (!isRequest || random(10) === 0) return { text: JSON.stringify({ jsonrpc: "2.0", method, params }) };
  const id = 1_000_000 + count;
  return { text: JSON.stringify({ jsonrpc: "2.0", id, method, params }), id };
}

function someParams(random: Random, count: number): object {
  const some = <T>(value: T): T | unknown => (random(12) === 0 ? anyValue(random, 2) : value);
  const position = () => some({ line: some(random(9) - 2), character: some(random(30) - 2) });
  const range = () => some({ start: position(), end: position() });
  const uri = uris[random(uris.length)];
  return {
    id: 1_000_000 + random(count + 1),
    textDocument: some({
      uri: some(uri),
      languageId: some("yaml"),
      version: some(random(3) === 0 ? random(9) : count),
      text: some(texts[random(texts.length)]),
    }),
    contentChanges: some([
      some(random(2) === 0 ? { text: texts[random(texts.length)] } : { range: range(), text: some("x: ") }),
    ]),
    position: position(),
    range: range(),
    context: some({ diagnostics: some([]), only: some(["source.fixAll.kubehint"]) }),
    changes: some([some({ uri: some(uri), type: some(random(4)) })]),
    event: some({ added: some([some({ uri: some(uri), name: "x" })]), removed: some([]) }),
    settings: some({ kubehint: some({ profile: some("all"), rules: some({}) }) }),
    command: some("kubehint.server.harden"),
    arguments: some([
      some({ uri: some(uri), document: some(0), pointer: some(""), level: some("restricted") }),
    ]),
    rule: some("privileged-container"),
    data: some({ uri: some(uri) }),
    title: "x",
  };
}

function anyValue(random: Random, depth: number): unknown {
  const simple = [null, true, -1, 1e308, "", "\ud800", "__proto__", [], {}, "9".repeat(40)];
  if (depth === 0 || random(3) > 0) return simple[random(simple.length)];
  const inner = () => anyValue(random, depth - 1);
  return random(2) === 0
    ? [inner(), inner()]
    : { uri: inner(), textDocument: inner(), ["__proto__"]: inner() };
}

/** No JSON, or none that is a message. */
function anyText(random: Random): string {
  const forms = [
    "",
    "{",
    "null",
    "[]",
    "[1,2]",
    '"x"',
    "17",
    '{"jsonrpc":"2.0"}',
    '{"id":{}}',
    "\u0000",
    "{}",
  ];
  return random(2) === 0
    ? (forms[random(forms.length)] ?? "")
    : Array.from({ length: random(40) }, () => String.fromCharCode(random(0x250))).join("");
}

function beforeInitialize(random: Random): string[] {
  return Array.from({ length: 100 }, (_, count) =>
    JSON.stringify({
      jsonrpc: "2.0",
      id: count + 1,
      method: methods[random(20)],
      params: someParams(random, count),
    }),
  );
}

/** Speaks the base protocol to a server process, without a library that would refuse to send what is wrong. */
class Framed {
  readonly process: ChildProcessWithoutNullStreams;
  readonly waiting = new Set<number>();
  private readonly answers = new Map<number, (answer: unknown) => void>();
  private readonly ended: Promise<never>;
  private buffer = Buffer.alloc(0);
  private id = 10_000;

  constructor(script: string) {
    this.process = spawn(process.execPath, [script, "--stdio"], { stdio: "pipe" });
    this.process.stderr.resume();
    this.ended = once(this.process, "close").then(([status]) =>
      assert.fail(`the server ended with ${status}`),
    );
    // The end that the test asks for.
    this.ended.catch(() => {});
    this.process.stdout.on("data", (data: Buffer) => this.take(data));
  }

  send(message: object): void {
    this.sendText(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }

  sendText(text: string): void {
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  waitsFor(id: number): void {
    this.waiting.add(id);
  }

  /** The result, or the error. */
  request(method: string, params: unknown): Promise<unknown> {
    const id = this.id++;
    this.send({ id, method, params });
    const answer = new Promise((resolve) => {
      this.answers.set(id, resolve);
    });
    return Promise.race([answer, this.ended]);
  }

  private take(data: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const end = this.buffer.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(this.buffer.toString("latin1", 0, end))?.[1]);
      if (this.buffer.length < end + 4 + length) return;
      const message = JSON.parse(this.buffer.toString("utf8", end + 4, end + 4 + length));
      this.buffer = this.buffer.subarray(end + 4 + length);
      this.answered(message);
    }
  }

  private answered(message: { id?: number; method?: string; result?: unknown; error?: unknown }): void {
    if (message.id === undefined) return;
    // What the server asks its client is answered with nothing.
    if (message.method !== undefined) {
      this.send({ id: message.id, result: null });
      return;
    }
    this.waiting.delete(message.id);
    this.answers.get(message.id)?.(message.result ?? message.error);
    this.answers.delete(message.id);
  }
}
