import type { FileResult, FileStatus } from "../../engine/linter";
import { guarded, without } from "../../workspace/checkFile";
import type { CrashedDocuments } from "../protocol";
import type { Watch } from "../watch";
import { normalizeUri } from "./uris";

/** Why a document is not looked at that ended the server before. */
export const quarantine = {
  untilChanged: { kind: "skipped", reason: "it made the language server fail" },
  untilRestart: { kind: "skipped", reason: "it made the language server fail again and again" },
} as const satisfies Record<string, FileStatus>;

export function isQuarantine(status: FileStatus): boolean {
  return status === quarantine.untilChanged || status === quarantine.untilRestart;
}

/** Everything that looks at a text goes through here: under watch, unless the text has ended the server before. */
export class WatchedWork {
  private readonly suspects: ReadonlySet<string>;
  /** Names of the texts not to be looked at, by URI; `undefined`: whatever the text. */
  private readonly quarantined: ReadonlyMap<string, string | undefined>;

  constructor(
    private readonly watch: Watch,
    { suspects, quarantined }: CrashedDocuments,
  ) {
    this.quarantined = new Map(quarantined.map(({ uri, text }) => [normalizeUri(uri), text]));
    this.suspects = new Set([...suspects.map(normalizeUri), ...this.quarantined.keys()]);
  }

  /** What `look` finds in a text. What it throws costs this text alone. */
  check(uri: string, text: string, look: () => FileResult): FileResult {
    const status = this.quarantineOf(uri, text);
    if (status) return without(status);
    return guarded(() => this.during(uri, text, look));
  }

  during<T>(uri: string, text: string, work: () => T): T {
    return this.watch.during(
      { uri, size: text.length, ...(this.isSuspect(uri) && { text: fingerprint(text) }) },
      work,
    );
  }

  /** True for a text that has ended a server. */
  isSuspect(uri: string): boolean {
    return this.suspects.has(normalizeUri(uri));
  }

  /** For work on one file that goes on for long. */
  beat(): void {
    this.watch.beat();
  }

  quarantineOf(uri: string, text: string): FileStatus | undefined {
    if (this.quarantined.size === 0) return undefined;
    const key = normalizeUri(uri);
    if (!this.quarantined.has(key)) return undefined;
    const named = this.quarantined.get(key);
    if (named === undefined) return quarantine.untilRestart;
    return named === fingerprint(text) ? quarantine.untilChanged : undefined;
  }
}

/** Tells a text from the one before it. FNV-1a, 32 bits, by UTF-16 code units. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return `${text.length}-${(hash >>> 0).toString(16)}`;
}
