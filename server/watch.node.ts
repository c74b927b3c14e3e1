import { existsSync, writeSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { type WorkNote, workNoteMark } from "./protocol";
import { allowance, named, noteOf, type Watch, type Work } from "./watch";
import { setName, watchedState } from "./watchdogState";

const nothing = { uri: "", size: 0 };

/** Milliseconds between two signs of life while nothing is worked on. */
const beatEvery = 1000;

/**
 * Watches over this process from a thread of its own, which ends the process when it works on one thing for longer than
 * it may: JavaScript that does not return cannot be stopped from within.
 * @param tells writes on standard error what is worked on, before the work begins: whatever ends the process, the client
 * that reads it knows during what. A message of the protocol could be lost with the process.
 */
export function watchProcess(tells: boolean): Watch {
  const state = watchedState();
  const { numbers } = state;
  const beat = () => void Atomics.add(numbers, 0, 1);
  const begin = ({ uri, size }: Pick<Work, "uri" | "size">) => {
    Atomics.store(numbers, 1, allowance(size));
    setName(state, uri);
    beat();
  };
  begin(nothing);
  setInterval(beat, beatEvery).unref();
  startThread(state.shared);

  let told: string | undefined;
  const tell = (work: Work) => {
    if (told === work.uri) return;
    if (told === undefined) setImmediate(tellEnd);
    told = work.uri;
    writeNote(noteOf(work));
  };
  // Once for all that was worked on in one turn of the event loop.
  const tellEnd = () => {
    told = undefined;
    writeNote({});
  };

  return {
    beat,
    during: named((work) => {
      begin(work ?? nothing);
      if (tells && work) tell(work);
    }),
  };
}

function startThread(shared: SharedArrayBuffer): void {
  // Somebody at a breakpoint, or who looks at what takes so long, is not to be cut off.
  if (process.execArgv.some((option) => option.startsWith("--inspect"))) return;
  const script = join(__dirname, "watchdog.js");
  // A file of its own beside the bundle: the sources have none.
  if (!existsSync(script)) return;
  const thread = new Worker(script, {
    workerData: shared,
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
  });
  // Without it the server works as ever.
  thread.on("error", ({ name }) =>
    process.stderr.write(`kubehint: nobody watches over the server (${name})\n`),
  );
  thread.unref();
}

function writeNote(note: WorkNote): void {
  try {
    writeSync(2, `${workNoteMark}${JSON.stringify(note)}\n`);
  } catch {
    // Nobody reads, or not fast enough: the next note counts as well.
  }
}
