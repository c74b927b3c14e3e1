/** What a marker in a fixture says: the marked text of the line above, and the rule that has to be reported there. */
export interface Marker {
  readonly rule: string;
  /** UTF-16 offsets in the fixture. */
  readonly start: number;
  readonly end: number;
  /** The whole message, where the marker gives it. */
  readonly message: string | undefined;
}

const caretLine = /^([ \t]*#[ \t]*)(\^+) ([a-z0-9-]+)(?:: (.*))?$/;
const columnLine = /^[ \t]*#@ (\d+)-(\d+) ([a-z0-9-]+)(?:: (.*))?$/;

/**
 * Reads the markers of a fixture. A marker is a YAML comment under the line it speaks of, so that the fixture stays a
 * manifest and no offset moves; several may follow each other:
 *
 *     privileged: true
 *     #           ^^^^ privileged-container: container "web" runs privileged
 *
 * Columns that a comment sign would cover are written as numbers (zero-based, end exclusive): `#@ 0-9 rule-id`.
 */
export function readMarkers(fixture: string): Marker[] {
  const markers: Marker[] = [];
  let offset = 0;
  let target = 0;
  for (const line of fixture.split("\n")) {
    const text = line.replace(/\r$/, "");
    const carets = caretLine.exec(text);
    const columns = columnLine.exec(text);
    if (carets) {
      const from = target + (carets[1]?.length ?? 0);
      const end = from + (carets[2]?.length ?? 0);
      markers.push({ rule: carets[3] ?? "", start: from, end, message: carets[4] });
    } else if (columns)
      markers.push({
        rule: columns[3] ?? "",
        start: target + Number(columns[1]),
        end: target + Number(columns[2]),
        message: columns[4],
      });
    else target = offset;
    offset += line.length + 1;
  }
  return markers;
}
