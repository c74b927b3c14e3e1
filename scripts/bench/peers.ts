import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { medianOf, type Run, timed } from "./timed";

const root = resolve(__dirname, "../..");
const rounds = 5;

type Tool = readonly [name: string, command: (folder: string, out: string) => readonly string[]];

/** Each as its documentation says that a folder is scanned, offline and with the checks that it has on by itself. */
const tools: readonly Tool[] = [
  [
    "kubehint, every rule",
    (folder, out) =>
      `${process.execPath} ${join(root, "dist/cli.js")} scan ${folder} --profile all --format json --output ${out}`.split(
        " ",
      ),
  ],
  ["kube-linter", (folder) => ["kube-linter", "lint", folder, "--format", "json"]],
  ["polaris", (folder) => ["polaris", "audit", "--audit-path", folder, "--format", "json"]],
  ["trivy", (folder) => ["trivy", "config", folder, "--format", "json", "--quiet", "--skip-check-update"]],
  ["checkov", (folder) => ["checkov", "-d", folder, "--framework", "kubernetes", "-o", "json", "--quiet"]],
  ["kube-score", (folder) => ["kube-score", "score", "-o", "json", ...manifests(folder)]],
  [
    "kubescape",
    (folder, out) => ["kubescape", "scan", folder, "--format", "json", "--output", out, "--keep-local"],
  ],
];

/** The same folder through every tool that is on the PATH, in turn, so that a change of the machine's speed meets all. */
export async function peers(folder: string): Promise<string> {
  const present = tools.filter(
    ([name, command]) => name.startsWith("kubehint") || isThere(command("", "")[0]),
  );
  const runs = new Map<string, Run[]>(present.map(([name]) => [name, []]));
  const out = mkdtempSync(join(tmpdir(), "kubehint-peers-"));
  try {
    for (let round = 0; round < rounds; round++)
      for (const [name, command] of present)
        runs.get(name)?.push(await timed(command(folder, join(out, "report.json")), join(out, "time")));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  const ours = medianOf(runs.get("kubehint, every rule") ?? []);
  const lines = present.map(([name]) => {
    const { wall, cpu, memory } = medianOf(runs.get(name) ?? []);
    return `| ${name} | ${wall.toFixed(2)} s | ${(wall / ours.wall).toFixed(1)} | ${cpu.toFixed(2)} s | ${memory.toFixed(0)} MB |`;
  });
  const missing = tools.filter((tool) => !present.includes(tool)).map(([name]) => name);
  return [
    `${folder}, ${rounds} runs in turn, medians`,
    "",
    "| Tool | Wall | Times ours | CPU | Peak memory |\n| --- | --: | --: | --: | --: |",
    ...lines,
    ...(missing.length > 0 ? ["", `Not on the PATH: ${missing.join(", ")}.`] : []),
  ].join("\n");
}

function isThere(program: string | undefined): boolean {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => program !== undefined && existsSync(join(folder, program)));
}

function manifests(folder: string): string[] {
  if (folder === "") return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name));
}
