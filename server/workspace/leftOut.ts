import { isNeverRead } from "../../workspace/exclude";
import { IgnoreFiles } from "../../workspace/ignoreFiles";
import { excludes, type FileSettings } from "./configurations";

/** True for a file that a walk of its workspace folder would not find: excluded, ignored by git, or never read. */
export async function isLeftOut(file: FileSettings): Promise<boolean> {
  const { place, top } = file;
  if (!place || top === undefined || excludes(file)) return true;
  const { fileSystem, path } = place;
  const relative = fileSystem.relative(top, path);
  if (relative === undefined) return true;
  const steps = relative.split("/");
  if (steps.slice(0, -1).some(isNeverRead)) return true;
  let ignores = await IgnoreFiles.above(fileSystem, top);
  if (ignores.ignores(fileSystem, top, true)) ignores = IgnoreFiles.none;
  let current = top;
  for (const [index, step] of steps.entries()) {
    ignores = await ignores.with(fileSystem, current);
    current = fileSystem.join(current, step);
    if (ignores.ignores(fileSystem, current, index < steps.length - 1)) return true;
  }
  return false;
}
