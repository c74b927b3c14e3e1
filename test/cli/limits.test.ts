import assert from "node:assert/strict";
import type { Log } from "sarif";
import { readArguments } from "../../cli/arguments";
import { collect } from "../../cli/collect";
import { scanCommandOptions } from "../../cli/scanArguments";
import { severities } from "../../engine/finding";
import { type Format, printers } from "../../report/printers/formats";
import type { Report } from "../../report/report";
import { styleFor } from "../../report/style";
import { ruleDocs } from "../../rules/docs";
import { sarifErrors } from "../harness/sarifSchema";
import { temporaryFolder } from "../harness/temporaryFolder";

const { parseStringPromise }: { parseStringPromise(text: string): Promise<unknown> } = require("xml2js");

const long = (index: number, text: string, times: number) => (index < 20 ? text.repeat(times) : text);
/** A pod with some 40 findings and one that is suppressed, whose names begin like a formula and are long in the first files. */
const pod = (index: number) => `apiVersion: v1
kind: Pod
metadata: { name: "=cmd${index}-${long(index, "😀", 60)}", namespace: default }
spec:
  hostNetwork: true # kubehint: ignore[host-network] of the node
  hostPID: true
  containers:
    - name: "@a${index}-${long(index, "&<", 100)}"
      image: registry.example/web
      securityContext: { privileged: true, capabilities: { add: [SYS_ADMIN, NET_RAW] } }
    - name: b
      image: registry.example/b:latest
`;
const files = 650;
const folder = (index: number) => long(index, "-", 200);

describe("the formats of a report with 25,000 findings and more", function () {
  this.timeout(180_000);
  let report: Report;

  before(async () => {
    const before = process.cwd();
    process.chdir(
      temporaryFolder(
        Object.fromEntries(
          Array.from({ length: files }, (_, index) => [
            `${folder(index)}/${folder(index)}/${folder(index)}/${index}.yaml`,
            pod(index),
          ]),
        ),
      ),
    );
    try {
      const args = readArguments(["--profile", "all", "--jobs", "1"], scanCommandOptions);
      report = await collect(args, { quotes: false, edits: true });
    } finally {
      process.chdir(before);
    }
    assert.ok(report.findings.length > 25_000, String(report.findings.length));
    assert.ok(report.all.length > report.findings.length);
  });

  function printed(format: Format): string {
    let text = "";
    const write = (part: string) => {
      text += part;
    };
    const options = { style: styleFor(false), verbose: false, suppressed: false, fixCommand: "kubehint fix" };
    const more = { version: () => "1.2.3", now: Date.UTC(2026, 0, 31), prose: () => ruleDocs };
    printers[format](report, { write }, { ...options, ...more });
    return text;
  }

  it("SARIF holds what code scanning takes, the most severe, and says what it leaves out", () => {
    const log: Log = JSON.parse(printed("sarif"));
    assert.deepEqual(sarifErrors(log), []);
    const [run] = log.runs;
    assert.ok(run);
    const { results = [], tool, invocations, properties } = run;
    assert.equal(results.length, 25_000);
    assert.ok((tool.driver.rules ?? []).length <= 25_000);
    for (const rule of tool.driver.rules ?? []) assert.ok((rule.properties?.tags ?? []).length <= 20);
    for (const { locations, ruleIndex, ruleId } of results) {
      assert.equal(locations?.length, 1);
      assert.equal(tool.driver.rules?.[ruleIndex ?? -1]?.id, ruleId);
    }
    const kept = (level: string) => results.filter((result) => result.level === level).length;
    const found = (...of: string[]) => report.findings.filter(({ severity }) => of.includes(severity)).length;
    assert.equal(kept("error"), found("critical", "high"), "none of the most severe is left out");
    assert.equal(kept("warning"), Math.min(found("medium"), 25_000 - kept("error")));
    const [note] = invocations?.[0]?.toolExecutionNotifications ?? [];
    const leftOut = (report.all.length - 25_000).toLocaleString("en");
    assert.ok(note?.message.text?.startsWith(`${leftOut} findings left out`), note?.message.text);
    for (const { finding } of properties?.posture.foremost ?? [])
      assert.equal(results[finding]?.level, "error");
    const prints = results.map(({ partialFingerprints }) => partialFingerprints?.["kubehint/v1"]);
    assert.equal(new Set(prints).size, prints.length);
  });

  it("Markdown is as long as a comment may be, and counts the rest", () => {
    const text = printed("markdown");
    assert.ok(text.length <= 65_536, String(text.length));
    const rows = [...text.matchAll(/^\| (critical|high|medium|low|info) \|/gm)].map(
      ([, severity]) => severity,
    );
    const worst = severities.find((severity) => report.findings.some((one) => one.severity === severity));
    assert.ok(rows.length > 0 && rows.every((severity) => severity === worst), "the most severe");
    const [, more = ""] =
      /\nand ([\d,]+) findings more than a comment takes, the least severe\n$/.exec(text) ?? [];
    assert.equal(Number(more.replaceAll(",", "")) + rows.length, report.findings.length);
  });

  it("Slack's message has whole lines and characters, in blocks that Slack takes", () => {
    const { text, blocks } = JSON.parse(printed("slack"));
    assert.ok(text.length <= 40_000 && blocks.length <= 50);
    for (const { type, text: own } of blocks) {
      assert.ok(own.text.length > 0 && own.text.length <= (type === "header" ? 150 : 3000));
      assert.ok(own.text.isWellFormed());
    }
    const lines: string[] = blocks.at(-1).text.text.split("\n");
    const [, more = "0"] = /^and (\d+) more$/.exec(lines.at(-1) ?? "") ?? [];
    assert.equal(lines.length - (more === "0" ? 0 : 1) + Number(more), report.posture.foremost.length);
  });

  it("JUnit counts as many cases as it holds", async () => {
    const { testsuites } = (await parseStringPromise(printed("junit"))) as {
      testsuites: {
        $: Record<string, string>;
        testsuite: { $: Record<string, string>; testcase: { failure?: unknown; skipped?: unknown }[] }[];
      };
    };
    const suites = testsuites.testsuite;
    assert.equal(suites.length, files + 1);
    const sum = (of: (suite: (typeof suites)[number]) => number) =>
      suites.reduce((total, suite) => total + of(suite), 0);
    assert.equal(
      sum(({ testcase }) => testcase.length),
      Number(testsuites.$.tests),
    );
    assert.equal(
      sum(({ testcase }) => testcase.filter(({ failure }) => failure !== undefined).length),
      report.findings.length,
    );
    assert.equal(
      sum(({ $ }) => Number($.skipped)),
      report.all.length - report.findings.length,
    );
  });

  it("GitLab's code quality has each finding once, at a path and a line", () => {
    const issues: {
      description: string;
      check_name: string;
      fingerprint: string;
      severity: string;
      location: { path: string; lines: { begin: number } };
    }[] = JSON.parse(printed("gitlab"));
    assert.equal(issues.length, report.findings.length);
    assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
    for (const { description, check_name, severity, location } of issues) {
      assert.ok(description && check_name);
      assert.match(severity, /^(?:info|minor|major|critical|blocker)$/);
      assert.doesNotMatch(location.path, /^(?:\.\/|\/)/);
      assert.ok(Number.isInteger(location.lines.begin) && location.lines.begin > 0);
    }
  });

  it("GitLab's security report keeps to the lengths and names of its schema", () => {
    const { version, scan, vulnerabilities } = JSON.parse(printed("gitlab-sast"));
    assert.match(version, /^15\.\d+\.\d+$/);
    for (const product of [scan.analyzer, scan.scanner])
      assert.ok(product.id && product.name && product.version && product.vendor.name);
    for (const key of ["start_time", "end_time"]) assert.match(scan[key], /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
    assert.ok(["success", "failure"].includes(scan.status));
    for (const { level, value } of scan.messages)
      assert.ok(["info", "warn", "fatal"].includes(level) && value);
    assert.equal(vulnerabilities.length, report.findings.length);
    assert.equal(new Set(vulnerabilities.map(({ id }: { id: string }) => id)).size, vulnerabilities.length);
    for (const { name, description, solution = "", severity, identifiers, location } of vulnerabilities) {
      assert.ok(name && name.length <= 255);
      assert.ok(description.length <= 1_048_576 && solution.length <= 7000);
      assert.match(severity, /^(?:Info|Unknown|Low|Medium|High|Critical)$/);
      assert.ok(identifiers.length > 0 && identifiers.length <= 20);
      for (const one of identifiers) assert.ok(one.type && one.name && one.value && one.value.length <= 255);
      assert.ok(location.file && location.start_line > 0 && location.end_line >= location.start_line);
    }
  });

  it("CSV has a line for each, with as many fields, none of them a formula", () => {
    const [, ...lines] = printed("csv").trimEnd().split("\r\n");
    assert.equal(lines.length, report.all.length);
    for (const line of lines) {
      assert.match(line, /^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*"){8}$/);
      // A cell of Excel takes 32,767 characters.
      for (const [, field = ""] of line.matchAll(/"((?:[^"]|"")*)"/g)) {
        assert.doesNotMatch(field, /^\s*[=+\-@\t\r]/);
        assert.ok(field.length <= 32_767);
      }
    }
  });

  it("GitHub's annotations begin with the most severe, because a step shows the first ten alone", () => {
    const titles = [...printed("github").matchAll(/title=(\w+)%3A/g)].map(([, severity]) => severity);
    const order = titles.map((severity) => severities.map(String).indexOf(severity ?? ""));
    assert.equal(order.length, report.findings.length);
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    );
  });

  it("HTML and JSON hold all of them", () => {
    assert.equal(JSON.parse(printed("json")).findings.length, report.all.length);
    assert.ok(printed("html").split("<tr").length > report.findings.length);
  });
});
