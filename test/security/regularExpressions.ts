import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { minify } from "terser";
import known from "./regularExpressions.json";

/** A text that takes the pattern longest, as far as is known: each pump as often as it is to be long. */
export interface Attack {
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[];
  readonly suffix: string;
}

/** What is known of a pattern. */
export type Verdict =
  /** The analyzer says that its time is linear. */
  | "safe"
  /** Its repetitions are bounded, or what it is held against is short; or the analyzer came to no end. */
  | {
      readonly why: string;
      /** Of the text it is held against, in UTF-16 units. */
      readonly longest: number;
      readonly attacks: readonly Attack[];
    };

export const verdicts: Readonly<Record<string, Verdict>> = known as Record<string, Verdict>;

const root = resolve(__dirname, "../..");
const layers = ["engine", "rules", "workspace", "report", "server", "cli", "client"];

/** Every regular expression that is written in the sources, as it is written, with the first file that has it. */
export async function regularExpressions(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const layer of layers)
    for (const name of readdirSync(join(root, layer), { recursive: true, encoding: "utf8" })) {
      if (!name.endsWith(".ts")) continue;
      const file = `${layer}/${name}`;
      const text = readFileSync(join(root, file), "utf8");
      // Most files have none, which is told without a parse.
      if (!/[(=:,[!&|?>\n{}; ]\/[^/*\n]/.test(text)) continue;
      const { code } = transformSync(text, { loader: "ts", target: "es2023" });
      const { ast } = (await minify(code, {
        parse: {},
        compress: false,
        mangle: false,
        module: true,
        format: { ast: true, code: false, spidermonkey: true } as object,
      })) as { ast?: unknown };
      for (const written of literalsIn(ast)) if (!found.has(written)) found.set(written, file);
    }
  return found;
}

function* literalsIn(node: unknown): Generator<string> {
  if (typeof node !== "object" || node === null) return;
  if ("regex" in node && node.regex) {
    const { pattern, flags } = node.regex as { pattern: string; flags: string };
    yield `/${pattern}/${flags}`;
    return;
  }
  for (const child of Object.values(node)) yield* literalsIn(child);
}

export function parsed(written: string): { readonly source: string; readonly flags: string } {
  const end = written.lastIndexOf("/");
  return { source: written.slice(1, end), flags: written.slice(end + 1) };
}

export function attackText({ pumps, suffix }: Attack, length: number): string {
  const each = length / pumps.length;
  const parts = pumps.map(
    ({ prefix, pump }) => prefix + pump.repeat(Math.max(1, Math.floor(each / pump.length))),
  );
  return parts.join("") + suffix;
}
