import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = resolve(__dirname, "../..");

/** What each layer may import: other layers of the project, and packages by their bare names. */
const layers: Record<string, { layers: string[]; packages: string[] }> = {
  engine: { layers: [], packages: ["yaml", "re2js", "fflate", "@cfworker/json-schema"] },
  rules: { layers: ["engine"], packages: [] },
  workspace: { layers: ["engine"], packages: ["ignore", "picomatch"] },
  server: {
    layers: ["engine", "rules", "workspace", "report"],
    packages: ["vscode-languageserver", "vscode-languageserver-textdocument", "vscode-uri"],
  },
  // Types alone: what @types/sarif declares exists nowhere at run time.
  report: { layers: ["engine", "rules", "workspace"], packages: ["sarif"] },
  cli: { layers: ["engine", "rules", "workspace", "report"], packages: [] },
  client: { layers: [], packages: ["vscode", "vscode-languageclient"] },
};

/** Type-only imports across layers that the rule allows. */
const typeOnly: Record<string, string[]> = {
  client: ["server/protocol", "engine/finding", "engine/profile"],
};

describe("the dependency rule", () => {
  for (const [layer, allowed] of Object.entries(layers))
    it(`holds in ${layer}`, () => {
      const wrong = sources(layer).flatMap((file) =>
        importsOf(file).flatMap((one) => {
          const reason = forbidden(layer, allowed, file, one);
          return reason ? `${relative(root, file)}: ${one.from} (${reason})` : [];
        }),
      );
      assert.deepEqual(wrong, []);
    });

  it("keeps the YAML library behind one file", () => {
    const users = sources("engine").filter((file) => importsOf(file).some(({ from }) => from === "yaml"));
    assert.deepEqual(
      users.map((file) => relative(root, file)),
      ["engine/yaml/tokens.ts"],
    );
  });
});

describe("pure layers", () => {
  const impure =
    /\b(?:console|Date|setTimeout|setInterval|Promise|process|fetch|performance)\b\s*[.(]|Math\.random|\basync\b|\bawait\b/;
  for (const layer of ["engine", "rules"])
    it(`${layer} has no clock, randomness, console, promise or process`, () => {
      const wrong = sources(layer).flatMap((file) =>
        codeLines(file).flatMap((line, index) =>
          impure.test(line) ? `${relative(root, file)}:${index + 1}: ${line.trim()}` : [],
        ),
      );
      assert.deepEqual(wrong, []);
    });
});

describe("the project's files", () => {
  it("are small enough to have one purpose", () => {
    const long = Object.keys(layers)
      .flatMap(sources)
      .map((file) => ({ file: relative(root, file), lines: readFileSync(file, "utf8").split("\n").length }))
      .filter(({ file, lines }) => lines > 420 && !/^rules\/(?:index|docs|peers)\.ts$/.test(file));
    assert.deepEqual(long, []);
  });

  it("that are generated are up to date", () => {
    execFileSync(process.execPath, ["scripts/generate.mjs", "--check"], { cwd: root, stdio: "pipe" });
  }).timeout(60_000);

  it("name no registry in the lock files", () => {
    for (const lock of ["package-lock.json", "test/vscode/package-lock.json"])
      if (existsSync(join(root, lock)))
        assert.doesNotMatch(readFileSync(join(root, lock), "utf8"), /"resolved": "https?:/);
  });
});

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, "utf8");
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?[^"']*?from\s+["']([^"']+)["']/gm))
    found.push({ from: match[2] ?? "", typeOnly: match[1] !== undefined });
  for (const match of text.matchAll(
    /^import\s+["']([^"']+)["']|\brequire\(["']([^"']+)["']\)|\bimport\(["']([^"']+)["']\)/gm,
  ))
    found.push({ from: match[1] ?? match[2] ?? match[3] ?? "", typeOnly: false });
  return found;
}

function forbidden(
  layer: string,
  allowed: { layers: string[]; packages: string[] },
  file: string,
  { from, typeOnly: isType }: Import,
): string | undefined {
  if (from.startsWith("node:")) {
    const node =
      ["server", "cli", "client"].includes(layer) || relative(root, file).startsWith("workspace/node/");
    return node && !/\.web\.ts$/.test(file) ? undefined : "Node is not available here";
  }
  if (from.startsWith(".")) {
    const target = relative(root, resolve(dirname(file), from));
    const targetLayer = target.split("/")[0] ?? "";
    if (targetLayer === layer || allowed.layers.includes(targetLayer)) return undefined;
    if (isType && typeOnly[layer]?.some((name) => target === name)) return undefined;
    // Names of methods are shared as plain strings.
    if (layer === "client" && target === "server/protocol") return undefined;
    if (/^dist|^\.\/(?:server|prose)\.js$/.test(target) || /\.\/(?:server|prose)\.js$/.test(from))
      return undefined;
    return `${layer} must not know ${targetLayer}`;
  }
  const name = from.startsWith("@") ? from.split("/").slice(0, 2).join("/") : (from.split("/")[0] ?? from);
  return allowed.packages.includes(name) ? undefined : "not among the packages of this layer";
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, folder, name));
}

/** The lines of a file without comments and strings, so that prose about time or promises is no code. */
function codeLines(file: string): string[] {
  return readFileSync(file, "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/`(?:\\.|[^`\\])*`/g, (text) => text.replace(/[^\n]/g, " "))
    .replace(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, '""')
    .split("\n")
    .map((line) => line.replace(/\/\/.*/, ""));
}
