import type { CancellationToken } from "vscode-languageserver";
import type { Finding } from "../../engine/finding";
import { scanChart } from "../../workspace/charts/scanChart";
import { type BaselineFinding, baselineName, baselineText } from "../../workspace/configuration/baseline";
import { scanFiles } from "../../workspace/scanFiles";
import type { Baselines } from "../protocol";
import { breather } from "./breather";
import { folderPass } from "./folderPass";
import type { Session } from "./session";

interface Found extends BaselineFinding {
  readonly path: string;
}

/** A baseline for each workspace folder, of all that is found and not suppressed otherwise; the client writes them. */
export async function createBaselines(session: Session, token: CancellationToken): Promise<Baselines> {
  const made: Baselines[number][] = [];
  const breathe = breather();
  for (const folder of session.folders.all) {
    const scan = await session.configurations.scan(folder, session.linters.forScan());
    if (!scan || token.isCancellationRequested) continue;
    const { place, options } = scan;
    const { fileSystem, path: top } = place;
    const pass = folderPass(session, place, token);
    const files = (await options.configuration?.(top)) ?? [];
    const naming = files.findLast(({ configuration }) => configuration.baseline !== undefined);
    const found = new Map<string, Found[]>();
    const take = (path: string, findings: readonly Finding[]) => {
      const file = fileSystem.relative(naming?.folder ?? top, path);
      if (file === undefined || findings.length === 0) return;
      const taken = findings.map((finding) => ({
        rule: finding.rule,
        resource: finding.resource,
        path: finding.path,
        file,
        lastingPath: finding.lastingPath(),
      }));
      found.set(path, [...(found.get(path) ?? []), ...taken]);
    };
    await scanFiles(
      {
        ...options,
        fileSystem: pass.fileSystem,
        sources: async (path) => {
          const { baseline: _, ...sources } = (await options.sources?.(path)) ?? {};
          return sources;
        },
        work: pass.work,
        shouldStop: pass.shouldStop,
        chartScanner: async () => scanChart,
        onChart:
          ({ path, findings }) =>
          () =>
            take(path, findings),
        onAcross: ({ path, findings }) => take(path, findings),
        onSettled: (path, { settles }) => {
          const taken = found.get(path);
          if (taken)
            found.set(
              path,
              taken.filter((finding) => !settles(finding)),
            );
        },
      },
      async ({ path, result }) => {
        take(path, result.findings);
        await breathe();
      },
    );
    if (token.isCancellationRequested) continue;
    const left = [...found.values()].flat();
    const name = naming?.configuration.baseline ?? baselineName;
    const uri = place.uri(
      name.split("/").reduce((at, step) => fileSystem.join(at, step), naming?.folder ?? top),
    );
    made.push({ uri, text: baselineText(left), findings: left.length });
  }
  return made;
}
