import assert from "node:assert/strict";
import { ScanPace } from "../../client/commands/scanPace";
import { progressText } from "../../client/commands/scanTexts";

describe("the progress of a scan", () => {
  const textsAt = (steps: readonly [milliseconds: number, done: number][], found = 5000) => {
    const pace = new ScanPace();
    return steps.map(([at, done]) => {
      const progress = { done, found, findings: 12 };
      return progressText(progress, pace.at(progress, at));
    });
  };

  it("tells the pace once there is one, whatever finding the files took", () => {
    assert.deepEqual(
      textsAt([
        [0, 0],
        [9000, 10],
        [9400, 300],
        [10_000, 1010],
      ]),
      [
        "0 of 5,000 files, 12 findings",
        "10 of 5,000 files, 12 findings",
        "300 of 5,000 files, 12 findings",
        "1,010 of 5,000 files, 12 findings; 1,000 files a second, 4 seconds left",
      ],
    );
  });

  it("counts in minutes where it takes long, and never down to nothing", () => {
    const slow = textsAt([
      [0, 1],
      [10_000, 101],
    ]);
    assert.equal(slow[1], "101 of 5,000 files, 12 findings; 10 files a second, 8 minutes left");
    const last = textsAt(
      [
        [0, 1],
        [2000, 3],
      ],
      3,
    );
    assert.equal(last[1], "3 of 3 files, 12 findings; 1 file a second, 1 second left");
  });
});
