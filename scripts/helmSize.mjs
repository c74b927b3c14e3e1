// @ts-check
/**
 * Says how large the Helm engine is in what browsers fetch: what others import of `engine/helm`, with all that this needs
 * there, and without the libraries and the other layers, which are there anyway. `node scripts/helmSize.mjs`
 */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const engine = "engine/helm/";
const layers = ["engine", "rules", "workspace", "server", "report", "cli"];

/**
 * @returns {Promise<number>} bytes, gzipped
 */
export async function helmSize() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: { contents: exportsOf(imported()), resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2023",
    packages: "external",
    plugins: [{ name: "others", setup: (plugin) => plugin.onResolve({ filter: /^\./ }, external) }],
  });
  const code = outputFiles[0]?.text ?? "";
  const { code: small = "" } = await minify(code, { ecma: 2020, module: true, format: { comments: false } });
  return gzipSync(small, { level: 9 }).length;
}

/** @param {{ path: string, resolveDir: string }} asked */
function external({ path, resolveDir }) {
  const file = relative(root, resolve(resolveDir, path)).replaceAll("\\", "/");
  return file.startsWith(engine) ? undefined : { path: `./${file}`, external: true };
}

/**
 * What other code imports: file -> names.
 * @returns {Map<string, Set<string>>}
 */
function imported() {
  const found = new Map();
  for (const layer of layers)
    for (const name of readdirSync(join(root, layer), { recursive: true, encoding: "utf8" })) {
      const file = `${layer}/${name.replaceAll("\\", "/")}`;
      if (!file.endsWith(".ts") || file.startsWith(engine)) continue;
      const text = readFileSync(join(root, file), "utf8");
      for (const [, names = "", from = ""] of text.matchAll(/^import \{([^}]*)\} from "([^"]*)"/gm)) {
        const path = join(dirname(file), from).replaceAll("\\", "/");
        if (!path.startsWith(engine)) continue;
        const known = found.get(path) ?? new Set();
        for (const part of names.split(",").map((one) => one.trim()))
          if (part && !part.startsWith("type ")) known.add(part.split(" as ")[0]);
        found.set(path, known);
      }
    }
  return found;
}

/** @param {Map<string, Set<string>>} files */
function exportsOf(files) {
  return [...files]
    .map(([file, names]) => `export { ${[...names].join(", ")} } from "./${file}";`)
    .join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(`engine/helm: ${(await helmSize()).toLocaleString("en-US")} bytes gzipped\n`);
