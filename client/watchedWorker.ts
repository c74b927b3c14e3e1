import { BrowserMessageReader, type DataCallback, type Disposable } from "vscode-languageclient/browser";
import type { WorkerSign } from "../server/protocol";
import type { Crashes } from "./crashes";
import { Heartbeat, lookEvery } from "./heartbeat";

/** A worker of a browser; the types of a page's globals would clash with those of Node. */
export type ServerWorker = ConstructorParameters<typeof BrowserMessageReader>[0] & { terminate(): void };

/** Reads what a server in a worker posts, and ends the worker and with it the connection when it lives no more. */
export class WatchedReader extends BrowserMessageReader {
  private readonly heartbeat = new Heartbeat();
  private readonly timer: ReturnType<typeof setInterval> | undefined;
  /** The document that is worked on. */
  private worksOn: string | undefined;

  constructor(
    private readonly worker: ServerWorker,
    private readonly options: {
      readonly crashes: Crashes;
      /** Is given the reason when the worker is ended. */
      readonly tell: (reason: string) => void;
      /** False where the worker may do as long as it likes. */
      readonly watches: boolean;
    },
  ) {
    super(worker);
    if (options.watches) this.timer = setInterval(() => this.look(), lookEvery);
  }

  override listen(callback: DataCallback): Disposable {
    return super.listen((message) => {
      if (isSign(message)) this.take(message);
      else callback(message);
    });
  }

  /** Ends the worker: a server that was stopped answers nothing any more. */
  override dispose(): void {
    clearInterval(this.timer);
    this.worker.terminate();
    super.dispose();
  }

  private take({ kubehintAllows, note }: WorkerSign): void {
    this.heartbeat.sign(kubehintAllows);
    if (!note) return;
    this.worksOn = note.uri;
    this.options.crashes.note(note);
  }

  private look(): void {
    const allowed = this.heartbeat.look();
    if (allowed === undefined) return;
    clearInterval(this.timer);
    this.worker.terminate();
    this.options.tell(
      `kubehint: gave up after ${allowed} ms without an end, at work on ${this.worksOn ?? "no document"}`,
    );
    this.fireClose();
  }
}

function isSign(message: object): message is WorkerSign {
  return "kubehintAllows" in message;
}
