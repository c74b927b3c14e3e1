import { resourceLabel } from "../../engine/suppress/baseline";
import { shortHash } from "../hash";
import type { ReportedFinding } from "../report";

/** Recognises a finding after lines have moved: by its rule, object and path, counted where these are not unique. */
export class Fingerprints {
  private readonly counts = new Map<string, number>();

  of({ rule, file, resource, lastingPath }: ReportedFinding): string {
    const identity = JSON.stringify([rule, file, resourceLabel(resource), lastingPath]);
    const count = (this.counts.get(identity) ?? 0) + 1;
    this.counts.set(identity, count);
    return `${shortHash(identity)}:${count}`;
  }
}
