import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { percentile } from "./measure";

/** What one run took: seconds of the clock and of the processors, and at most so many megabytes. */
export interface Run {
  readonly wall: number;
  readonly cpu: number;
  readonly memory: number;
}

/**
 * Runs a command under GNU time, which knows what its children used. A tool that finds something may fail.
 *
 * @param report a file for what `time` says.
 */
export async function timed(command: readonly string[], report: string): Promise<Run> {
  const format = "%e %U %S %M";
  // An `error` rejects.
  await once(spawn("/usr/bin/time", ["-f", format, "-o", report, ...command], { stdio: "ignore" }), "close");
  // The last line: before it stands how a command that failed ended.
  const [wall = 0, user = 0, system = 0, kilobytes = 0] = (
    readFileSync(report, "utf8").trim().split("\n").at(-1) ?? ""
  )
    .split(" ")
    .map(Number);
  return { wall, cpu: user + system, memory: kilobytes / 1024 };
}

export function medianOf(runs: readonly Run[]): Run {
  const median = (of: (run: Run) => number) =>
    percentile(
      runs.map(of).sort((a, b) => a - b),
      0.5,
    );
  return {
    wall: median(({ wall }) => wall),
    cpu: median(({ cpu }) => cpu),
    memory: median(({ memory }) => memory),
  };
}
