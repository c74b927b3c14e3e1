import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { defaultKubeVersion, parseKubeVersion } from "../../engine/helm/chart/kubeVersion";
import { manifestProblem } from "../../engine/helm/manifestProblem";
import { plain } from "../../engine/helm/template/textOperations";
import { LineIndex } from "../../engine/yaml/lines";
import { shown } from "../../report/printers/text";
import { openChart, type RenderedChart, renderWith } from "../../workspace/charts/renderedChart";
import { nodeFileSystem } from "../../workspace/node/nodeFileSystem";
import { reasonOf } from "../../workspace/walk";
import { type Arguments, type OptionTable, readArguments } from "../arguments";
import { Failure } from "../failure";
import { renderHelp } from "../help";

const options: OptionTable = {
  values: "texts",
  set: "texts",
  name: "text",
  namespace: "text",
  "kube-version": "text",
  format: "text",
};

/** `kubehint render`: exit status 0 where the chart is rendered, 1 where helm would refuse it, 2 where it cannot be read. */
export async function render(argv: readonly string[]): Promise<number> {
  const args = readArguments(argv, options);
  if (args.has("help")) {
    process.stdout.write(renderHelp);
    return 0;
  }
  const [chart, ...more] = args.positionals;
  if (chart === undefined || more.length > 0) throw new Failure("render takes one chart: a folder or a .tgz");
  const format = args.text("format") ?? "json";
  if (format !== "json") throw new Failure(`unknown format "${format}": render knows json`);
  const files = args.texts("values").map((id) => ({ id, text: read(id) }));
  const fileSystem = nodeFileSystem();
  const path = resolve(chart);
  // Dependencies with file:// may lie beside the chart, or anywhere below the current folder.
  const isBelow = path !== process.cwd() && fileSystem.relative(process.cwd(), path) !== undefined;
  const within = isBelow ? process.cwd() : dirname(path);
  const loaded = await openChart(fileSystem, path, { siblings: false, within });
  if ("error" in loaded) throw new Failure(`cannot read ${chart}: ${loaded.error}`);
  const rendered = renderWith(
    loaded,
    { files, set: args.texts("set") },
    {
      release: args.text("name") ?? "release-name",
      namespace: args.text("namespace") ?? "default",
      kubeVersion: kubeVersionOf(args),
    },
  );
  if (complain(rendered, new Map(files.map(({ id, text }) => [id, text])), chart)) return 1;
  const texts = [...rendered.files].map(([path, text]): [string, string] => [
    path,
    // Bytes that are not UTF-8 have no place in JSON.
    plain(text).replace(/[\udc80-\udcff]/gu, "\ufffd"),
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(texts), undefined, 2)}\n`);
  // The text is there to be looked at, though helm would install nothing of it.
  const refused = texts
    .map(([name, text]) => manifestProblem(name, text))
    .find((problem) => problem !== undefined);
  if (refused === undefined) return 0;
  process.stderr.write(`kubehint: ${lines(refused)}\n`);
  return 1;
}

/** What helm stops at, or goes on in spite of, on standard error; true where it stops. */
function complain(
  { problems, errors }: RenderedChart,
  texts: ReadonlyMap<string, string>,
  chart: string,
): boolean {
  for (const { message, file, start, end, warning } of problems) {
    const text = texts.get(file) ?? (file === "" || end === 0 ? undefined : readIn(chart, file));
    const { line, character } = new LineIndex(text ?? "").position(start);
    const where =
      text === undefined ? (file === "" ? "" : `${file}: `) : `${file}:${line + 1}:${character + 1}: `;
    process.stderr.write(`kubehint: ${warning ? "warning: " : ""}${shown(where)}${lines(message)}\n`);
  }
  for (const { message } of errors) process.stderr.write(`kubehint: ${lines(message)}\n`);
  return errors.length > 0 || problems.some(({ warning }) => !warning);
}

/** Of one message; whoever wants all of a template opens it. */
const longestMessage = 2000;

/** The message may quote values, and templates may print anything. */
function lines(message: string): string {
  const text = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
  return text.split("\n").map(shown).join("\n");
}

function readIn(chart: string, file: string): string | undefined {
  try {
    return readFileSync(resolve(chart, file), "utf8");
  } catch {
    return undefined;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Failure(`cannot read ${file}: ${reasonOf(error)}`);
  }
}

function kubeVersionOf(args: Arguments): string {
  const text = args.text("kube-version");
  if (text === undefined) return defaultKubeVersion;
  const version = parseKubeVersion(text);
  if (version === undefined) throw new Failure(`--kube-version "${text}" is no version`);
  return version;
}
