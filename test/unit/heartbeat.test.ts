import assert from "node:assert/strict";
import { Heartbeat, lookEvery } from "../../client/heartbeat";

/** What each look says, until one says that it is over. */
function looksUntilOver(heartbeat: Heartbeat, most = 1000): number | undefined {
  for (let look = 1; look <= most; look++) if (heartbeat.look() !== undefined) return look;
  return undefined;
}

describe("a server in a worker", () => {
  it("is given up after as many looks without a sign as it was allowed", () => {
    const heartbeat = new Heartbeat();
    heartbeat.sign(5000);
    assert.equal(looksUntilOver(heartbeat), 5000 / lookEvery);
    assert.equal(heartbeat.look(), 5000);
  });

  it("lives for as long as it gives signs, the last of which says how long the next may take", () => {
    const heartbeat = new Heartbeat();
    for (let turn = 0; turn < 100; turn++) {
      heartbeat.sign(1000);
      for (let look = 1; look < 1000 / lookEvery; look++) assert.equal(heartbeat.look(), undefined);
    }
    heartbeat.sign(2000);
    assert.equal(looksUntilOver(heartbeat), 2000 / lookEvery);
  });

  it("is waited for as long as it is being loaded", () => {
    assert.equal(looksUntilOver(new Heartbeat()), undefined);
  });
});
