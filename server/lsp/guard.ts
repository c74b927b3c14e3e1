import { type CancellationToken, type Connection, ErrorCodes, ResponseError } from "vscode-languageserver";

/**
 * Keeps one failure from becoming another one's: a handler that throws answers with an error and is logged by name and
 * stack, never with a word of a file's content. After `shutdown` every request is refused, as the protocol wants.
 */
export class Guard {
  private isShutDown = false;

  constructor(private readonly connection: Connection) {}

  shutDown(): void {
    this.isShutDown = true;
  }

  request<P, R>(
    name: string,
    handler: (params: P, token: CancellationToken) => R | Promise<R>,
  ): (params: P, token: CancellationToken) => Promise<R> {
    return async (params, token) => {
      if (this.isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, "the server is shut down");
      try {
        return await handler(params, token);
      } catch (error) {
        if (error instanceof ResponseError) throw error;
        this.log(name, error);
        throw new ResponseError(ErrorCodes.InternalError, `Kubehint failed in ${name}`);
      }
    };
  }

  notification<P>(name: string, handler: (params: P) => void | Promise<void>): (params: P) => Promise<void> {
    return (params) => (this.isShutDown ? Promise.resolve() : this.run(name, () => handler(params)));
  }

  /** For timers and everything else that nobody waits for. */
  background(name: string, work: () => void | Promise<void>): void {
    void this.run(name, work);
  }

  log(name: string, error: unknown): void {
    if (!this.isShutDown) this.connection.console.error(`${name} failed: ${traceOf(error)}`);
  }

  private async run(name: string, work: () => void | Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.log(name, error);
    }
  }
}

/** What and where it happened. The message of an error may quote a file, so that it is left out. */
function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error && /^[\w-]{1,40}$/.test(String(error.code)) ? ` (${error.code})` : "";
  return [`${error.name}${code}`, ...frames.slice(0, 8)].join("\n");
}
