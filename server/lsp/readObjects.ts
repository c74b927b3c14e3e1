import type { FileResult } from "../../engine/linter";
import { scanFiles } from "../../workspace/scanFiles";
import { watchedScan } from "../workspace/watchedScan";
import { breather } from "./breather";
import type { Session } from "./session";

/** Reads every file of a folder for the objects in it; what cannot be read is left out. */
export async function readObjects(
  folder: string,
  take: (uri: string, result: FileResult) => void,
  { configurations, linters, guard, work }: Pick<Session, "configurations" | "linters" | "guard" | "work">,
): Promise<void> {
  const breathe = breather();
  try {
    const scan = await configurations.scan(folder, linters.forScan(true));
    if (!scan) return;
    const { place, options } = scan;
    await scanFiles(
      {
        ...options,
        fileSystem: place.fileSystem,
        work: watchedScan(work, place),
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
