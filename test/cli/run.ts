import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export const root = resolve(__dirname, "../..");
/** Lets a process run TypeScript, whatever its folder. */
export const tsx = join(root, "node_modules/tsx/dist/loader.mjs");

/** Runs the command line from source in a process of its own; the environment asks for no colours. */
export function kubehint(
  args: readonly string[],
  { cwd = root, input = "", env = {} }: RunOptions = {},
): Run {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", tsx, join(root, "cli/main.ts"), ...args],
    { cwd, input, encoding: "utf8", env: { ...inherited, ...env }, maxBuffer: 1 << 28 },
  );
  return { status, stdout, stderr };
}
