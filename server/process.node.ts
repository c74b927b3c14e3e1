import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  type Connection,
  createConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { Rule } from "../engine/rule";
import { nodeFileSystem } from "../workspace/node/nodeFileSystem";
import { FramingCheck } from "./framing";
import type { Host } from "./host";
import { tellWorkArgument } from "./protocol";
import { startTextThreads } from "./scan/threads.node";
import { startServer } from "./start";
import { watchProcess } from "./watch.node";

const host: Omit<Host, "watch"> = {
  files: nodeFileSystem(),
  startThreads: startTextThreads,
  async loadProse() {
    // Computed, so that the bundler leaves it alone: beside the bundle, or in the sources.
    const built = join(__dirname, "prose.js");
    const module: typeof import("../rules/docs") = require(
      existsSync(built) ? built : join(__dirname, "../rules/docs"),
    );
    return module.ruleDocs;
  },
};

/** Serves the client that this process was started by, until it ends. */
export function serveProcess(rules: readonly Rule[]): void {
  const connection = process.argv.includes("--stdio") ? overStandardStreams() : overIpc();

  // Faults that no handler caught. The state they leave behind is sound: every analysis is made anew from the text.
  process.on("uncaughtException", (error) => report("exception", error, connection));
  process.on("unhandledRejection", (error) => report("rejection", error, connection));

  const watch = watchProcess(process.argv.includes(tellWorkArgument));
  startServer(connection, { ...host, watch }, rules);
}

function overIpc(): Connection {
  if (!process.send) {
    process.stderr.write("usage: server.js --stdio, or started by an editor over IPC\n");
    process.exit(2);
  }
  process.on("disconnect", () => process.exit(1));
  return createConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
}

/** Standard output belongs to the protocol: whatever a library prints goes to standard error. */
function overStandardStreams(): Connection {
  console.log = console.info = console.debug = console.error;
  const input = new FramingCheck();
  input.on("error", (error) => {
    process.stderr.write(`kubehint: ${error.message}\n`);
    process.exit(1);
  });
  process.stdin.on("end", () => process.exit(1));
  process.stdin.pipe(input);
  process.stdout.on("error", () => process.exit(1));
  return createConnection(new StreamMessageReader(input), new StreamMessageWriter(process.stdout));
}

function report(kind: string, error: unknown, connection: Connection): void {
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").slice(1, 8).join("\n") : "";
  try {
    connection.console.error(`uncaught ${kind}\n${frames}`);
  } catch {
    // The client is gone, and with it everybody who would read this.
  }
}
