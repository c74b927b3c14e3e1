import { isMainThread } from "node:worker_threads";
import { endQuietlyWithoutReader } from "./endQuietly";
import { mainHelp } from "./help";
import { version } from "./version";

/**
 * Entry point of the command line, and of each thread of a scan. All but the version and the help is read when it is asked
 * for: V8 needs as long to read a megabyte as Node to start.
 */
function main(argv: readonly string[]): void {
  endQuietlyWithoutReader();
  const [first, ...rest] = argv;
  if (first === "--version" || first === "-V") process.stdout.write(`${version()}\n`);
  else if (first === "--help" || first === "-h" || (first === "help" && rest.length === 0))
    process.stdout.write(mainHelp);
  else if (first === undefined) {
    process.stderr.write(mainHelp);
    process.exitCode = 2;
  } else void import("./commands").then(({ runCommand }) => runCommand(first, rest));
}

if (isMainThread) main(process.argv.slice(2));
else void import("./commands").then(({ runThread }) => runThread());
