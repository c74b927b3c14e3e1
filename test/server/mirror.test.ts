import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { join } from "node:path";
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver-protocol/node";
import { ownSubjects } from "../fuzz/subjects";
import { LanguageClient } from "../harness/languageClient";
import { bundleServer } from "../harness/serverProcess";
import { temporaryFolder } from "../harness/temporaryFolder";
import { Choices } from "../harness/yamlModel";

const edits = Number(process.env.KUBEHINT_EDITS ?? 1500);
const seed = Number(process.env.KUBEHINT_SEED ?? 20261129);
/** So many messages are sent for one text before the next is opened. */
const session = 30;
const uri = "untitled:manifest.yaml";

describe("a text that an editor changes bit by bit", () => {
  let script: string;
  const processes: ChildProcessWithoutNullStreams[] = [];
  before(() => {
    script = bundleServer(join(__dirname, "../../server/main.node.ts"), temporaryFolder({}));
  });
  after(() => {
    for (const server of processes) server.kill();
  });

  async function start(): Promise<LanguageClient> {
    const server = spawn(process.execPath, [script, "--stdio"], { stdio: "pipe" });
    server.stderr.resume();
    processes.push(server);
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    const client = new LanguageClient(connection, { settings: () => ({ profile: "all" }) });
    await client.initialize();
    return client;
  }

  it("may be changed at lines that it does not have: they stand for its end", async () => {
    const client = await start();
    const range = (line: number, character: number, toLine: number, toCharacter: number) => ({
      start: { line, character },
      end: { line: toLine, character: toCharacter },
    });
    const messages: TextDocumentContentChangeEvent[][] = [
      [{ range: range(7, 2, 8, 0), text: "\n" }],
      [{ range: range(6, 0, 6, 0), text: "#\n" }],
      [{ range: range(7, 0, 7, 0), text: "# end" }],
      [{ range: range(7, 0, 7, 1), text: "  hostIPC: true #" }],
    ];
    let text = "apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  hostPID: true\n";
    await client.open(text, uri);
    for (const [index, contentChanges] of messages.entries()) {
      for (const change of contentChanges) text = changed(text, change);
      await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version: index + 2 },
        contentChanges,
      });
    }
    assert.match(text, /hostPID: true\n\n#\n {2}hostIPC: true # end$/);
    const found = await client.diagnostics(uri);
    const places = found.map(({ code, range: { start } }) => `${code}@${start.line + 1}:${start.character}`);
    assert.deepEqual(
      places.filter((place) => place.startsWith("host-")),
      ["host-pid@5:11", "host-ipc@8:11"],
    );
  });

  it(`is to the server what it is to the editor, after each of ${edits} edits (seed ${seed})`, async () => {
    const [edited, fresh] = [await start(), await start()];
    const choices = new Choices(seed);
    const subjects = ownSubjects();
    let made = 0;
    while (made < edits) {
      let text = startOf(choices, subjects);
      await edited.open(text, uri);
      const sent: TextDocumentContentChangeEvent[][] = [[{ text }]];
      for (let version = 2; version < session; version++) {
        const contentChanges: TextDocumentContentChangeEvent[] = [];
        for (let count = 1 + (choices.chance(3) ? choices.next(4) : 0); count > 0; count--) {
          const change = changeOf(choices, text);
          contentChanges.push(change);
          text = changed(text, change);
          made++;
        }
        sent.push(contentChanges);
        await edited.connection.sendNotification(DidChangeTextDocumentNotification.type, {
          textDocument: { uri, version },
          contentChanges,
        });
        // As when one types faster than is asked.
        if (choices.chance(3)) continue;
        await fresh.open(text, uri);
        const [found, expected] = [await edited.diagnostics(uri), await fresh.diagnostics(uri)];
        await fresh.close(uri);
        assert.deepEqual(found, expected, `after ${JSON.stringify(sent)}`);
      }
      await edited.close(uri);
    }
  }).timeout(300_000 + edits * 20);
});

/** One or two manifests, with any of the line breaks that there are. */
function startOf(choices: Choices, subjects: readonly string[]): string {
  const text = Array.from({ length: 1 + choices.next(2) }, () => choices.pick(subjects)).join("---\n");
  return text.replaceAll("\n", choices.pick(["\n", "\n", "\r\n", "\r"]));
}

const pieces = [
  ..." \n:-#'\"[]{}&*",
  "  ",
  "\r\n",
  "\r",
  "\n---\r\n",
  "😀",
  "\ud83d",
  "\ude00",
  "\u2028",
  "\ufeff",
  "é",
  "privileged: true\n",
  "hostPID: true",
  "kind: Pod\r\n",
  "# kubehint: ignore[*] 😀\n",
];

/** Anywhere, beyond the ends of lines and of the text as well, and now and then with its end before its start. */
function changeOf(choices: Choices, text: string): TextDocumentContentChangeEvent {
  if (choices.chance(40)) return { text: text.slice(choices.next(text.length + 1)) + choices.pick(pieces) };
  const starts = lineStarts(text);
  const line = choices.next(starts.length + (choices.chance(10) ? 3 : 0));
  const length = (starts[line + 1] ?? text.length) - (starts[line] ?? text.length);
  const start = { line, character: choices.next(length + 3) };
  const end = choices.chance(2)
    ? start
    : { line: line + choices.next(choices.chance(4) ? 3 : 1), character: choices.next(length + 10) };
  const inserted = choices.chance(5)
    ? text.slice(choices.next(text.length + 1)).slice(0, 60)
    : choices.pick(pieces);
  const range = choices.chance(20) ? { start: end, end: start } : { start, end };
  return { range, text: choices.chance(5) ? "" : inserted };
}

/** What a change makes of a text by the words of the protocol (3.17, "Text Documents"), apart from any library. */
function changed(text: string, change: TextDocumentContentChangeEvent): string {
  if (!("range" in change)) return change.text;
  const offsets = [change.range.start, change.range.end].map(({ line, character }) => {
    const starts = lineStarts(text);
    const start = starts[line];
    if (start === undefined) return text.length;
    let end = starts[line + 1] ?? text.length;
    // A line break is no part of its line: what lies beyond the end is the end.
    if (starts[line + 1] !== undefined) end -= text.slice(start, end).endsWith("\r\n") ? 2 : 1;
    return Math.min(start + character, end);
  });
  const [from = 0, to = 0] = offsets.sort((a, b) => a - b);
  return text.slice(0, from) + change.text + text.slice(to);
}

/** Lines end with LF, CR LF or CR, and with nothing else. */
function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++)
    if (text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n")) starts.push(at + 1);
  return starts;
}
