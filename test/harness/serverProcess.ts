import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { buildSync } from "esbuild";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { Crashes } from "../../client/crashes";
import { tellWorkArgument, type WorkNote, workNoteMark } from "../../server/protocol";
import { LanguageClient } from "./languageClient";

/** Bundles a server as the one that ships is, and gives its path back. */
export function bundleServer(source: string, folder: string): string {
  buildSync({
    entryPoints: { server: source, watchdog: resolve(__dirname, "../../server/watchdog.ts") },
    outdir: folder,
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  return join(folder, "server.js");
}

/** A client whose server is a process of its own and is started again when it ends, as in the editor. */
export class RestartingClient {
  readonly crashes = new Crashes();
  /** What the server printed, and the client did not take for a note. */
  readonly printed: string[] = [];
  readonly quarantined: string[] = [];
  /** URIs of what the server named as its work. */
  readonly looked: string[] = [];
  ends = 0;
  /** The client of the server that runs. */
  client: LanguageClient;
  private process: ChildProcess;
  private readonly open = new Map<string, string>();
  private stopping = false;

  /** @param folders paths of the workspace folders. */
  constructor(
    private readonly script: string,
    private readonly folders: readonly string[] = [],
  ) {
    [this.process, this.client] = this.start();
  }

  async initialize(): Promise<void> {
    await this.client.initialize();
  }

  /** Opens a text, or replaces the one that is open, and gives its URI back. */
  async set(uri: string, text: string): Promise<string> {
    if (this.open.has(uri)) await this.client.close(uri);
    this.open.set(uri, text);
    return this.client.open(text, uri);
  }

  /** The problems of a document, from whichever server lives to tell. */
  async problems(uri: string): Promise<string[]> {
    return this.ask((client) => client.problems(uri));
  }

  /** An answer, from whichever server lives to give it. */
  async ask<T>(question: (client: LanguageClient) => Promise<T>): Promise<T> {
    for (;;) {
      const { client } = this;
      const found = await Promise.race([
        question(client).then(
          (answer) => ({ answer }),
          () => undefined,
        ),
        once(this.process, "close").then(() => undefined),
      ]);
      if (found) return found.answer;
      while (client === this.client) await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.process.kill();
    await once(this.process, "close");
  }

  private start(): [ChildProcess, LanguageClient] {
    const server = spawn(process.execPath, [this.script, "--stdio", tellWorkArgument], {
      stdio: "pipe",
    });
    createInterface({ input: server.stderr }).on("line", (line) => {
      if (!line.startsWith(workNoteMark)) return void this.printed.push(line);
      const note: WorkNote = JSON.parse(line.slice(workNoteMark.length));
      this.crashes.note(note);
      if (note.uri !== undefined) this.looked.push(note.uri);
    });
    const connection: ProtocolConnection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    connection.onError(() => {});
    server.stdin.on("error", () => {});
    server.once("close", () => this.ended());
    const options = { crashed: this.crashes.documents() };
    return [server, new LanguageClient(connection, { options, folders: this.folders })];
  }

  private async ended(): Promise<void> {
    if (this.stopping) return;
    this.ends++;
    const { quarantined } = this.crashes.ended(Date.now());
    if (quarantined !== undefined) this.quarantined.push(quarantined);
    const [server, client] = this.start();
    this.process = server;
    await client.initialize();
    for (const [uri, text] of this.open) await client.open(text, uri);
    this.client = client;
  }
}
