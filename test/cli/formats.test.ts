import assert from "node:assert/strict";
import { type DefaultTreeAdapterMap, parse } from "parse5";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";

const { parseStringPromise }: { parseStringPromise(text: string): Promise<unknown> } = require("xml2js");

const formats = "text json sarif html markdown junit gitlab gitlab-sast github csv slack".split(" ");
const secret = "hunter2-Tr0ub4dor-correct-horse";
/** What each format could take for its own: tags, attributes, mentions, tables, formulas, commands, escapes. */
const hostileFile =
  "=1+1 \"'><img src=x onerror=alert(1)>,a::b%0A\n::error::x @all |[x](http:y) `c` \u001b[31m\u202e.yaml";
const hostileName = "<script>alert(1)</script>@all|`]]>&\\u001b[31m\\n::error::pwned <!channel> =cmd()";
const manifest = `apiVersion: v1
kind: Pod
metadata: { name: "${hostileName}" }
spec:
  hostNetwork: true # kubehint: ignore[host-network] <b>because</b> @all ::error::
  containers:
    - name: "${hostileName}"
      image: registry.example/web:1.4.2
      env: [{ name: DB_PASSWORD, value: ${secret} }]
      securityContext: { privileged: true }
`;

type Node = DefaultTreeAdapterMap["node"];

function elements(node: Node): DefaultTreeAdapterMap["element"][] {
  const below = "childNodes" in node ? node.childNodes.flatMap(elements) : [];
  return "tagName" in node ? [node, ...below] : below;
}

/** RFC 4180, fields that are all quoted. */
function csvRows(text: string): string[][] {
  assert.match(text, /\r\n$/);
  return text
    .slice(0, -2)
    .split("\r\n")
    .map((line, index) => {
      if (index === 0) return line.split(",");
      assert.match(line, /^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/);
      return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/g)].map(([, field = ""]) =>
        field.replaceAll('""', '"'),
      );
    });
}

describe("the formats of a report", function () {
  this.timeout(120_000);
  const printed = new Map<string, string>();
  const of = (format: string) => printed.get(format) ?? "";

  before(async () => {
    const cwd = temporaryFolder({
      [hostileFile]: manifest,
      "ok.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n",
    });
    for (const format of formats)
      printed.set(
        format,
        (
          await inProcess(
            cwd,
            "scan",
            "--format",
            format,
            "--rule",
            "privileged-container,host-network,hardcoded-secret-in-env",
          )
        ).stdout,
      );
  });

  it("hold no secret, control or direction character", () => {
    for (const [format, text] of printed) {
      assert.ok(text.length > 50, format);
      assert.ok(!text.includes(secret), format);
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e]/, format);
    }
  });

  it("count the same", () => {
    const { findings } = JSON.parse(of("json"));
    const counting = findings.filter(({ suppressed }: { suppressed: object | null }) => !suppressed).length;
    assert.deepEqual([counting, findings.length], [2, 3]);
    for (const format of ["text", "html", "markdown"]) {
      assert.match(of(format), /2 findings in 1 file/, format);
      assert.match(of(format), /2 files found: 2 checked, 0 partly, 0 skipped/, format);
    }
    for (const format of ["text", "html", "markdown", "github", "slack", "junit", "gitlab-sast"])
      assert.match(of(format), /1 critical, 1 high/, format);
    for (const format of ["html", "markdown", "github", "slack", "junit", "gitlab-sast"])
      assert.match(of(format), /1 suppressed/, format);
  });

  it("HTML is one file without scripts, addresses or elements of the manifest", () => {
    const found = elements(parse(of("html")));
    const tags = new Set(found.map(({ tagName }) => tagName));
    for (const tag of ["script", "img", "link", "iframe", "b"]) assert.ok(!tags.has(tag), tag);
    for (const { attrs } of found)
      for (const { name, value } of attrs) {
        assert.ok(!name.startsWith("on") && name !== "src", name);
        if (name === "href") assert.match(value, /^#[a-z-]+\d*$/);
      }
    const policy = found
      .flatMap(({ attrs }) => attrs)
      .find(({ value }) => value.startsWith("default-src 'none'"));
    assert.ok(policy && !policy.value.includes("unsafe"));
    assert.equal(
      found.filter(({ tagName }) => tagName === "details").length,
      2,
      "one file among the findings, and again among what is suppressed",
    );
    assert.match(of("html"), /What matters most/);
  });

  it("JUnit is XML with a failure for each finding, and skips what is suppressed", async () => {
    const { testsuites } = (await parseStringPromise(of("junit"))) as {
      testsuites: {
        $: { failures: string };
        testsuite: {
          $: { name: string; failures: string; skipped: string };
          testcase: { failure?: unknown[] }[];
        }[];
      };
    };
    assert.equal(testsuites.$.failures, "2");
    const [posture, suite, ...more] = testsuites.testsuite;
    assert.equal(posture?.$.name, "posture");
    assert.equal(more.length, 0);
    assert.deepEqual([suite?.$.failures, suite?.$.skipped], ["2", "1"]);
    assert.equal(suite?.testcase.filter(({ failure }) => failure).length, 2);
  });

  it("CSV has as many fields in each line, and none that is a formula", () => {
    const [head, ...rows] = csvRows(of("csv"));
    assert.equal(rows.length, 3);
    for (const row of rows) {
      assert.equal(row.length, head?.length);
      for (const field of row) assert.doesNotMatch(field, /^\s*[=+\-@]/);
    }
    assert.equal(rows.filter((row) => row.at(-1)?.startsWith("comment: ")).length, 1);
  });

  it("GitHub's annotations are one command a line, without one of the manifest", () => {
    const lines = of("github").trimEnd().split("\n");
    assert.equal(lines.length, 3, "the posture and two findings");
    for (const line of lines)
      assert.match(line, /^::(?:error|warning|notice) (?:\w+=[^,:]+)(?:,\w+=[^,:]+)*::/);
    assert.match(lines[0] ?? "", /^::notice title=Kubehint::.*1 suppressed/);
  });

  it("Markdown has its own marks alone", () => {
    const text = of("markdown");
    assert.doesNotMatch(text, /@all|<script|<img|\[x\]|http:/);
    for (const line of text.split("\n").filter((row) => row.includes("<code>") && row.startsWith("|")))
      assert.equal(line.split("|").length, 7);
    assert.match(text, /^## Kubehint: 1 critical.*1 suppressed/);
  });

  it("GitLab's reports have what its schemas require", () => {
    const issues = JSON.parse(of("gitlab"));
    assert.equal(issues.length, 2);
    for (const { description, check_name, fingerprint, severity, location } of issues) {
      assert.ok(description && check_name);
      assert.match(fingerprint, /^[0-9a-f]{32}$/);
      assert.ok(["info", "minor", "major", "critical", "blocker"].includes(severity));
      assert.ok(location.path && location.lines.begin > 0);
    }
    const { version, scan, vulnerabilities } = JSON.parse(of("gitlab-sast"));
    assert.match(version, /^15\.\d+\.\d+$/);
    assert.equal(scan.type, "sast");
    assert.match(scan.start_time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    assert.equal(vulnerabilities.length, 2);
    for (const { id, severity, identifiers, location } of vulnerabilities) {
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.ok(["Info", "Low", "Medium", "High", "Critical"].includes(severity));
      assert.ok(identifiers.length > 0 && location.start_line > 0);
    }
  });

  it("Slack's message is plain text within what it takes", () => {
    const { text, blocks } = JSON.parse(of("slack"));
    assert.doesNotMatch(text, /[<>&]/);
    for (const block of blocks) {
      assert.equal(block.text.type, "plain_text");
      assert.ok(block.text.text.length <= 3000);
    }
  });
});
