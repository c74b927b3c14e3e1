import assert from "node:assert/strict";
import { isInProfile, isPodSecurityAlone, isProfileChoice } from "../../engine/profile";

describe("profiles", () => {
  it("hold the rules of the profiles they build on", () => {
    assert.ok(isInProfile(["pss-baseline"], "recommended"));
    assert.ok(isInProfile(["pss-baseline"], "pss-restricted"));
    assert.ok(isInProfile(["pss-restricted"], "restricted"));
    assert.ok(isInProfile(["recommended"], "restricted"));
    assert.ok(!isInProfile(["pss-restricted"], "recommended"));
    assert.ok(!isInProfile(["recommended"], "pss-restricted"));
    assert.ok(!isInProfile(["nsa"], "cis"));
  });

  it("of the name all hold everything", () => {
    assert.ok(isInProfile([], "all"));
    assert.ok(!isInProfile([], "restricted"));
  });

  it("tell what only Pod Security asks for from what is wrong for other reasons too", () => {
    assert.ok(isPodSecurityAlone(["pss-baseline", "pss-restricted"]));
    assert.ok(!isPodSecurityAlone(["pss-restricted", "cis"]));
    assert.ok(!isPodSecurityAlone([]));
  });

  it("are known by name", () => {
    assert.ok(isProfileChoice("all"));
    assert.ok(!isProfileChoice("toString"));
  });
});
