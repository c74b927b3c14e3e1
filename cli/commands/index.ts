import { existsSync } from "node:fs";
import { nearestName } from "../../engine/spelling";
import { shown } from "../../report/printers/text";
import { Failure } from "../failure";
import { explain } from "./explain";
import { fix } from "./fix";
import { lsp } from "./lsp";
import { merge } from "./merge";
import { rules } from "./rules";
import { scan } from "./scan";

export { runThread } from "../threads/thread";

/** A command takes its arguments and gives the exit status; `undefined` where it goes on by itself. */
type Command = (argv: readonly string[]) => Promise<number> | number | undefined;

const commands: Readonly<Record<string, Command>> = {
  scan,
  merge,
  fix,
  rules,
  explain,
  // With the engine for charts, which the others ask for where there are some.
  render: async (argv) => (await import("./render")).render(argv),
  lsp,
};

/** Runs a command of this name, or says what is wrong. The exit code is set rather than the process ended, so that everything written arrives. */
export async function runCommand(name: string, argv: readonly string[]): Promise<void> {
  try {
    const status = await commandOf(name, argv);
    if (status !== undefined) process.exitCode = status;
  } catch (error) {
    const text = error instanceof Failure ? shown(error.message) : `internal fault: ${traceOf(error)}`;
    process.stderr.write(`kubehint: ${text}\n`);
    process.exitCode = 2;
  }
}

function commandOf(name: string, argv: readonly string[]): ReturnType<Command> {
  const [topic] = argv;
  if (name === "help" && topic !== undefined) return commandOf(topic, ["--help"]);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(argv);
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
