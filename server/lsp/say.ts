import { MessageType, ShowMessageNotification } from "vscode-languageserver";
import type { FixAllResult } from "../../engine/fixAll";
import { fileNameOf } from "../workspace/uris";
import type { Session } from "./session";

/** A notification: the library's `window.show…Message` would be a request that waits for somebody's click. */
export function say({ connection }: Session, type: MessageType, message: string): Promise<void> {
  return connection.sendNotification(ShowMessageNotification.type, { type, message });
}

/** Fixes that were given up leave the text as it is, which looks as if there had been nothing to do. */
export async function sayWhereAbandoned(session: Session, uri: string, fixed: FixAllResult): Promise<void> {
  if (fixed.abandoned === undefined) return;
  const name = fileNameOf(uri);
  const shown = fixed.abandonedBy.slice(0, 3);
  const more = fixed.abandonedBy.length - shown.length;
  const rules = more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
  await say(
    session,
    MessageType.Warning,
    `Kubehint left ${name} as it is: ${fixed.abandoned}${rules ? ` (${rules})` : ""}.`,
  );
}
