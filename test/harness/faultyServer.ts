/** The server as a process, with a rule that fails in every way. */
import { isMainThread } from "node:worker_threads";
import { rules } from "../../rules";
import { serveProcess } from "../../server/process.node";
import { answerInThread } from "../../server/scan/threads.node";
import { faultyRule } from "./faultyRule";

const all = [...rules, faultyRule];
if (isMainThread) serveProcess(all);
else answerInThread(all);
