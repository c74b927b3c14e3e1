import { fix } from "../../cli/commands/fix";
import { merge } from "../../cli/commands/merge";
import { scan } from "../../cli/commands/scan";
import type { Run } from "./run";

const commands = { scan, merge, fix };

/** Runs a command in this process, in another folder: hundreds of milliseconds faster than a process of its own. */
export async function inProcess(
  cwd: string,
  command: keyof typeof commands,
  ...args: string[]
): Promise<Run & { status: number }> {
  const said = { stdout: "", stderr: "" };
  const before = { cwd: process.cwd(), stdout: process.stdout.write, stderr: process.stderr.write };
  const taking = (stream: keyof typeof said) => (text: string | Uint8Array) => {
    said[stream] += String(text);
    return true;
  };
  process.chdir(cwd);
  process.stdout.write = taking("stdout");
  process.stderr.write = taking("stderr");
  try {
    const status = await commands[command](args);
    return { status, ...said };
  } finally {
    process.stdout.write = before.stdout;
    process.stderr.write = before.stderr;
    process.chdir(before.cwd);
  }
}
