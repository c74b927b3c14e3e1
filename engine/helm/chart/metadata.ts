import { YamlDocument } from "../../yaml/document";
import type { Field } from "../../yaml/field";
import { isIntegerText } from "../../yaml/scalar";
import { scalarText } from "../../yaml/scalarText";
import { formatGeneral } from "../lib/floatFormat";
import { isPrintable } from "../lib/quote";
import { fromYaml } from "../lib/yamlParse";
import type { OriginId } from "../origin";
import { GoList, GoMap, GoObject, stringList, type Value } from "../value";

/** Chart.yaml (pkg/chart/metadata.go of helm 3). Dependencies and the name change while a chart is prepared. */
export interface Metadata {
  name: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly version: string;
  readonly apiVersion: string;
  readonly kubeVersion: string;
  readonly type: string;
  readonly sources: readonly string[];
  readonly keywords: readonly string[];
  readonly maintainers: readonly Maintainer[];
  readonly deprecated: boolean;
  readonly annotations: ReadonlyMap<string, string>;
  dependencies: Dependency[];
}

export interface Maintainer {
  readonly name: string;
  readonly email: string;
  readonly url: string;
}

export interface Dependency {
  /** Its alias, once the chart is prepared and it has one. */
  name: string;
  readonly version: string;
  readonly repository: string;
  readonly condition: string;
  readonly tags: readonly string[];
  /** Names below `exports`, or pairs of `child` and `parent`; pairs alone once the chart is prepared. */
  importValues: readonly Value[];
  readonly alias: string;
  enabled: boolean;
  /** The values that say so. */
  switchedBy: OriginId;
  /** Where it is written, in offsets of the file; `start` is that of its entry. */
  readonly start: number;
  readonly end: number;
}

export interface MetadataProblem {
  readonly error: string;
  readonly start: number;
  readonly end: number;
}

/** Reads Chart.yaml. */
export function readMetadata(text: string): Metadata | MetadataProblem {
  const read = fromYaml(text);
  if ("error" in read) return { ...read, error: `cannot load Chart.yaml: ${read.error}` };
  const root = rootOf(text);
  const string = (name: string): string => clean(textOf(root.at(name)));
  const list = (name: string): string[] =>
    root
      .at(name)
      .items()
      .map((item) => clean(textOf(item)));
  const apiVersion = textOf(root.at("apiVersion"));
  return {
    name: string("name"),
    texts: new Map(
      ["home", "description", "icon", "condition", "tags", "appVersion"].map((name) => [name, string(name)]),
    ),
    version: textOf(root.at("version")),
    apiVersion: apiVersion === "" ? "v1" : apiVersion,
    kubeVersion: string("kubeVersion"),
    type: textOf(root.at("type")),
    sources: list("sources"),
    keywords: list("keywords"),
    maintainers: root
      .at("maintainers")
      .items()
      .map((item) => ({
        name: clean(textOf(item.at("name"))),
        email: clean(textOf(item.at("email"))),
        url: clean(textOf(item.at("url"))),
      })),
    deprecated: root.at("deprecated").boolean() === true,
    annotations: new Map(
      root
        .at("annotations")
        .entries()
        .map((entry) => [String(entry.key), textOf(entry)]),
    ),
    dependencies: readDependencies(root),
  };
}

/** The dependencies of a requirements.yaml, which charts of apiVersion v1 have. */
export function readRequirements(text: string): Dependency[] {
  return readDependencies(rootOf(text));
}

function rootOf(text: string): Field {
  return new YamlDocument(text.replace(/^---[ \t]*(?=\r?\n)/, "   ")).root;
}

function readDependencies(root: Field): Dependency[] {
  return root
    .at("dependencies")
    .items()
    .map((item) => {
      const written = item.span;
      const imports = item.at("import-values").items().map(importOf);
      return {
        name: clean(textOf(item.at("name"))),
        version: clean(textOf(item.at("version"))),
        repository: clean(textOf(item.at("repository"))),
        condition: clean(textOf(item.at("condition"))),
        tags: item
          .at("tags")
          .items()
          .map((tag) => clean(textOf(tag))),
        importValues: imports,
        alias: textOf(item.at("alias")),
        enabled: false,
        switchedBy: 0,
        start: written.start,
        end: written.end,
      };
    });
}

/** A name below `exports`, or a pair of `child` and `parent`. */
function importOf(item: Field): Value {
  if (!item.isMap) return textOf(item);
  return new GoMap(
    new Map(
      ["child", "parent"].map((name): [string, Value] => [
        name,
        item.at(name).exists ? textOf(item.at(name)) : null,
      ]),
    ),
  );
}

/** A string field of a Go struct: sigs.k8s.io/yaml writes numbers as text, floats with the digits of 32 bits. */
function textOf(field: Field): string {
  const node = field.content;
  if (node?.kind !== "scalar") return "";
  const value = field.document.scalarValue(node);
  if (typeof value === "string") return value;
  if (value === null) return "";
  if (typeof value !== "number" || isIntegerText(scalarText(node.token, field.document.text)))
    return String(value);
  let digits = 1;
  while (digits < 9 && Math.fround(Number(value.toPrecision(digits))) !== Math.fround(value)) digits++;
  return formatGeneral(Number(value.toPrecision(digits)));
}

/** pkg/chart/metadata.go, `sanitizeString`. */
function clean(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return [...text]
    .map((character) => (/^\s$/u.test(character) ? " " : isPrintable(character) ? character : ""))
    .join("");
}

/** `.Chart` of templates. */
export function chartObject(chart: { readonly metadata: Metadata }, isRoot: boolean): GoObject {
  const { metadata } = chart;
  const text = (name: string): string => metadata.texts.get(name) ?? "";
  return new GoObject(
    "struct { chart.Metadata; IsRoot bool }",
    new Map<string, Value>([
      ["Name", metadata.name],
      ["Home", text("home")],
      ["Sources", stringList(metadata.sources)],
      ["Version", metadata.version],
      ["Description", text("description")],
      ["Keywords", stringList(metadata.keywords)],
      ["Maintainers", new GoList(metadata.maintainers.map(maintainerObject), "[]*chart.Maintainer")],
      ["Icon", text("icon")],
      ["APIVersion", metadata.apiVersion],
      ["Condition", text("condition")],
      ["Tags", text("tags")],
      ["AppVersion", text("appVersion")],
      ["Deprecated", metadata.deprecated],
      ["Annotations", new GoMap(new Map(metadata.annotations), "map[string]string")],
      ["KubeVersion", metadata.kubeVersion],
      ["Dependencies", new GoList(metadata.dependencies.map(dependencyObject), "[]*chart.Dependency")],
      ["Type", metadata.type],
      ["IsRoot", isRoot],
    ]),
  );
}

function maintainerObject({ name, email, url }: Maintainer): GoObject {
  return new GoObject(
    "*chart.Maintainer",
    new Map<string, Value>([
      ["Name", name],
      ["Email", email],
      ["URL", url],
    ]),
  );
}

function dependencyObject(dependency: Dependency): GoObject {
  return new GoObject(
    "*chart.Dependency",
    new Map<string, Value>([
      ["Name", dependency.name],
      ["Version", dependency.version],
      ["Repository", dependency.repository],
      ["Condition", dependency.condition],
      ["Tags", stringList(dependency.tags)],
      ["Enabled", dependency.enabled],
      ["ImportValues", new GoList([...dependency.importValues])],
      ["Alias", dependency.alias],
    ]),
  );
}
