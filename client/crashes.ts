import type { CrashedDocuments, WorkNote } from "../server/protocol";

/** In milliseconds. */
const period = 3 * 60_000;

/** How often within `period` a server may end that has done no work since it started: a further start is of no use. */
const mostIdle = 5;
/** And how often one that has. */
const mostBusy = 25;

/** How often a document may end the server before it is left alone until it changes, and until the server is restarted. */
const untilChanged = 2;
const untilRestart = 4;

export interface AfterCrash {
  readonly restart: boolean;
  /** The document that is not looked at any more from now on, if it was looked at until now. */
  readonly quarantined?: string;
}

/**
 * What ended the servers of this window. One bad document must not end checking for all others, as it would if every
 * server that starts anew were given it again.
 */
export class Crashes {
  private worksOn: WorkNote = {};
  private hasWorked = false;
  private hasEnded = false;
  private readonly deaths = new Map<string, { readonly count: number; readonly text: string | undefined }>();
  private idle: number[] = [];
  private busy: number[] = [];

  /** The server says what it works on. */
  note(note: WorkNote): void {
    if (note.uri === undefined) this.hasWorked = true;
    this.worksOn = note;
  }

  /**
   * The server ended, and nobody had told it to.
   * @param now in milliseconds.
   */
  ended(now: number): AfterCrash {
    this.hasEnded = true;
    const { uri, text } = this.worksOn;
    const worked = this.hasWorked || uri !== undefined;
    this.worksOn = {};
    this.hasWorked = false;
    const recent = (times: readonly number[]) => times.filter((time) => now - time < period);
    this.idle = recent(worked ? this.idle : [...this.idle, now]);
    this.busy = recent(worked ? [...this.busy, now] : this.busy);
    const restart = this.idle.length < mostIdle && this.busy.length < mostBusy;
    if (uri === undefined) return { restart };
    const count = (this.deaths.get(uri)?.count ?? 0) + 1;
    this.deaths.set(uri, { count, text });
    return count < untilChanged ? { restart } : { restart, quarantined: uri };
  }

  /** For the next server. */
  documents(): CrashedDocuments {
    const all = [...this.deaths];
    return {
      ...(this.hasEnded && { ended: true }),
      suspects: all.map(([uri]) => uri),
      quarantined: all.flatMap(([uri, { count, text }]) => {
        if (count < untilChanged) return [];
        return count < untilRestart && text !== undefined ? [{ uri, text }] : [{ uri }];
      }),
    };
  }

  /** Somebody restarts the server: every document is given another chance. */
  forget(): void {
    this.deaths.clear();
    this.hasEnded = false;
    this.idle = [];
    this.busy = [];
    this.worksOn = {};
  }
}
