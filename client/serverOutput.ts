import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { LogOutputChannel } from "vscode";
import { workNoteMark } from "../server/protocol";
import type { Crashes } from "./crashes";

/** Takes the notes of what is worked on out of what the server prints, and shows the rest. */
export function serverOutput(crashes: Crashes) {
  return {
    stdout: (input: Readable, channel: LogOutputChannel) => eachLine(input, (line) => channel.info(line)),
    stderr: (input: Readable, channel: LogOutputChannel) =>
      eachLine(input, (line) => {
        if (line.startsWith(workNoteMark)) crashes.note(JSON.parse(line.slice(workNoteMark.length)));
        else channel.error(line);
      }),
  };
}

function eachLine(input: Readable, take: (line: string) => void): void {
  createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, historySize: 0 }).on("line", take);
}
