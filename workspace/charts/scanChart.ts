import type { Finding, RelatedPlace } from "../../engine/finding";
import type { Chart } from "../../engine/helm/chart/chart";
import type { GivenValues } from "../../engine/helm/chart/prepare";
import { Text } from "../../engine/helm/value";
import { type FileResult, type FileStatus, fileFacts, type Linter } from "../../engine/linter";
import { WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { withAcross } from "../across";
import type { FileSystem } from "../fileSystem";
import type { ReadOptions } from "./chartFiles";
import { chartFile, type PlacingContext, placeFinding } from "./chartPlaces";
import {
  type LoadedChart,
  openChart,
  type RenderedChart,
  type RenderTarget,
  renderWith,
} from "./renderedChart";
import { valuesFilesOf } from "./valuesFiles";
import { ValuesPlaces } from "./valuesPlaces";

export interface ChartScan {
  /** What was found, by the path of the file it is placed in. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** What to say of files of the chart: templates, and values files. */
  readonly statuses: ReadonlyMap<string, FileStatus>;
  readonly texts: ReadonlyMap<string, string>;
  readonly undecided: number;
}

export interface ChartScanOptions extends ReadOptions {
  readonly linter: Linter;
  /** Patterns of the values files that belong to charts; see `valuesFilesOf`. */
  readonly valuesFiles?: readonly string[];
  /** Values files, by their paths, and single values: what is rendered then is that alone. */
  readonly given?: { readonly files: readonly string[]; readonly set: readonly string[] };
  readonly shouldStop?: () => boolean;
}

interface Environment {
  readonly name: string;
  readonly given: GivenValues;
}

/**
 * Renders a chart with each of its values files, lints what comes out and places each finding where the user changes it.
 * A chart that cannot be rendered is rendered as far as it goes: then nothing is said of what is missing, and its
 * templates are partly checked.
 */
export async function scanChart(
  fileSystem: FileSystem,
  folder: string,
  options: ChartScanOptions,
): Promise<ChartScan> {
  const loaded = await openChart(fileSystem, folder, { ...options, siblings: true });
  if ("error" in loaded) return { findings: new Map(), statuses: new Map(), texts: new Map(), undecided: 0 };
  const scan = new Scan(fileSystem, loaded, options);
  return scan.run();
}

class Scan {
  private readonly found = new Map<string, { finding: Finding; environments: string[]; file: string }>();
  private readonly statuses = new Map<string, FileStatus>();
  private readonly texts = new Map<string, string>();
  private readonly values = new ValuesPlaces();
  private undecided = 0;

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly loaded: LoadedChart,
    private readonly options: ChartScanOptions,
  ) {}

  async run(): Promise<ChartScan> {
    const { chart, problems } = this.loaded;
    if (!chart) {
      const reason = `the chart cannot be loaded: ${firstLine(problems[0]?.message ?? "")}`;
      this.statuses.set(this.pathOf("Chart.yaml"), { kind: "partly", reason });
      return this.result();
    }
    await this.readOwnTexts();
    const target: RenderTarget = {
      release: "release-name",
      namespace: "default",
      kubeVersion: `v1.${this.options.linter.config.minor}.0`,
    };
    const environments = await this.environments();
    let rendered = 0;
    let failure: RenderedChart | undefined;
    for (const { name, given } of environments) {
      if (this.options.shouldStop?.()) break;
      const result = renderWith(this.loaded, given, target);
      if (refusal(result) !== undefined) {
        failure ??= result;
        continue;
      }
      rendered++;
      this.lint(result, name, true);
      for (const { id } of given.files) this.statuses.set(this.pathOf(id), { kind: "checked" });
    }
    if (rendered > 0) {
      this.statuses.set(this.pathOf("values.yaml"), { kind: "checked" });
      this.noteUnused(chart);
    } else if (failure && environments[0]) this.fallBack(failure, environments[0], target);
    return this.result();
  }

  private fallBack(failure: RenderedChart, { name, given }: Environment, target: RenderTarget): void {
    const result = renderWith(this.loaded, given, target, true);
    const reason = `the chart cannot be rendered: ${firstLine(refusal(failure) ?? "")}`;
    this.lint(result, name, false);
    for (const path of result.owners.keys())
      for (const template of result.owners.get(path)?.templates ?? []) {
        const file = chartFile(`${path}/${template.name}`, result.owners);
        if (file !== undefined) this.statuses.set(this.pathOf(file), { kind: "partly", reason });
      }
    this.statuses.set(this.pathOf("Chart.yaml"), { kind: "partly", reason });
  }

  /** Partials are seen where they are used; a dependency may be switched off in every environment. */
  private noteUnused(chart: Chart): void {
    for (const { name } of chart.templates) {
      const path = this.pathOf(inChart(chart.location, name));
      const isPartial = /(?:^|\/)_[^/]*$/.test(name) || chart.metadata.type === "library";
      if (!this.statuses.has(path))
        this.statuses.set(
          path,
          isPartial
            ? { kind: "checked" }
            : { kind: "skipped", reason: "its chart is switched off by values" },
        );
    }
    for (const dependency of chart.dependencies) this.noteUnused(dependency);
  }

  private async environments(): Promise<Environment[]> {
    const { given, valuesFiles } = this.options;
    const { fileSystem } = this;
    const folder = this.loaded.path;
    const read = async (id: string, path: string): Promise<{ id: string; text: string }> => {
      const text = this.options.textOf?.(path) ?? (await fileSystem.readFile(path));
      this.texts.set(id, text);
      return { id, text };
    };
    if (given) {
      const files = await Promise.all(
        given.files.map((path) => read(fileSystem.relative(folder, path) ?? path, path)),
      );
      return [
        {
          name: given.files.length > 0 ? files.map(({ id }) => id).join(", ") : "values.yaml",
          given: { files, set: given.set },
        },
      ];
    }
    const environments: Environment[] = [{ name: "values.yaml", given: { files: [], set: [] } }];
    for (const file of await valuesFilesOf(fileSystem, folder, valuesFiles)) {
      const path = join(fileSystem, folder, file);
      const text = await read(file, path).catch(() => undefined);
      if (text) environments.push({ name: file, given: { files: [text], set: [] } });
    }
    return environments;
  }

  /** The files of the chart that users edit. */
  private async readOwnTexts(): Promise<void> {
    const { chart } = this.loaded;
    const todo = chart ? [chart] : [];
    for (const next of todo) {
      const own = next.dependencies.filter(({ vendored }) => !vendored);
      todo.push(...own);
      for (const { name, text } of next.templates) this.texts.set(inChart(next.location, name), text);
      for (const name of ["values.yaml", "Chart.yaml"]) {
        const file = inChart(next.location, name);
        const path = this.pathOf(file);
        const text =
          this.options.textOf?.(path) ?? (await this.fileSystem.readFile(path).catch(() => undefined));
        if (text !== undefined) this.texts.set(file, text);
      }
    }
  }

  /** @param whole the text is what helm would install, so that it can be said what is missing in it. */
  private lint(rendered: RenderedChart, environment: string, whole: boolean): void {
    const { linter } = this.options;
    const index = new WorkspaceIndex();
    const results = new Map<string, FileResult>();
    for (const [path, text] of rendered.files) {
      if (path.endsWith("NOTES.txt")) continue;
      const file = chartFile(path, rendered.owners);
      const source = file === undefined ? undefined : this.texts.get(file);
      // What is no template is a manifest like any other, and is linted as one.
      if (source !== undefined && !source.includes("{{")) continue;
      const result = linter.lint(plain(text), { partial: !whole });
      results.set(path, result);
      index.set(path, fileFacts(result, path));
      const status: FileStatus =
        result.problems.length > 0
          ? { kind: "partly", reason: "what it renders is not YAML" }
          : { kind: "checked" };
      if (file !== undefined && this.statuses.get(this.pathOf(file))?.kind !== "partly")
        this.statuses.set(this.pathOf(file), status);
    }
    const context: PlacingContext = {
      origins: this.loaded.origins,
      owners: rendered.owners,
      textOf: (file) => this.texts.get(file),
      values: this.values,
    };
    for (const [path, own] of results) {
      const text = rendered.files.get(path);
      const result = whole ? withAcross(own, linter.lintAmong(index, path)) : own;
      this.undecided += result.undecided;
      if (!(text instanceof Text)) continue;
      for (const finding of result.findings)
        if (whole || !finding.missing) this.add(finding, text, own, path, context, environment);
    }
  }

  private add(
    finding: Finding,
    text: Text,
    result: FileResult,
    path: string,
    context: PlacingContext,
    environment: string,
  ): void {
    const placed = placeFinding(finding, text, result.documents, path, context);
    if (!placed) return;
    const { at, template } = placed;
    const written = context.textOf(at.file)?.slice(at.span.start, at.span.end) ?? "";
    // The namespace is chosen when the chart is installed, unless the chart itself says which.
    if (finding.rule === "default-namespace" && !written.includes("default")) return;
    const { apiVersion, kind, name, namespace } = finding.resource;
    const identity = [
      finding.rule,
      at.file,
      at.span.start,
      apiVersion,
      kind,
      name,
      namespace,
      finding.path,
    ].join("\n");
    const known = this.found.get(identity);
    if (known) {
      if (!known.environments.includes(environment)) known.environments.push(environment);
      return;
    }
    const related: RelatedPlace[] = template
      ? [
          {
            file: this.pathOf(template.file),
            span: template.span,
            message: { template: "rendered here", args: {} },
          },
        ]
      : [];
    this.found.set(identity, {
      file: this.pathOf(at.file),
      environments: [environment],
      finding: { ...finding, span: at.span, related, fix: undefined },
    });
  }

  private result(): ChartScan {
    const findings = new Map<string, Finding[]>();
    for (const { finding, environments, file } of this.found.values()) {
      const list = findings.get(file) ?? [];
      list.push({ ...finding, environments });
      findings.set(file, list);
    }
    for (const list of findings.values()) list.sort((a, b) => a.span.start - b.span.start);
    const texts = new Map([...this.texts].map(([file, text]) => [this.pathOf(file), text]));
    return { findings, statuses: this.statuses, texts, undecided: this.undecided };
  }

  private pathOf(file: string): string {
    return join(this.fileSystem, this.loaded.path, file);
  }
}

function refusal({ problems, errors }: RenderedChart): string | undefined {
  return problems.find(({ warning }) => !warning)?.message ?? errors[0]?.message;
}

/** Errors of templates quote values, which may be secret: of them the place alone is said. */
function firstLine(message: string): string {
  const [line = ""] = message.split("\n");
  const place = /^(?:(?:execution|parse) error at \([^()]*:\d+\)|template: [^ ]*:\d+(?=:))/.exec(line)?.[0];
  return (place ?? line).slice(0, 300);
}

function plain(text: Text | string): string {
  return typeof text === "string" ? text : text.text;
}

function inChart(location: string, name: string): string {
  return location === "" ? name : `${location}/${name}`;
}

/** A path that is absolute stays what it is. */
function join(fileSystem: FileSystem, folder: string, file: string): string {
  if (file.startsWith("/") || /^[A-Za-z][A-Za-z0-9+.-]*:/.test(file)) return file;
  let path = folder;
  for (const step of file.split("/"))
    path =
      step === ".."
        ? fileSystem.dirname(path)
        : step === "." || step === ""
          ? path
          : fileSystem.join(path, step);
  return path;
}
