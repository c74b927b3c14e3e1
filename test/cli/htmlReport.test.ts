import assert from "node:assert/strict";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { htmlStyle } from "../../report/printers/htmlStyle";
import { ruleDocs } from "../../rules/docs";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";

type Element = DefaultTreeAdapterMap["element"];

function elementsIn(html: string): Element[] {
  const below = (node: DefaultTreeAdapterMap["node"]): Element[] => [
    ...("tagName" in node ? [node] : []),
    ...("childNodes" in node ? node.childNodes.flatMap(below) : []),
  ];
  return below(parse(html));
}

const attribute = (element: Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value;

function textOf(node: DefaultTreeAdapterMap["node"]): string {
  if ("value" in node) return node.value;
  return "childNodes" in node ? node.childNodes.map(textOf).join("") : "";
}

const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { name: ${name} }
spec:
  hostPID: true
  # kubehint: ignore[host-ipc] it talks to its neighbour
  hostIPC: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext: { privileged: true }
`;
const chart = {
  "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 0.1.0\n",
  "chart/values.yaml": "shared: false\n",
  "chart/values-prod.yaml": "shared: true\n",
  "chart/templates/pod.yaml": `apiVersion: v1
kind: Pod
metadata: { name: shop }
spec:
  hostPID: {{ .Values.shared }}
  containers: [{ name: shop, image: "registry.example/shop:1.4.2" }]
`,
};

async function htmlOf(files: Record<string, string>): Promise<string> {
  return (await inProcess(temporaryFolder(files), "scan", "--format", "html")).stdout;
}

describe("the HTML report", function () {
  this.timeout(60_000);
  let html: string;
  let found: Element[];
  before(async () => {
    html = await htmlOf({
      ...chart,
      "deploy/a.yaml": pod("a"),
      "deploy/b.yaml": pod("b"),
      "torn.yaml": "apiVersion: v1\nkind: Pod\nmetadata: {\n",
    });
    found = elementsIn(html);
  });
  const tagged = (tag: string) => found.filter(({ tagName }) => tagName === tag);

  it("says what was scanned, with what and when", () => {
    assert.match(html, /7 files found: 5 checked, 1 partly, 1 skipped</);
    assert.match(
      html,
      /Profile recommended, Kubernetes 1\.\d+; Kubehint \d+\.\d+\.\d+, <time>\d{4}-\d\d-\d\d</,
    );
  });

  it("names what was not fully checked, and why", () => {
    assert.match(html, /Not fully checked[\s\S]*<code>torn\.yaml<\/code><td>not valid YAML/);
  });

  it("shows what is accepted without a click, so that it is printed", () => {
    assert.ok(tagged("details").every((element) => attribute(element, "open") !== undefined));
    assert.match(html, /<h2>Suppressed<\/h2>[\s\S]*it talks to its neighbour/);
  });

  it("tells in which environments of a chart a finding holds, and where it is rendered", async () => {
    assert.match(html, /chart\/templates\/pod\.yaml:5: rendered here/);
    assert.match(html, /with values-prod\.yaml/);
    const text = await inProcess(temporaryFolder(chart), "scan");
    assert.match(text.stdout, /pod\.yaml:5: rendered here\n {7}with values-prod\.yaml\n/);
  });

  it("leads from what matters most to the row of the finding, and nowhere else", () => {
    const ids = found.flatMap((element) => attribute(element, "id") ?? []);
    assert.equal(new Set(ids).size, ids.length);
    const targets = tagged("a").map((element) => attribute(element, "href"));
    assert.ok(targets.length > 5);
    for (const target of targets) assert.ok(ids.includes(target?.slice(1) ?? ""), target);
  });

  it("explains each rule that found something, with the controls it stands for", () => {
    const explained = tagged("article").map((element) => attribute(element, "id"));
    const named = [...html.matchAll(/<td class="r"><a href="#(rule-[a-z-]+)">/g)].map(([, id]) => id);
    assert.deepEqual(explained, [...new Set(named)].sort());
    assert.match(
      html,
      /<h3>Privileged container<\/h3>[\s\S]*<code>privileged: true<\/code> gives the container/,
    );
    assert.match(html, /Pod Security Standards: baseline; .*CIS Kubernetes Benchmark 1\.12: 5\.2\.2/);
    assert.match(html, /<code>host-ipc<\/code> · 0 findings, 2 suppressed</);
  });

  it("finds in the texts of rules no Markdown but code within a line", () => {
    for (const [rule, { what, why, how }] of Object.entries(ruleDocs))
      for (const text of [what, why, how]) {
        assert.doesNotMatch(text, /\n|\]\(|\*\*|```/, rule);
        assert.equal(text.split("`").length % 2, 1, rule);
      }
  });

  it("goes down one level of headings at a time, and names the columns of each table", () => {
    const levels = found.flatMap(({ tagName }) => (/^h\d$/.test(tagName) ? Number(tagName[1]) : []));
    assert.equal(levels[0], 1);
    levels.forEach((level, index) => {
      assert.ok(level <= (levels[index - 1] ?? 0) + 1);
    });
    assert.equal(levels.filter((level) => level === 1).length, 1);
    for (const cell of tagged("th")) {
      assert.ok(attribute(cell, "scope"));
      assert.notEqual(textOf(cell).trim(), "");
    }
    assert.equal(tagged("thead").length, tagged("table").length);
  });

  it("has no heading without something below it where nothing was found", async () => {
    const clean = await htmlOf({ "a.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n" });
    const headings = elementsIn(clean)
      .filter(({ tagName }) => tagName === "h2")
      .map(textOf);
    assert.deepEqual(headings, ["Posture", "Findings"]);
    assert.match(clean, /Nothing risky found in 1 manifest file\./);
  });

  it("keeps the directions of file names", async () => {
    assert.match(await htmlOf({ "שלום.yaml": pod("a") }), /<bdi dir="ltr">שלום\.yaml<\/bdi>/);
  });

  const schemes = htmlStyle.split("@media").filter((part) => part.includes("--ink:"));
  it("has a contrast of 4.5 in both schemes and on paper", () => {
    assert.equal(schemes.length, 3);
    for (const scheme of schemes) {
      const colours = new Map([...scheme.matchAll(/--(\w+): (#\w+)/g)].map(([, name, hex]) => [name, hex]));
      for (const page of ["page", "mark"])
        for (const name of ["ink", "dim", "grave", "warn"]) {
          const ratio = contrast(colours.get(name) ?? light(name), colours.get(page) ?? light(page));
          assert.ok(ratio >= 4.5, `${name} on ${page}: ${ratio.toFixed(2)} in ${scheme.slice(0, 40)}`);
        }
    }
  });
});

/** What a scheme does not say it takes from the light one. */
function light(name: string): string {
  return new RegExp(`--${name}: (#\\w+)`).exec(htmlStyle)?.[1] ?? "";
}

/** WCAG 2.2, definitions of contrast ratio and of relative luminance. */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.replace(/\w/g, "$&$&") : hex;
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(digits.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
