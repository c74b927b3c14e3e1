import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { URI } from "vscode-uri";
import { ownSubjects } from "../fuzz/subjects";
import { LanguageClient } from "../harness/languageClient";
import { bundleServer } from "../harness/serverProcess";
import { Choices } from "../harness/yamlModel";
import { chart } from "./chart";
import { growth, type Sample } from "./growth";

/**
 * Works in an editor for minutes or hours, by chance, the same for the same seed, and looks at how much memory the real
 * server process holds after a full collection:
 *
 *   npm run soak -- --minutes M [--seed S]
 *
 * It opens, edits, saves and closes manifests and the files of a chart, hovers, asks for problems, lenses and fixes, and
 * scans the workspace. The exit status is 1 where the last third of the time holds more than a tenth more than the
 * middle third.
 */
const files = 60;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { minutes: { type: "string" }, seed: { type: "string" } } });
  const minutes = Number(values.minutes ?? 15);
  const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 100_000);
  if (!(minutes > 0) || !Number.isInteger(seed)) {
    console.error("npm run soak -- --minutes M [--seed S]");
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), "kubehint-soak-"));
  try {
    return await soak(folder, minutes, seed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(bundled(folder), { recursive: true, force: true });
  }
}

async function soak(folder: string, minutes: number, seed: number): Promise<number> {
  const subjects = ownSubjects();
  const choices = new Choices(seed);
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  for (const [name, text] of Object.entries(chart)) write(`shop/${name}`, text);
  const manifests = Array.from({ length: files }, (_, index) => `app${index % 6}/m${index}.yaml`);
  for (const name of manifests) write(name, choices.pick(subjects));
  const names = [...manifests, ...Object.keys(chart).map((name) => `shop/${name}`)];

  const script = bundleServer(join(__dirname, "../../server/main.node.ts"), bundled(folder));
  // The collector is asked for, so that what is measured is what is held.
  const server = spawn(
    process.execPath,
    ["--expose-gc", "--require", sampler(dirname(script)), script, "--stdio"],
    {
      stdio: ["pipe", "pipe", "pipe", "ipc"],
    },
  );
  server.stderr?.resume();
  if (!server.stdout || !server.stdin) throw new Error("the server has no streams");
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  let ended = false;
  server.once("close", () => {
    ended = true;
  });
  const client = new LanguageClient(connection, { folders: [folder], settings: () => ({ profile: "all" }) });
  await client.initialize();

  const counts = { edits: 0, opens: 0, saves: 0, hovers: 0, actions: 0, reports: 0, scans: 0, disk: 0 };
  const open = new Map<string, string>();
  const samples: Sample[] = [];
  const started = Date.now();
  const uriOf = (name: string) => URI.file(join(folder, name)).toString();
  let nextSample = started;
  let nextScan = started;

  const act = async (): Promise<void> => {
    const name = choices.pick(names);
    const uri = uriOf(name);
    if (!open.has(uri)) {
      if (open.size >= 12) {
        const [oldest = ""] = open.keys();
        open.delete(oldest);
        await client.close(oldest);
      }
      const text = readFileSync(join(folder, name), "utf8");
      open.set(uri, name);
      counts.opens++;
      await client.open(text, uri, name.includes("templates/") ? "helm" : "yaml");
    }
    const edits = 1 + choices.next(20);
    for (let count = 0; count < edits; count++) {
      await edit(uri, name);
      counts.edits++;
      if (choices.chance(3)) {
        await client.diagnostics(uri);
        counts.reports++;
      }
    }
    await client.diagnostics(uri);
    counts.reports++;
    const position = { line: choices.next(20), character: choices.next(20) };
    await connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
    counts.hovers++;
    if (choices.chance(3)) await client.lenses(uri);
    if (choices.chance(3)) {
      await connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: position, end: { line: position.line + 20, character: 0 } },
        context: { diagnostics: [] },
      });
      counts.actions++;
    }
    if (choices.chance(4)) {
      write(name, client.text(uri));
      await client.save(uri);
      counts.saves++;
    }
    // Texts come back to what they were, so that they do not grow with the time.
    if (client.text(uri).length > 20_000 || choices.chance(6)) {
      write(name, originalOf(name));
      await client.close(uri);
      open.delete(uri);
      await client.fileChanged(join(folder, name), 2);
      counts.disk++;
    }
  };
  const originals = new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
  const originalOf = (name: string) => originals.get(name) ?? "";
  const edit = async (uri: string, name: string): Promise<void> => {
    const text = client.text(uri);
    const at = choices.next(text.length + 1);
    const piece = choices.chance(2) ? originalOf(name).slice(at, at + choices.next(40)) : choices.pick(keys);
    await client.change(uri, [{ start: at, end: Math.min(text.length, at + choices.next(4)), text: piece }]);
  };

  while (Date.now() - started < minutes * 60_000) {
    if (ended) {
      console.error("the server ended");
      return 1;
    }
    await act();
    if (Date.now() >= nextScan) {
      await client.scan();
      counts.scans++;
      nextScan = Date.now() + 15_000;
      // What a client would show, and this one need not keep.
      client.results.length = 0;
      client.progress.length = 0;
      client.logged.length = 0;
    }
    if (Date.now() >= nextSample) {
      server.send("sample");
      const [{ heap, resident }] = await once(server, "message");
      samples.push({ seconds: (Date.now() - started) / 1000, heap, resident });
      nextSample = Date.now() + Math.min(10_000, minutes * 1000);
    }
  }
  await client.stop();
  server.kill();
  const { text, grew } = growth(samples, 0.1);
  const said = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  console.log(`seed ${seed}, ${minutes} minutes: ${said.join(", ")}; ${samples.length} samples\n${text}`);
  return grew ? 1 : 0;
}

/** Beside the workspace, so that it is no part of it. */
const bundled = (folder: string) => `${folder}-server`;

const keys = [
  ..." \n:-#'\"[]{},&*",
  "  ",
  "\r\n",
  "privileged: true\n",
  "{{ .Values.image }}",
  "---\n",
  "😀",
];

/** Answers each message with what is held after a full collection. */
function sampler(folder: string): string {
  const file = join(folder, "sampler.cjs");
  writeFileSync(
    file,
    `process.on("message", () => { global.gc(); const { heapUsed, rss } = process.memoryUsage(); process.send({ heap: heapUsed, resident: rss }); }); process.channel?.unref();`,
  );
  return file;
}

main().then((status) => {
  process.exit(status);
});
