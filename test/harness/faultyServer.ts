/** The server as a process, with a rule that fails in every way. */
import os from "node:os";
import { isMainThread } from "node:worker_threads";
import { rules } from "../../rules";
import { serveProcess } from "../../server/process.node";
import { answerInThread } from "../../server/scan/threads.node";
import { faultyRule } from "./faultyRule";

// Large scans are shared out among threads wherever a test runs.
os.availableParallelism = () => 3;

const all = [...rules, faultyRule];
if (isMainThread) serveProcess(all);
else answerInThread(all);
