import assert from "node:assert/strict";
import { temporaryFolder } from "../harness/temporaryFolder";
import { kubehint } from "./run";

const rule = ["--rule", "ingress-duplicate-host", "--format", "json"];
const ingress = (
  name: string,
  namespace: string,
  host = "shop.example.com",
) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  rules:
    - host: ${host}
`;

interface Reported {
  readonly file: string;
  readonly range: object;
  readonly related: readonly object[];
}

function scan(args: readonly string[], cwd: string, input?: string): Reported[] {
  const { stdout } = kubehint(["scan", ...rule, ...args], { cwd, ...(input !== undefined && { input }) });
  return JSON.parse(stdout).findings;
}

describe("rules across files, from the command line", function () {
  this.timeout(60_000);

  it("name the place in the other file with that file's positions", () => {
    const cwd = temporaryFolder({
      "a.yaml": ingress("a", "shop"),
      "deep/b.yaml": `# a comment that moves all lines\n---\n${ingress("b", "trial")}`,
    });
    const found = scan([], cwd);
    assert.deepEqual(
      found.map(({ file, range, related }) => ({ file, range, related })),
      [
        {
          file: "a.yaml",
          range: { start: { line: 5, character: 12 }, end: { line: 5, character: 28 } },
          related: [
            {
              file: "deep/b.yaml",
              range: { start: { line: 7, character: 12 }, end: { line: 7, character: 28 } },
              message: "the same host",
            },
          ],
        },
        {
          file: "deep/b.yaml",
          range: { start: { line: 7, character: 12 }, end: { line: 7, character: 28 } },
          related: [
            {
              file: "a.yaml",
              range: { start: { line: 5, character: 12 }, end: { line: 5, character: 28 } },
              message: "the same host",
            },
          ],
        },
      ],
    );
    const { stdout } = kubehint(["scan", "--rule", "ingress-duplicate-host", "--format", "sarif"], { cwd });
    const [result] = JSON.parse(stdout).runs[0].results;
    const { artifactLocation, region } = result.relatedLocations[0].physicalLocation;
    assert.deepEqual([artifactLocation.uri, region.startLine, region.startColumn], ["deep/b.yaml", 8, 13]);
  });

  it("see every file as a workspace of its own with --each-file", () => {
    const two = `${ingress("a", "shop")}---\n${ingress("b", "trial")}`;
    const cwd = temporaryFolder({
      "a.yaml": ingress("a", "shop"),
      "b.yaml": ingress("b", "trial"),
      "two.yaml": two,
    });
    assert.deepEqual(
      scan(["--each-file"], cwd).map(({ file }) => file),
      ["two.yaml", "two.yaml"],
    );
  });

  it("see standard input as a file of its own", () => {
    const two = `${ingress("a", "shop")}---\n${ingress("b", "trial")}`;
    const [first] = scan(["-"], temporaryFolder({}), two);
    assert.equal(first?.file, "<stdin>");
    assert.deepEqual(first.related, [
      {
        file: "<stdin>",
        range: { start: { line: 12, character: 12 }, end: { line: 12, character: 28 } },
        message: "the same host",
      },
    ]);
  });
});
