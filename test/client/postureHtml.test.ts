import assert from "node:assert/strict";
import { postureHtml } from "../../client/posture/postureHtml";
import type { PostureData } from "../../server/protocol";

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const hostile = `</li><script>alert('x')</script><img src="x" onerror="y">`;
const data: PostureData = {
  bySeverity: { ...none, critical: 1 },
  suppressed: 2,
  files: 3,
  frameworks: [
    { framework: "nsa", title: "NSA", passed: 3, failed: 1, notApplicable: 4, score: 75 },
    { framework: "cis", title: "CIS", passed: 0, failed: 0, notApplicable: 9, score: null },
  ],
  areas: [{ area: "controlPlane", findings: 1, bySeverity: { ...none, critical: 1 } }],
  foremost: [
    {
      rule: "host-pid",
      severity: "critical",
      message: hostile,
      file: `${hostile}.yaml`,
      uri: null,
      range: { start: { line: 11, character: 0 }, end: { line: 11, character: 4 } },
      why: ["privileged"],
    },
  ],
};

describe("the page of the posture", () => {
  const html = postureHtml(data, "abc");

  it("takes nothing of a manifest for markup", () => {
    assert.equal(html.match(/<script/g)?.length, 1);
    assert.doesNotMatch(html, /<img|onerror="/);
    assert.match(html, /&#60;script&#62;alert\(&#39;x&#39;\)/);
  });

  it("lets in nothing but its own style and script, by their nonce", () => {
    assert.match(html, /content="default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'"/);
    assert.doesNotMatch(html, /<[^>]*\b(?:src|href|style)=/);
  });

  it("says scores of frameworks that apply, and why a finding matters", () => {
    assert.match(html, /1 critical in 3 manifest files, 2 findings suppressed/);
    assert.match(
      html,
      />NSA<\/button>.*75 %.*<td class="n">3<\/td><td class="n">1<\/td><td class="n">4<\/td>/,
    );
    assert.doesNotMatch(html, /CIS/);
    assert.match(html, />Control plane<\/button>/);
    assert.match(html, /privileged · .*\.yaml:12 · host-pid/);
  });

  it("gives every table a caption and every column a header", () => {
    assert.equal(html.match(/<table>/g)?.length, html.match(/<caption>/g)?.length);
    assert.doesNotMatch(html, /<th>/);
  });
});
