/**
 * Holds shards, the cache and the editor's report to what one scan says of a corpus of real files: `npm run corpus:parts`,
 * after a build. The corpus is not part of the project; without it there is nothing to do.
 */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { FileChangeType } from "vscode-languageserver-protocol";
import { methods, type ReportParams } from "../../server/protocol";
import { type LanguageClient, startClient } from "../harness/languageClient";

const corpus = resolve(__dirname, "../../../shared/corpora/manifests");
const program = resolve(__dirname, "../../dist/cli.js");

async function main(): Promise<number> {
  if (!existsSync(corpus)) {
    console.log("corpus: not present, nothing to do");
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "kubehint-parts-"));
  const wrong: string[] = [];
  const runIn = (cwd: string, name: string, ...args: string[]): string => {
    const file = join(folder, `${name}.json`);
    const started = performance.now();
    const options = ["--format", "json", "--fail-on", "none", "--output", file];
    const { status, stderr } = spawnSync(process.execPath, [program, ...args, ...options], {
      encoding: "utf8",
      cwd,
    });
    console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    if (status !== 0) wrong.push(`${name}: status ${status}: ${stderr.slice(0, 300)}`);
    return file;
  };
  const run = (name: string, ...args: string[]) => runIn(corpus, name, ...args);
  const scan = ["scan", ".", "--profile", "all"];
  try {
    const whole = readFileSync(run("whole", ...scan));
    const hold = (name: string, file: string) => {
      if (!whole.equals(readFileSync(file))) wrong.push(`${name} says something else than one scan`);
    };
    for (const name of ["empty cache", "full cache"])
      hold(name, run(name, ...scan, "--cache", join(folder, "cache")));
    for (const of of [2, 3]) {
      const parts = Array.from({ length: of }, (_, at) =>
        run(`shard ${at + 1} of ${of}`, ...scan, "--shard", `${at + 1}/${of}`),
      );
      hold(`merge of ${of}`, run(`merge of ${of}`, "merge", ...parts));
    }
    // The corpus itself is left as it is.
    const copy = join(folder, "copy");
    cpSync(corpus, copy, { recursive: true });
    chmodSync(join(copy, "kubernetes+examples"), 0o755);
    chmodSync(copy, 0o755);
    await withEditor(copy, async (_, report) => {
      for (const name of ["editor", "editor, known from a report"])
        if (whole.toString() !== (await report(name)))
          wrong.push(`${name} says something else than one scan`);
    });
    await withEditor(copy, async (client, report) => {
      await client.scan();
      const name = "editor, known from a scan";
      if (whole.toString() !== (await report(name))) wrong.push(`${name} says something else than one scan`);
      for (const [change, files] of Object.entries(changes)) {
        for (const [file, text] of Object.entries(files)) {
          writeFileSync(join(copy, file), text);
          await client.fileChanged(join(copy, file), FileChangeType.Changed);
        }
        const expected = readFileSync(runIn(copy, `scan after ${change}`, ...scan), "utf8");
        if (expected !== (await report(`editor after ${change}`)))
          wrong.push(`the editor says something else than one scan after ${change}`);
      }
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  for (const one of wrong) console.log(`wrong: ${one}`);
  console.log(`${wrong.length} wrong`);
  return wrong.length === 0 ? 0 : 1;
}

/** The editor with a folder, which is asked for one report after the other. */
async function withEditor(
  folder: string,
  use: (client: LanguageClient, report: (name: string) => Promise<string>) => Promise<void>,
): Promise<void> {
  const client = await startClient({ folders: [folder], settings: () => ({ profile: "all" }) });
  const report = async (name: string) => {
    const started = performance.now();
    const params: ReportParams = { format: "json", version: "" };
    const text = await client.connection.sendRequest<string | null>(methods.report, params);
    console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    return text ?? "";
  };
  try {
    await use(client, report);
  } finally {
    await client.stop();
  }
}

/** Changes that some of what is known does not survive: what is written, by its name in the folder. */
const changes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a text": { "kubernetes+examples/more.yaml": pod("more") },
  "a text again": { "kubernetes+examples/more.yaml": pod("other") },
  configuration: {
    "kubehint.yaml":
      "rules: { host-pid: low }\nexceptions:\n  - { rule: [privileged-container], name: [other], reason: a trial }\n",
  },
  "a baseline": {
    ".kubehint-baseline.json": JSON.stringify({
      version: 1,
      findings: [
        {
          rule: "host-pid",
          file: "kubernetes+examples/more.yaml",
          resource: "Pod/shop/other",
          path: "/spec/hostPID",
        },
      ],
    }),
  },
};

function pod(name: string): string {
  return `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  hostPID: true
  containers: [{ name: web, image: web, securityContext: { privileged: true } }]
`;
}

void main().then((code) => {
  process.exitCode = code;
});
