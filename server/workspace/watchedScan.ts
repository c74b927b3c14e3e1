import type { FileStatus } from "../../engine/linter";
import type { ChartModel } from "../../workspace/charts/chartModel";
import { emptyScan } from "../../workspace/charts/chartScan";
import type { ScanWork } from "../../workspace/scanWork";
import { quarantine, type Texts, type WatchedWork } from "./watchedWork";
import type { Place } from "./workspaceFiles";

/** Has a scan say what it works on, and leave out what ended the server before. */
export function watchedScan(work: WatchedWork, place: Place): ScanWork {
  return {
    check: (path, text, check) => work.check(place.uri(path), text, check),
    render: (model, render) => {
      const left = chartLeftOut(work, place, model);
      if (left) return emptyScan(new Map([[model.pathOf("Chart.yaml"), left]]));
      return work.duringAll(textsOfChart(place, model), render);
    },
    read: (path, text, read) => work.unlessLeftOut(place.uri(path), text, read),
    more: (path, more) => work.duringMore(place.uri(path), more),
  };
}

/** A chart is one thing, whichever of its files is to blame: all of them are known by the name of its folder. */
export function textsOfChart({ uri }: Place, model: ChartModel): Texts {
  return { uri: uri(model.source.path), size: model.size, parts: () => model.texts() };
}

/** What to say of the files of a chart that is not rendered. */
export function chartLeftOut(work: WatchedWork, place: Place, model: ChartModel): FileStatus | undefined {
  const left = work.isLeftOut(textsOfChart(place, model));
  if (left === undefined) return undefined;
  return left === "untilChanged" ? quarantine.chartUntilChanged : quarantine.chartUntilRestart;
}
