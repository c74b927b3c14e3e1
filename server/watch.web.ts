import type { WorkerSign, WorkNote } from "./protocol";
import { allowance, type Watch } from "./watch";

/** Milliseconds between two signs of life. */
const beatEvery = 1000;

/**
 * Gives the client signs of life of the worker that this runs in, and says what it works on before the work begins. The
 * client ends a worker that gives none any more: only from outside can one be stopped that does not return.
 */
export function watchWorker(post: (sign: WorkerSign) => void): Watch {
  let allowed = 0;
  let toldAt = 0;
  let works = false;
  const beat = () => {
    toldAt = performance.now();
    post({ kubehintAllows: allowed });
  };
  const rest = (size: number, note: WorkNote) => {
    allowed = allowance(size);
    toldAt = performance.now();
    post({ kubehintAllows: allowed, note });
  };
  allowed = allowance(0);
  beat();
  setInterval(beat, beatEvery);

  return {
    beat() {
      // It may be called at each of thousands of documents.
      if (performance.now() - toldAt >= beatEvery) beat();
    },
    during({ uri, size, text }, work) {
      if (works) return work();
      works = true;
      rest(size, text === undefined ? { uri } : { uri, text });
      try {
        return work();
      } finally {
        works = false;
        rest(0, {});
      }
    },
  };
}
