import { TextsInThreads } from "../scan/textThreads";
import type { Session } from "./session";

/** For one scan or report: whoever has them ends them. */
export function textsInThreads({ startThreads, client, options, guard }: Session): TextsInThreads {
  return new TextsInThreads(startThreads && (() => startThreads({ client, options })), (error) =>
    guard.log("a thread of the scan", error),
  );
}
