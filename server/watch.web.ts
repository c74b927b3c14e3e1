import type { WorkerSign, WorkNote } from "./protocol";
import { allowance, named, noteOf, type Watch } from "./watch";

/** Milliseconds between two signs of life. */
const beatEvery = 1000;

/**
 * Gives the client signs of life of the worker that this runs in, and says what it works on before the work begins. The
 * client ends a worker that gives none any more: only from outside can one be stopped that does not return.
 */
export function watchWorker(post: (sign: WorkerSign) => void): Watch {
  let allowed = allowance(0);
  let toldAt = 0;
  const tell = (note?: WorkNote) => {
    toldAt = performance.now();
    post({ kubehintAllows: allowed, ...(note && { note }) });
  };
  tell();
  setInterval(tell, beatEvery);

  return {
    beat() {
      // It may be called at each of thousands of documents.
      if (performance.now() - toldAt >= beatEvery) tell();
    },
    during: named((work) => {
      allowed = allowance(work?.size ?? 0);
      tell(work ? noteOf(work) : {});
    }),
  };
}
