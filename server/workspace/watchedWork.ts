import type { FileResult, FileStatus } from "../../engine/linter";
import { guarded, without } from "../../workspace/checkFile";
import type { CrashedDocuments } from "../protocol";
import type { Watch } from "../watch";
import { normalizeUri } from "./uris";

/** Why a document is not looked at that ended the server before, and a chart is not rendered. */
export const quarantine = {
  untilChanged: { kind: "skipped", reason: "it made the language server fail" },
  untilRestart: { kind: "skipped", reason: "it made the language server fail again and again" },
  chartUntilChanged: { kind: "partly", reason: "its chart made the language server fail" },
  chartUntilRestart: { kind: "partly", reason: "its chart made the language server fail again and again" },
} as const satisfies Record<string, FileStatus>;

export function isQuarantine(status: FileStatus): boolean {
  return Object.values<FileStatus>(quarantine).includes(status);
}

/** What is looked at together, under one name. */
export interface Texts {
  /** Of a file, or of the folder of a chart. */
  readonly uri: string;
  /** In UTF-16 code units. */
  readonly size: number;
  /** Asked for only where these texts are suspected. */
  parts(): Iterable<string>;
}

/** Everything that looks at a text goes through here: under watch, unless the text has ended the server before. */
export class WatchedWork {
  private readonly suspects: ReadonlySet<string>;
  /** Names of the texts not to be looked at, by URI; `undefined`: whatever the text. */
  private readonly quarantined: ReadonlyMap<string, string | undefined>;
  /** Names of the texts of suspects that were looked at last. */
  private readonly lastTexts = new Map<string, string>();

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

  /** What `work` makes of a text, `undefined` where it is not to be looked at. */
  unlessLeftOut<T>(uri: string, text: string, work: () => T): T | undefined {
    return this.quarantineOf(uri, text) ? undefined : this.during(uri, text, work);
  }

  /** True for a text that has ended a server. */
  isSuspect(uri: string): boolean {
    return this.suspects.has(normalizeUri(uri));
  }

  during<T>(uri: string, text: string, work: () => T): T {
    return this.duringAll(textsOf(uri, text), work);
  }

  duringAll<T>({ uri, size, parts }: Texts, work: () => T): T {
    const key = normalizeUri(uri);
    if (!this.suspects.has(key)) return this.watch.during({ uri, size }, work);
    const text = fingerprint(parts());
    this.lastTexts.set(key, text);
    return this.watch.during({ uri, size, text }, work);
  }

  /** For what is done with a file whose text was looked at before and is no longer at hand. */
  duringMore<T>(uri: string, work: () => T): T {
    const text = this.lastTexts.get(normalizeUri(uri));
    return this.watch.during({ uri, size: 0, ...(text !== undefined && { text }) }, work);
  }

  /** For work that goes on for long and is known to end. */
  beat(): void {
    this.watch.beat();
  }

  /** For what asks now and then whether it should stop: at each document of a long file. */
  readonly goOn = () => {
    this.beat();
    return false;
  };

  quarantineOf(uri: string, text: string): FileStatus | undefined {
    const left = this.isLeftOut(textsOf(uri, text));
    return left && quarantine[left];
  }

  isLeftOut({ uri, parts }: Texts): "untilChanged" | "untilRestart" | undefined {
    if (this.quarantined.size === 0) return undefined;
    const key = normalizeUri(uri);
    if (!this.quarantined.has(key)) return undefined;
    const name = this.quarantined.get(key);
    if (name === undefined) return "untilRestart";
    return name === fingerprint(parts()) ? "untilChanged" : undefined;
  }
}

function textsOf(uri: string, text: string): Texts {
  return { uri, size: text.length, parts: () => [text] };
}

/** Tells texts from those before them. FNV-1a, 32 bits, by UTF-16 code units. */
function fingerprint(texts: Iterable<string>): string {
  let hash = 0x811c9dc5;
  let length = 0;
  for (const text of texts) {
    length += text.length;
    for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return `${length}-${(hash >>> 0).toString(16)}`;
}
