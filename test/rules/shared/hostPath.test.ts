import assert from "node:assert/strict";
import { isSameOrAbove, normalizeHostPath } from "../../../rules/shared/hostPath";

describe("paths of the node", () => {
  const cases: Record<string, string> = {
    "/": "/",
    "//": "/",
    "/.": "/",
    "/..": "/",
    "/var/run/": "/var/run",
    "//var///run//docker.sock": "/var/run/docker.sock",
    "/var/./run/../run/docker.sock": "/var/run/docker.sock",
    "/var/lib/../../run": "/run",
    "/etc/../../..": "/",
    "var/run": "/var/run",
    "/a/...": "/a/...",
    "C:\\": "c:/",
    "c:/": "c:/",
    "C:\\Windows\\System32\\": "c:/windows/system32",
    "\\\\.\\pipe\\docker_engine": "//./pipe/docker_engine",
  };
  for (const [path, expected] of Object.entries(cases))
    it(`writes ${path} as ${expected}`, () => {
      assert.equal(normalizeHostPath(path), expected);
    });

  it("knows what lies below a directory", () => {
    assert.ok(isSameOrAbove("/", "/etc"));
    assert.ok(isSameOrAbove("/etc", "/etc"));
    assert.ok(isSameOrAbove("/etc", "/etc/ssl"));
    assert.ok(!isSameOrAbove("/etc", "/etcetera"));
    assert.ok(!isSameOrAbove("/etc/ssl", "/etc"));
  });
});
