// @ts-check

import { spawn } from "node:child_process";

/**
 * Runs npm and waits for it. Its output is shown, or kept for the error message.
 *
 * @param {string[]} args
 * @param {{ folder: string, show?: boolean }} options
 * @returns {Promise<void>}
 */
export async function runNpm(args, { folder, show = false }) {
  // Under `npm run` this is the very npm that is running; otherwise it is the one on the path.
  const own = process.env.npm_execpath;
  const [command, prefix] = own && /npm-cli\.c?js$/.test(own) ? [process.execPath, [own]] : ["npm", []];
  const child = spawn(command, [...prefix, ...args], {
    cwd: folder,
    // The packages installed here are all needed to run, whatever the caller's environment is for.
    env: { ...process.env, NODE_ENV: "" },
    stdio: show ? "inherit" : ["ignore", "pipe", "pipe"],
    // `npm` is a batch file on Windows, which only a shell can start.
    shell: process.platform === "win32" && command === "npm",
  });
  const kill = () => child.kill();
  process.once("exit", kill);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  process.off("exit", kill);
  if (code === 0) return;
  const firstLines = output.trim().split("\n").slice(0, 12).join("\n");
  throw new Error(`npm ${args.join(" ")} ended with status ${code}\n${firstLines}`.trim());
}
