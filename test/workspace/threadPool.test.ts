import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadPool } from "../../workspace/node/threadPool";

describe("a pool of threads", () => {
  let folder: string;
  let pool: ThreadPool<string, string>;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "kubehint-pool-"));
    // Answers once it is let go on, so that a test says what is still in the queue.
    writeFileSync(
      join(folder, "thread.cjs"),
      `const { parentPort, workerData } = require("node:worker_threads");
parentPort.on("message", ({ id, job }) => {
  Atomics.wait(workerData, 0, 0);
  parentPort.postMessage({ id, answer: job + " by a thread" });
});`,
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const gate = new Int32Array(new SharedArrayBuffer(4));
  const open = () => {
    Atomics.store(gate, 0, 1);
    Atomics.notify(gate, 0);
  };
  beforeEach(() => {
    Atomics.store(gate, 0, 0);
    pool = new ThreadPool({ script: join(folder, "thread.cjs"), size: 1, begun: gate });
  });
  afterEach(() => {
    open();
    return pool.end();
  });

  const here = async (job: string) => `${job} here`;
  const any = () => true;

  it("lets the calling thread do what no thread has yet, what it likes first", async () => {
    const answers = ["first", "second", "chart", "file"].map((job) => pool.run(job));
    // The thread has the first two before it.
    assert.equal(await pool.help(here, (job) => job === "file"), true);
    assert.equal(await answers[3], "file here");
    assert.equal(await pool.help(here, (job) => job === "file"), true);
    assert.equal(await answers[2], "chart here");
    assert.equal(await pool.help(here, any), false);
    open();
    assert.deepEqual(await Promise.all(answers.slice(0, 2)), ["first by a thread", "second by a thread"]);
  });

  it("tells whoever asked for a job that failed here, without what the error says of texts", async () => {
    const [, , failing] = ["first", "second", "third"].map((job) => {
      const answer = pool.run(job);
      answer.catch(() => {});
      return answer;
    });
    const fails = () => Promise.reject(new RangeError("s3cret"));
    assert.equal(await pool.help(fails, any), true);
    await assert.rejects(failing ?? Promise.resolve(), (error: Error) => {
      assert.match(error.message, /RangeError/);
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    });
  });
});
