// @ts-check
/**
 * Makes the vsix: `npm run package`. The same sources give the same bytes, whoever builds them and when.
 *
 *   npm run package -- --check   makes it twice, apart from the project, and compares the bytes and the list of files
 *   npm run package -- --out DIR
 */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { unzipSync } from "fflate";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);
const { name, version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));

/** Everything that is in it, in the order of their names. What is not named here does not ship. */
const content = [
  "[Content_Types].xml",
  "extension.vsixmanifest",
  "extension/LICENSE.txt",
  "extension/changelog.md",
  "extension/dist/cli.js",
  "extension/dist/extension.js",
  "extension/dist/extension.web.js",
  "extension/dist/prose.en.json",
  "extension/dist/prose.js",
  "extension/dist/server.js",
  "extension/dist/server.web.js",
  "extension/dist/watchdog.js",
  "extension/docs/config.schema.json",
  "extension/media/icon.png",
  "extension/media/kubehint.svg",
  "extension/package.json",
  "extension/readme.md",
  "extension/syntaxes/go-template.tmLanguage.json",
];

/** The files that cli.js reads when it needs them, named by what they hold. */
const commandLineParts = /^extension\/dist\/cli-[A-Z0-9]{8}\.js$/;

const { values } = parseArgs({
  options: { check: { type: "boolean" }, out: { type: "string", default: root } },
});
process.exitCode = values.check ? check() : make(values.out) ? 0 : 1;

/** @param {string} folder @returns {Buffer} */
function make(folder) {
  execFileSync(process.execPath, [path.join(root, "esbuild.mjs")], { cwd: root, stdio: "inherit" });
  const file = path.join(folder, `${name}-${version}.vsix`);
  // Times in an archive are those of a clock on the wall: the first one that it can hold, in no time zone of anybody.
  const env = { ...process.env, SOURCE_DATE_EPOCH: "315619200", TZ: "UTC" };
  const vsce = path.join(path.dirname(require.resolve("@vscode/vsce/package.json")), "vsce");
  const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"];
  execFileSync(process.execPath, [vsce, "package", ...options, "--out", file], {
    cwd: root,
    env,
    stdio: values.check ? "ignore" : "inherit",
  });
  return readFileSync(file);
}

function check() {
  const folder = mkdtempSync(path.join(tmpdir(), "kubehint-package-"));
  try {
    const [first, second] = [make(folder), make(folder)].map((bytes) => ({
      bytes,
      hash: createHash("sha256").update(bytes).digest("hex"),
    }));
    if (!first || !second || first.hash !== second.hash) {
      console.error(`two builds differ: ${first?.hash} and ${second?.hash}`);
      return 1;
    }
    const files = Object.keys(unzipSync(first.bytes)).sort();
    const wrong = [
      ...files
        .filter((file) => !content.includes(file) && !commandLineParts.test(file))
        .map((file) => `must not be in it: ${file}`),
      ...content.filter((file) => !files.includes(file)).map((file) => `is missing: ${file}`),
    ];
    for (const line of wrong) console.error(line);
    console.log(
      `${name}-${version}.vsix: ${files.length} files, ${first.bytes.length} bytes, sha256 ${first.hash}`,
    );
    return wrong.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
