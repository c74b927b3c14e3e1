import type { FileResult } from "../../engine/linter";
import { scanFiles } from "../../workspace/scanFiles";
import { breather } from "./breather";
import type { Session } from "./session";

/** Reads every file of a folder for the objects in it; what cannot be read is left out. */
export async function readObjects(
  folder: string,
  take: (uri: string, result: FileResult) => void,
  { files, settings, linters, guard }: Pick<Session, "files" | "settings" | "linters" | "guard">,
): Promise<void> {
  const place = files.place(folder);
  const wanted = await settings.of(folder);
  if (!place || !wanted.enable) return;
  const breathe = breather();
  try {
    await scanFiles(
      {
        fileSystem: place.fileSystem,
        roots: [place.path],
        base: place.path,
        exclude: wanted.exclude,
        linter: linters.forObjects(wanted),
      },
      async ({ path, result }) => {
        if (result.documents.length > 0) take(place.uri(path), result);
        await breathe();
      },
    );
  } catch (error) {
    guard.log("reading the workspace", error);
  }
}
