// @ts-check
/**
 * Proves on Linux what docs/supply-chain.md says of the command line: `npm run prove:offline`. It scans, fixes and renders
 * examples/ in a network namespace of its own, where there is nothing to connect to, and again under strace, which has to
 * see no connection and no program started. Says what it could not try where `unshare` or `strace` are missing.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const folder = mkdtempSync(path.join(tmpdir(), "kubehint-offline-"));
const cli = path.join(root, "dist/cli.js");
cpSync(path.join(root, "examples"), path.join(folder, "examples"), { recursive: true });

/** Each ends with 0, or 1 where something is found. */
const commands = [
  ["scan", "examples", "--profile", "all"],
  ["scan", "examples", "--profile", "nsa", "--format", "html", "--output", path.join(folder, "report.html")],
  ["scan", "examples", "--jobs", "2", "--format", "json"],
  ["fix", "examples", "--write", "--include-review"],
  ["render", "examples/chart", "--values", "examples/chart/values-production.yaml"],
];

/** Of the calls that strace shows: sockets of the machine itself and connections to anywhere. */
const calls = "trace=network,execve,execveat";

let failures = 0;
try {
  if (!has("unshare", ["-rn", "true"])) console.log("no network namespace: unshare -rn is not possible here");
  else
    for (const command of commands) {
      const { status } = run("unshare", ["-rn", process.execPath, cli, ...command]);
      report(status === 0 || status === 1, `without a network: ${command.join(" ")}`);
    }
  if (!has("strace", ["-V"])) console.log("no strace here");
  else
    for (const command of commands) {
      const log = path.join(folder, "strace.log");
      run("strace", ["-f", "-o", log, "-e", calls, process.execPath, cli, ...command]);
      const lines = readFileSync(log, "utf8").split("\n");
      const started = lines.filter((line) => /\bexecve(?:at)?\(/.test(line));
      // Node opens pairs of sockets between its own threads.
      const network = lines.filter((line) =>
        /\b(?:connect|sendto|sendmsg|bind|listen|accept4?)\(|\bsocket\(AF_(?:INET6?|PACKET)/.test(line),
      );
      report(
        started.length === 1 && network.length === 0,
        `traced, ${lines.length - 1} calls: ${command.join(" ")}`,
        [...started.slice(1), ...network],
      );
    }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failures > 0 ? 1 : 0;

/** @param {string} program @param {string[]} args */
function has(program, args) {
  try {
    execFileSync(program, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  return spawnSync(program, args, { cwd: folder, stdio: "ignore" });
}

/** @param {boolean} good @param {string} what @param {string[]} seen */
function report(good, what, seen = []) {
  if (!good) failures++;
  console.log(`${good ? "ok" : "FAILED"}  ${what}`);
  for (const line of seen.slice(0, 10)) console.log(`    ${line}`);
}
