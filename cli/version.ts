import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version in package.json, which lies above both dist/ and cli/. */
export function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));
  return manifest.version;
}
