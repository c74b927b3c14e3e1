import type { Finding } from "./finding";
import { shiftSpan } from "./yaml/span";

/** A finding in offsets of the document, in offsets of the file; `by` is where the document starts. */
export function movedFinding(finding: Finding, by: number): Finding {
  if (by === 0) return finding;
  const { fix } = finding;
  return {
    ...finding,
    span: shiftSpan(finding.span, by),
    // Places in other files are in offsets of those files already.
    related: finding.related.map((place) =>
      place.file === undefined ? { ...place, span: shiftSpan(place.span, by) } : place,
    ),
    fix: fix && {
      title: fix.title,
      safety: fix.safety,
      changes: fix.changes,
      corrects: fix.corrects,
      ...(fix.refusal !== undefined && { refusal: fix.refusal }),
      newDocument: fix.newDocument,
      edits: () => {
        const result = fix.edits();
        if ("refused" in result) return result;
        return { edits: result.edits.map((edit) => ({ ...edit, ...shiftSpan(edit, by) })) };
      },
    },
  };
}
