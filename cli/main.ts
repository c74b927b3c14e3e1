import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { isMainThread } from "node:worker_threads";
import { nearestName } from "../engine/spelling";
import { shown } from "../report/printers/text";
import { explain } from "./commands/explain";
import { fix } from "./commands/fix";
import { lsp } from "./commands/lsp";
import { merge } from "./commands/merge";
import { render } from "./commands/render";
import { rules } from "./commands/rules";
import { scan } from "./commands/scan";
import { Failure } from "./failure";
import { mainHelp } from "./help";
import { endQuietlyWithoutReader } from "./output";
import { runThread } from "./threads/thread";
import { version } from "./version";

/** A command takes its arguments and gives the exit status; `undefined` where it goes on by itself. */
type Command = (argv: readonly string[]) => Promise<number> | number | undefined;

const commands: Readonly<Record<string, Command>> = { scan, merge, fix, rules, explain, render, lsp };

async function main(argv: readonly string[]): Promise<number | undefined> {
  const [name, ...rest] = argv;
  if (name === undefined) {
    process.stderr.write(mainHelp);
    return 2;
  }
  if (name === "--version" || name === "-V") {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h" || name === "help") {
    const topic = rest[0];
    if (topic !== undefined && Object.hasOwn(commands, topic)) return commands[topic]?.(["--help"]);
    process.stdout.write(mainHelp);
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(rest);
  throw new Failure(
    name.startsWith("-")
      ? `unknown option ${name}; the command comes first: kubehint scan ${name}`
      : `unknown command "${name}"${whatWasMeant(name)}`,
  );
}

function whatWasMeant(name: string): string {
  if (existsSync(name)) return `; did you mean kubehint scan ${name}?`;
  const near = nearestName(name, Object.keys(commands));
  return near === undefined ? "; kubehint --help lists them" : `; did you mean ${near}?`;
}

/** The message of an error may quote a file, so that only its name and the way to it are shown. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  return [error.name, ...frames.slice(0, 12)].join("\n");
}

// V8 optimizes what runs often, in threads of its own, which took a third of the processor's time in the few seconds that
// a scan lives. With a larger budget only what runs very often is optimized (default: 135168, V8 11.3).
setFlagsFromString("--interrupt-budget=500000");

// A scan of many files runs this file once more in each of its threads.
if (!isMainThread) void runThread();
else {
  endQuietlyWithoutReader();
  // The exit code is set rather than the process ended, so that everything written arrives.
  main(process.argv.slice(2)).then(
    (status) => {
      if (status !== undefined) process.exitCode = status;
    },
    (error: unknown) => {
      const text = error instanceof Failure ? error.message : `internal fault: ${traceOf(error)}`;
      process.stderr.write(`kubehint: ${error instanceof Failure ? shown(text) : text}\n`);
      process.exitCode = 2;
    },
  );
}
