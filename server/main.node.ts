import { isMainThread } from "node:worker_threads";
import { rules } from "../rules";
import { serveProcess } from "./process.node";
import { answerInThread } from "./scan/threads.node";

/** The server, and each thread of a scan. */
if (isMainThread) serveProcess(rules);
else answerInThread(rules);
