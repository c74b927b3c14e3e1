import type { LinterConfig } from "../../engine/config";
import type { Wanted } from "../../report/collectFile";
import type { FileFacts } from "../../workspace/checkFile";
import type { Settings } from "../../workspace/settings";
import type { DiagnosticOptions } from "../lsp/diagnosticsOf";
import type { FileAnswer } from "./fileAnswer";
import { sharedAnswer } from "./sharedAnswer";

/** A text that a thread looks at: plain data. */
export interface TextToLookAt {
  readonly path: string;
  readonly uri: string;
  readonly text: string;
  readonly config: LinterConfig;
  readonly settings: Settings;
  readonly facts: Omit<FileFacts, "shouldStop" | "onException" | "previous" | "alike">;
  readonly wanted: Wanted;
}

/** What each thread is told when it is started: plain data. */
export type TextThreadStart = DiagnosticOptions;

/** Threads that look at texts; see `Host.startThreads`. */
export interface TextThreads {
  /** How many there are. */
  readonly size: number;
  /** Answers as JSON, in the order of the texts. Rejects where a thread throws, ends or does not come back. */
  look(texts: readonly TextToLookAt[]): Promise<readonly string[]>;
  end(): void;
}

/** How many texts a thread is sent at once, and how many characters: few enough that none is left alone with the last ones. */
const together = 12;
const charactersTogether = 250_000;

/**
 * Which part of the texts the server looks at itself, by how many threads there are: it reads for them and shows what they
 * find as well, which takes a fifth of the time of a look at all texts, and would wait for one thread as long as that looks.
 */
const ownParts: Readonly<Record<number, number>> = { 1: 0.4, 2: 0.2, 3: 0.1 };

/** A text that was handed over. */
export interface HandedOver {
  /** `undefined` where threads do not manage it: whoever asks looks at it. */
  answer(): Promise<FileAnswer | undefined>;
}

interface Batch {
  readonly texts: TextToLookAt[];
  characters: number;
  sent: Promise<readonly string[] | undefined> | undefined;
}

/**
 * Hands texts over to threads. They make a scan faster and decide nothing: once one of them has failed all are ended, and
 * what a rule failed in is looked at again where somebody watches.
 */
export class TextsInThreads {
  private batch: Batch = newBatch();
  private threads: TextThreads | undefined;
  private hasFailed = false;
  /** Texts that are due to be looked at here. */
  private due = 0;

  /**
   * @param start `undefined` where there are no threads.
   * @param complain is told once why they are given up.
   */
  constructor(
    private readonly start: (() => TextThreads | undefined) | undefined,
    private readonly complain: (error: unknown) => void,
  ) {}

  /** True where there are threads from now on. */
  begin(): boolean {
    if (this.hasFailed) return false;
    this.threads ??= this.start?.();
    return this.threads !== undefined;
  }

  get isAtWork(): boolean {
    return this.threads !== undefined;
  }

  /** True where the next text is one for threads. */
  takesNext(): boolean {
    if (!this.threads) return false;
    this.due += ownParts[this.threads.size] ?? 0;
    if (this.due < 1) return true;
    this.due--;
    return false;
  }

  handOver(text: TextToLookAt): HandedOver {
    const { batch } = this;
    const index = batch.texts.push(text) - 1;
    batch.characters += text.text.length;
    if (batch.texts.length >= together || batch.characters >= charactersTogether) this.send(batch);
    return {
      answer: async () => {
        const answers = await this.send(batch);
        const json = answers?.[index];
        if (json === undefined) return undefined;
        const answer = sharedAnswer(JSON.parse(json));
        return answer.failures.length > 0 ? undefined : answer;
      },
    };
  }

  end(): void {
    this.threads?.end();
    this.threads = undefined;
  }

  private send(batch: Batch): Promise<readonly string[] | undefined> {
    if (batch.sent) return batch.sent;
    if (batch === this.batch) this.batch = newBatch();
    batch.sent = this.threads ? this.threads.look(batch.texts).catch(this.fail) : Promise.resolve(undefined);
    return batch.sent;
  }

  private readonly fail = (error: unknown): undefined => {
    if (!this.threads) return;
    this.hasFailed = true;
    this.end();
    this.complain(error);
  };
}

function newBatch(): Batch {
  return { texts: [], characters: 0, sent: undefined };
}
