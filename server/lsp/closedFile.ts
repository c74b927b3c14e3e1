import type { Linter } from "../../engine/linter";
import type { FileFacts } from "../../workspace/checkFile";
import type { Settings } from "../../workspace/settings";
import { isLeftOut } from "../workspace/leftOut";
import type { Session } from "./session";

/** A file that is not open, and how it is to be judged. */
export interface ClosedFile {
  readonly text: string;
  readonly settings: Settings;
  readonly linter: Linter;
  readonly facts: FileFacts;
}

/** Reads a file of a workspace folder; `undefined` for one that is gone or not to be looked at. */
export async function readClosedFile(uri: string, session: Session): Promise<ClosedFile | undefined> {
  const folder = session.folders.of(uri);
  if (folder === undefined) return undefined;
  const configured = await session.configurations.of(uri);
  const { settings, place, sources } = configured;
  if (!place || !settings.enable || (await isLeftOut(configured))) return undefined;
  const role = await session.roles.of(uri, folder);
  try {
    const text = await place.fileSystem.readFile(place.path);
    const facts = { ...sources, ...role, json: /\.json$/i.test(uri) };
    return { text, settings, linter: session.linters.of(settings), facts };
  } catch {
    return undefined;
  }
}
