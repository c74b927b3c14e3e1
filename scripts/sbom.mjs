// @ts-check
/**
 * Prints what ships, as a CycloneDX bill of materials: `npm run -s sbom > kubehint.cdx.json`. From the lock file alone, so
 * that it is the same each time; `npm sbom` leaves packages out that are needed for development as well.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(path.join(root, file), "utf8"));
const { name, version, description, license } = read("package.json");

/** @typedef {{ version: string, integrity: string, license?: string, dev?: boolean }} Locked */
/** @type {Record<string, Locked>} */
const packages = read("package-lock.json").packages;

const components = Object.entries(packages)
  .filter(([place, { dev }]) => place !== "" && !dev)
  .map(([place, locked]) => component(place.slice(place.lastIndexOf("node_modules/") + 13), locked))
  .sort((one, other) => (one.purl < other.purl ? -1 : 1));

console.log(
  JSON.stringify(
    {
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      version: 1,
      metadata: {
        component: {
          type: "application",
          "bom-ref": `${name}@${version}`,
          name,
          version,
          description,
          licenses: [{ license: { id: license } }],
          purl: purlOf(name, version),
        },
      },
      components,
    },
    undefined,
    2,
  ),
);

/** @param {string} packageName @param {Locked} locked */
function component(packageName, { version: locked, integrity, license: id }) {
  return {
    type: "library",
    "bom-ref": `${packageName}@${locked}`,
    name: packageName,
    version: locked,
    hashes: [
      { alg: "SHA-512", content: Buffer.from(integrity.replace(/^sha512-/, ""), "base64").toString("hex") },
    ],
    ...(id && { licenses: [{ license: { id } }] }),
    purl: purlOf(packageName, locked),
  };
}

/** @param {string} packageName @param {string} packageVersion */
function purlOf(packageName, packageVersion) {
  return `pkg:npm/${packageName.replace(/^@/, "%40")}@${packageVersion}`;
}
