import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { nameOf, watchedState } from "./watchdogState";

/** Milliseconds between two looks. */
const lookEvery = 250;

const state = watchedState(workerData);
let seen = -1;
let looks = 0;
let used = 0;

setInterval(() => {
  const beats = Atomics.load(state.numbers, 0);
  const now = process.cpuUsage();
  const milliseconds = (now.user + now.system) / 1000;
  if (beats !== seen) {
    seen = beats;
    looks = 0;
    used = milliseconds;
    return;
  }
  // Looks are counted rather than the clock read, and processor time as well: a machine that slept, or has much else to
  // do, is no reason.
  looks++;
  const allowed = Atomics.load(state.numbers, 1);
  if (looks * lookEvery >= allowed && milliseconds - used >= allowed / 2) end(allowed);
}, lookEvery);

function end(allowed: number): void {
  const name = nameOf(state);
  const work = name === "" ? "no document" : name;
  try {
    writeSync(2, `kubehint: gave up after ${allowed} ms without an end, at work on ${work}\n`);
  } finally {
    // What is at work answers to no signal that could be handled.
    process.kill(process.pid, "SIGKILL");
  }
}
