// @ts-check
/**
 * Writes engine/kubernetes/data/podFields.json: the fields of everything that a pod template is made of, from the models
 * that are generated from Kubernetes' OpenAPI description.
 *
 *     npm pack @kubernetes/client-node && tar xzf kubernetes-client-node-*.tgz
 *     node scripts/update-kubernetes.mjs package
 *
 * The folder holds the unpacked package; it is a source of facts at this point only, no dependency.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node scripts/update-kubernetes.mjs FOLDER");
  process.exit(2);
}
const models = join(folder, "dist/gen/models");

/** @type {Record<string, Record<string, string>>} */
const types = {};
let release = "";

/** @param {string} name as in the models: V1PodSpec */
async function add(name) {
  const short = name.replace(/^V1/, "");
  if (types[short]) return;
  const file = join(models, `${name}.js`);
  release ||= /OpenAPI spec version: release-([\d.]+)/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
  const model = (await import(pathToFileURL(file).href))[name];
  /** @type {Record<string, string>} */
  const fields = {};
  types[short] = fields;
  for (const { baseName, type } of model.attributeTypeMap) {
    const item = /^Array<(.*)>$/.exec(type)?.[1];
    const bare = item ?? type;
    const isModel = /^V1[A-Z]/.test(bare);
    // A field of another object is that object's name, a list has brackets, anything else is its scalar type.
    fields[baseName] = (isModel ? bare.replace(/^V1/, "") : scalar(bare)) + (item ? "[]" : "");
    if (isModel) await add(bare);
  }
}

/** @param {string} type */
function scalar(type) {
  if (type === "boolean" || type === "number" || type === "string") return type;
  return type.startsWith("{") ? "map" : "any";
}

await add("V1PodSpec");
const sorted = Object.fromEntries(Object.entries(types).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(
  "engine/kubernetes/data/podFields.json",
  `${JSON.stringify({ kubernetes: release, types: sorted }, null, 1)}\n`,
);
console.log(`Kubernetes ${release}: ${Object.keys(types).length} types`);
