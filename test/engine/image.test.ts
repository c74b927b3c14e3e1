import assert from "node:assert/strict";
import { type ImageReference, parseImage } from "../../engine/kubernetes/image";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

/** `registry | repository | tag | digest`, a dash for what is not written. */
function show(reference: string): string | undefined {
  const image = parseImage(reference);
  return (
    image &&
    parts(image)
      .map((part) => part?.text ?? "-")
      .join(" | ")
  );
}

function parts({ registry, repository, tag, digest: hash }: ImageReference) {
  return [registry, repository, tag, hash];
}

describe("image references", () => {
  const cases: Record<string, string | undefined> = {
    nginx: "- | nginx | - | -",
    "nginx:1.25": "- | nginx | 1.25 | -",
    "library/nginx": "- | library/nginx | - | -",
    "app:5000": "- | app | 5000 | -",
    "host:5000/app": "host:5000 | app | - | -",
    "host:5000/app:v1": "host:5000 | app | v1 | -",
    "localhost/app": "localhost | app | - | -",
    "LOCAL/app": "LOCAL | app | - | -",
    "registry.example/team/app:1.0-rc.1": "registry.example | team/app | 1.0-rc.1 | -",
    "registry.example:443/a/b/c_d/e__f:x": "registry.example:443 | a/b/c_d/e__f | x | -",
    "[fd00::1]:5000/app": "[fd00::1]:5000 | app | - | -",
    [`nginx@${digest}`]: `- | nginx | - | ${digest}`,
    [`host:5000/app:v1@${digest}`]: `host:5000 | app | v1 | ${digest}`,
    "nginx:_under": "- | nginx | _under | -",
    "": undefined,
    " nginx": undefined,
    "nginx ": undefined,
    "Nginx:1": undefined,
    "nginx:": undefined,
    "nginx:-1": undefined,
    "nginx@": undefined,
    "nginx@sha256:abc": undefined,
    "registry.example/": undefined,
    "/nginx": undefined,
    "a//b": undefined,
    "a/b:c:d": undefined,
    "https://registry.example/app": undefined,
    "{{ .Values.image }}:1": undefined,
    "$(REGISTRY)/app": undefined,
    [`nginx:${"t".repeat(129)}`]: undefined,
    ["a".repeat(64)]: undefined,
    [`${"a/".repeat(130)}a`]: undefined,
  };
  for (const [reference, expected] of Object.entries(cases))
    it(`reads ${reference.slice(0, 60) || "the empty text"}`, () => {
      assert.equal(show(reference), expected);
    });

  it("says where each part stands", () => {
    const reference = `host:5000/team/app:v1@${digest}`;
    const image = parseImage(reference);
    assert.ok(image);
    for (const part of parts(image)) {
      assert.ok(part);
      assert.equal(reference.slice(part.start, part.end), part.text);
    }
  });

  it("takes time in proportion to the text", () => {
    assert.equal(parseImage(`${"a-".repeat(500)}!`), undefined);
    assert.equal(parseImage(`${"a.".repeat(200)}/${"a__".repeat(120)}!`), undefined);
  }).timeout(200);
});
