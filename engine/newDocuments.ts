import type { Finding } from "./finding";
import { formatMessage } from "./message";
import { applyEdits, type TextEdit } from "./yaml/span";

/** Documents that fixes of one file write behind others, and what was found that asks for each. */
interface Added {
  readonly finding: Finding;
  readonly edit: TextEdit;
}

interface Candidate extends Added {
  readonly path: string;
}

/**
 * What fixes of rules across files add: a policy for a namespace is asked for by each of its pods, and is written once, at
 * the place that asks for most.
 */
export class NewDocuments {
  private readonly byNamespace = new Map<string, Candidate>();
  private readonly texts = new Map<string, string>();

  /** Those of one file alone; see `note`. */
  static of(path: string, text: string, findings: readonly Finding[]): NewDocuments {
    const documents = new NewDocuments();
    documents.note(path, text, findings);
    return documents;
  }

  /** @param path names the file, in whatever way the caller does. */
  note(path: string, text: string, findings: readonly Finding[]): void {
    for (const finding of findings) {
      const { fix } = finding;
      if (!fix?.newDocument) continue;
      const result = fix.edits();
      const edit = "edits" in result ? result.edits[0] : undefined;
      if (!edit) continue;
      const key = placeOf(finding);
      const known = this.byNamespace.get(key);
      if (known && asksFor(known.finding) >= asksFor(finding)) continue;
      this.byNamespace.set(key, { finding, edit, path });
      this.texts.set(path, text);
    }
  }

  /** The files that are written to. */
  get paths(): readonly string[] {
    return [...new Set([...this.byNamespace.values()].map(({ path }) => path))];
  }

  /** The text with the documents of the file, where it is still what was looked at; `added` says which those are. */
  into(path: string, text: string): { readonly text: string; readonly added: readonly string[] } {
    const seen = this.texts.get(path);
    // A byte order mark may be in one text and not in the other.
    if (seen === undefined || !seen.endsWith(text) || seen.length - text.length > 1)
      return { text, added: [] };
    const by = text.length - seen.length;
    const places = new Map<number, Candidate>();
    for (const candidate of this.byNamespace.values())
      if (candidate.path === path && !places.has(candidate.edit.start))
        places.set(candidate.edit.start, candidate);
    const candidates = [...places.values()];
    const edits = candidates.map(({ edit }) => ({
      ...edit,
      start: edit.start + by,
      end: edit.end + by,
    }));
    return {
      text: applyEdits(text, edits),
      added: candidates.flatMap(({ finding: { fix } }) => (fix ? [formatMessage(fix.title)] : [])),
    };
  }
}

/** The kind and the namespace of what is added; without a namespace it goes to the one that kubectl is told of. */
function placeOf({ fix }: Finding): string {
  const { kind, metadata } = fix?.newDocument ?? {};
  const namespace =
    typeof metadata === "object" && metadata !== null && "namespace" in metadata ? metadata.namespace : null;
  return JSON.stringify([kind, namespace]);
}

/** A policy against traffic in both directions puts in order what one against incoming traffic does. */
function asksFor({ fix }: Finding): number {
  return JSON.stringify(fix?.newDocument ?? null).length;
}
