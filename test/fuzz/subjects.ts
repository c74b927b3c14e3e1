import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { constructs } from "../oracle/constructs";
import { seeds } from "../security/mutator";

/** Other people's manifests, where they are at hand; they are not part of the project. */
const corpus = resolve(__dirname, "../../../shared/corpora/manifests");

/** The project's own manifests, and what YAML can be written with. */
export function ownSubjects(longest = Number.POSITIVE_INFINITY): string[] {
  return [...new Set([...seeds(), ...constructs])].filter((text) => text.length <= longest);
}

/** Up to `most` manifests of the corpus, spread over all of it; none where there is no corpus. */
export function corpusSubjects(most: number, longest: number): string[] {
  if (!existsSync(corpus)) return [];
  const files = readdirSync(corpus, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(corpus, name))
    .filter((file) => {
      const found = statSync(file, { throwIfNoEntry: false });
      return found?.isFile() && found.size <= longest;
    });
  const step = Math.max(1, Math.floor(files.length / most));
  return files
    .filter((_, index) => index % step === 0)
    .map((file) => readFileSync(file, "utf8"))
    .filter((text) => text.includes("apiVersion"));
}
