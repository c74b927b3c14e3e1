import assert from "node:assert/strict";
import { Crashes } from "../../client/crashes";

const minute = 60_000;

/** Ends at each of the times, during work on the document where there is one. */
function end(crashes: Crashes, times: readonly number[], uri?: string, text?: string) {
  return times.map((time) => {
    if (uri !== undefined) crashes.note(text === undefined ? { uri } : { uri, text });
    return crashes.ended(time);
  });
}

describe("a server that ends by itself", () => {
  it("is started again, until it has ended five times in three minutes without any work", () => {
    const restarts = end(new Crashes(), [0, 1, 2, 3, 4]).map(({ restart }) => restart);
    assert.deepEqual(restarts, [true, true, true, true, false]);
  });

  it("is not started again where it takes nearly three minutes for that", () => {
    const restarts = end(new Crashes(), [0, 44_000, 88_000, 132_000, 176_000]).map(({ restart }) => restart);
    assert.deepEqual(restarts, [true, true, true, true, false]);
  });

  it("is started again for ever where that happens now and then", () => {
    const times = [0, 1, 2, 3, 4, 5, 6, 7].map((time) => time * minute);
    assert.ok(end(new Crashes(), times).every(({ restart }) => restart));
  });

  it("is started again where somebody ends it twenty times, and no document is blamed that was done with", () => {
    const crashes = new Crashes();
    for (let time = 0; time < 20; time++) {
      crashes.note({ uri: "file:///web.yaml" });
      crashes.note({});
      assert.deepEqual(crashes.ended(time * 1000), { restart: true });
    }
    assert.deepEqual(crashes.documents(), { ended: true, suspects: [], quarantined: [] });
  });

  it("is not started for ever where it ends at once each time, whatever it did", () => {
    const crashes = new Crashes();
    const all = Array.from({ length: 25 }, (_, time) => end(crashes, [time], `file:///${time}.yaml`)[0]);
    assert.deepEqual(
      all.map((one) => one?.restart),
      [...Array.from({ length: 24 }, () => true), false],
    );
  });

  it("is started again as often as ever once somebody has restarted it", () => {
    const crashes = new Crashes();
    for (let time = 0; time < 4; time++) crashes.ended(time);
    for (let time = 0; time < 24; time++) end(crashes, [time], `file:///${time}.yaml`);
    crashes.forget();
    assert.equal(crashes.ended(30).restart, true);
    assert.deepEqual(end(crashes, [31], "file:///a.yaml"), [{ restart: true }]);
  });
});

describe("a document that ends the server", () => {
  const uri = "file:///bad.yaml";

  it("is suspected after the first time, so that the next server names its text", () => {
    const crashes = new Crashes();
    assert.deepEqual(end(crashes, [0], uri), [{ restart: true }]);
    assert.deepEqual(crashes.documents(), { ended: true, suspects: [uri], quarantined: [] });
  });

  it("is left out after the second, until it changes", () => {
    const crashes = new Crashes();
    end(crashes, [0], uri);
    assert.deepEqual(end(crashes, [1], uri, "a"), [{ restart: true, quarantined: uri }]);
    assert.deepEqual(crashes.documents().quarantined, [{ uri, text: "a" }]);
  });

  it("is left out whatever its text after the fourth, until somebody restarts the server", () => {
    const crashes = new Crashes();
    end(crashes, [0, 1, 2, 3], uri, "a");
    assert.deepEqual(crashes.documents().quarantined, [{ uri }]);
    crashes.forget();
    assert.deepEqual(crashes.documents(), { suspects: [], quarantined: [] });
  });

  it("does not take others with it that were looked at before it", () => {
    const crashes = new Crashes();
    crashes.note({ uri: "file:///good.yaml" });
    end(crashes, [0], uri);
    assert.deepEqual(crashes.documents().suspects, [uri]);
  });
});
