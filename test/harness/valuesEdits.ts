import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { Text } from "../../engine/helm/value";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { type ChartModel, readChartModel } from "../../workspace/charts/chartModel";
import { checkChart } from "../../workspace/charts/scanChart";
import { memoryFileSystem } from "./memoryFileSystem";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });

/** The chart below a folder of the given files. */
export async function modelOf(files: Readonly<Record<string, string>>, folder: string): Promise<ChartModel> {
  return (await readChartModel(memoryFileSystem(files), folder, { within: "/" })) ?? assert.fail("no chart");
}

/** What each template of a chart renders to: the same object as before where it was taken over. */
export function renderedTexts(model: ChartModel): readonly (readonly [path: string, text: Text | string])[] {
  return checkChart(model, { linter }).rendered.map(({ path, text }) => [path, text]);
}

const scalars = [
  "true",
  "false",
  "''",
  "null",
  "{}",
  "[]",
  "7",
  "web",
  "{a: 1}",
  "[x, y]",
  "~",
  "'{{ .Release.Name }}'",
];

/** Numbers below a bound, the same ones for a seed. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One edit of a values file as somebody types it: a value, a line, a comment. */
export function editedValues(text: string, pick: (below: number) => number): string {
  const lines = text.split("\n");
  const at = pick(lines.length);
  const line = lines[at] ?? "";
  const indent = /^ */.exec(line)?.[0] ?? "";
  const scalar = scalars[pick(scalars.length)] ?? "";
  const edits: readonly (() => void)[] = [
    () => lines.splice(at, 1, line.replace(/:.*$/, `: ${scalar}`)),
    () => lines.splice(at, 1, line.replace(/:.*$/, `: ${scalar}`)),
    () => lines.splice(at, 1),
    () => lines.splice(at, 0, `${indent}key${pick(3)}: ${scalar}`),
    () => lines.splice(at, 0, `${indent}# said`),
    () => lines.splice(at, 1, `${line} # said`),
    () => lines.splice(at, 0, ""),
    () => lines.splice(at, 1, line.replace(/^( *)# ?(?=\w+:)/, "$1")),
    () => lines.splice(at, 1, ` ${line}`),
    () => lines.splice(at, 2, lines[at + 1] ?? "", line),
  ];
  edits[pick(edits.length)]?.();
  return lines.join("\n");
}

/** All that is shown of a chart, with where each piece of it came from. */
export function shown(model: ChartModel): string {
  const { rendered, findings, notices, statuses, undecided } = checkChart(model, { linter });
  const { origins } = model.chart();
  const told = new Map<number, unknown>();
  const from = (origin: number): unknown => {
    let paths = told.get(origin);
    if (paths === undefined) {
      paths = [origins.data(origin), origins.control(origin)];
      told.set(origin, paths);
    }
    return paths;
  };
  return JSON.stringify([
    rendered.map(({ environment, path, whole, text }) => [
      environment,
      path,
      whole,
      text instanceof Text
        ? [
            text.text,
            text.runs.map(({ origin, ...run }) => [from(origin), run]),
            text.marks.map(({ origin, ...mark }) => [from(origin), mark]),
          ]
        : text,
    ]),
    [...findings].map(([path, found]) => [
      path,
      found.map(({ rule, span, related, environments, message, path: at }) => [
        rule,
        span,
        related,
        environments,
        message,
        at,
      ]),
    ]),
    [...notices],
    [...statuses],
    undecided,
  ]);
}

/**
 * Edits a values file of a chart again and again, and holds what is taken over from one to the next to a chart that is read
 * anew. Returns how many rendered files were the very ones of before.
 */
export async function editValues(
  files: Readonly<Record<string, string>>,
  folder: string,
  edits: number,
  seed: number,
): Promise<number> {
  const pick = chance(seed);
  const now: Record<string, string> = { ...files };
  const edited = await modelOf(now, folder);
  const names = Object.keys(files).filter((name) => /values[^/]*\.ya?ml$/.test(name) && edited.has(name));
  let taken = 0;
  let before = new Set<unknown>();
  shown(edited);
  for (let index = 0; index < edits; index++) {
    // Most edits are of the chart's own values, and now and then all is as it was.
    const name = pick(4) > 0 ? `${folder}/values.yaml` : (names[pick(names.length)] ?? "");
    if (now[name] === undefined) continue;
    now[name] = pick(12) === 0 ? (files[name] ?? "") : editedValues(now[name], pick);
    edited.set(name, now[name]);
    const anew = shown(await modelOf(now, folder));
    const got = shown(edited);
    assert.ok(got === anew, `seed ${seed}, edit ${index} of ${name}:\n${now[name]}`);
    const texts = new Set<unknown>(renderedTexts(edited).map(([, text]) => text));
    for (const text of texts) if (before.has(text)) taken++;
    before = texts;
  }
  return taken;
}
