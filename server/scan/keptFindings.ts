import type { SettledFinding } from "../../engine/rule";
import type { Suppression } from "../../engine/suppress/suppression";
import { keptReference } from "../../engine/workspace/facts";
import { sharedText } from "../../engine/yaml/sharedText";
import type { Span } from "../../engine/yaml/span";
import type { Wanted } from "../../report/collectFile";
import type { RangeEdit, ReportedFinding } from "../../report/report";
import type { ListedFinding } from "../protocol";
import type { IndexedFile } from "../workspace/scanIndex";

/** What is known of a finding besides what is shown of it. */
export interface KeptFinding extends SettledFinding {
  readonly missing: boolean;
  readonly lastingPath: string;
  /** The title of its fix, where it has one. */
  readonly fix: string | undefined;
  /** What few findings have, see `Rare`, as JSON. */
  readonly rare: string | undefined;
}

/** Of a finding that somebody has accepted, and that is not shown: all that a report says of it. */
export interface KeptSuppressed extends KeptFinding {
  readonly suppressed: Suppression;
  readonly said: Said;
}

type Said = Pick<ListedFinding, "severity" | "message" | "range" | "fix">;
type Rare = Partial<Pick<ReportedFinding, "environments" | "folded" | "related">>;

/** What was found in a file by itself, or in one of a chart when that was rendered: plain data. */
export interface FoundInFile {
  /** `undefined` where there is nothing to be said. */
  readonly shown: IndexedFile | undefined;
  /** What counts, in the order in which it is shown. */
  readonly findings: readonly KeptFinding[];
  readonly suppressed: readonly KeptSuppressed[];
  /** Which exceptions of those that hold for the file accepted something, by their place among them. */
  readonly used: readonly number[];
  /** What was asked for besides, which is not kept: it has words of the text in it, or is for one format. */
  readonly asked?: Asked;
}

export interface Asked {
  /** The edits of safe fixes, of what counts and behind that of what is suppressed; where they were asked for. */
  readonly edits: readonly (readonly RangeEdit[])[] | undefined;
  /** Where the file holds credentials; where quotes were asked for. */
  readonly secrets: readonly Span[] | undefined;
}

/**
 * What is kept of findings.
 * @param reported what counts, and behind that what is suppressed, with the paths of files for their names.
 */
export function keptFindings(
  reported: readonly ReportedFinding[],
): Pick<FoundInFile, "findings" | "suppressed"> {
  const findings: KeptFinding[] = [];
  const suppressed: KeptSuppressed[] = [];
  for (const finding of reported) {
    const { severity, message, range, fix } = finding;
    const kept = keptFinding(finding);
    if (finding.suppressed === null) findings.push(sharedFinding(kept));
    else {
      const said = { severity, message, range, fix: fix?.safety ?? null };
      suppressed.push(sharedSuppressed({ ...kept, suppressed: finding.suppressed, said }));
    }
  }
  return { findings, suppressed };
}

function keptFinding(finding: ReportedFinding): KeptFinding {
  const { rule, resource, path, missing, lastingPath, fix, environments, folded, related } = finding;
  const rare: Rare = {
    ...(environments && { environments }),
    ...(folded && { folded }),
    ...(related.length > 0 && { related }),
  };
  return {
    rule,
    resource,
    path,
    missing,
    lastingPath,
    fix: fix?.title,
    rare: Object.keys(rare).length > 0 ? JSON.stringify(rare) : undefined,
  };
}

/** With one copy of what many findings say. All have the same fields in the same order, which takes the least memory. */
export function sharedFinding(finding: KeptFinding): KeptFinding {
  const { rule, resource, path, missing, lastingPath, fix, rare } = finding;
  const shared = sharedText(path);
  return {
    rule: sharedText(rule),
    resource: keptReference(resource),
    path: shared,
    missing,
    lastingPath: lastingPath === path ? shared : sharedText(lastingPath),
    fix: fix === undefined ? undefined : sharedText(fix),
    rare,
  };
}

/** The same, of one that is suppressed. */
export function sharedSuppressed({ suppressed, said, ...kept }: KeptSuppressed): KeptSuppressed {
  const { severity, message, range, fix } = said;
  return {
    ...sharedFinding(kept),
    suppressed: { by: sharedText(suppressed.by), reason: sharedText(suppressed.reason) },
    said: { severity: sharedText(severity), message: sharedText(message), range, fix },
  };
}

/** @param secrets where the file holds credentials. */
export function askedOf(
  reported: readonly ReportedFinding[],
  { edits, quotes }: Wanted,
  secrets: () => readonly Span[],
): Asked | undefined {
  if (!edits && !quotes) return undefined;
  return {
    edits: edits ? reported.map(({ fix }) => fix?.edits ?? none) : undefined,
    secrets: quotes && reported.length > 0 ? secrets() : undefined,
  };
}

/** As it is kept. */
export function withoutAsked<T extends FoundInFile>({ asked: _, ...kept }: T): Omit<T, "asked"> {
  return kept;
}

/** True where a report that has edits cannot be made of what is kept. */
export function hasSafeFix({ shown, suppressed }: Pick<FoundInFile, "shown" | "suppressed">): boolean {
  return (
    (shown?.findings.some(({ fix }) => fix === "safe") ?? false) ||
    suppressed.some(({ said }) => said.fix === "safe")
  );
}

/**
 * What counts, and behind that what is suppressed, as it was when it was found.
 * @param path of the file.
 * @param nameOf what the report calls a path.
 */
export function reportedFindings(
  { shown, findings, suppressed, asked }: FoundInFile,
  path: string,
  nameOf: (path: string) => string,
): ReportedFinding[] {
  const file = nameOf(path);
  const reported: ReportedFinding[] = [];
  const add = (finding: KeptFinding, said: Said, accepted: Suppression | null) => {
    const { rule, resource, path: at, missing, lastingPath, rare } = finding;
    const { related = none, ...more }: Rare = rare === undefined ? {} : JSON.parse(rare);
    const edits = asked?.edits?.[reported.length] ?? none;
    reported.push({
      rule,
      severity: said.severity,
      message: said.message,
      file,
      range: said.range,
      resource,
      path: at,
      missing,
      ...more,
      fix: said.fix && { safety: said.fix, title: finding.fix ?? "", edits },
      related: related.length === 0 ? none : related.map((one) => ({ ...one, file: nameOf(one.file) })),
      quote: undefined,
      suppressed: accepted,
      lastingPath,
    });
  };
  for (const [index, finding] of findings.entries()) {
    const said = shown?.findings[index];
    if (said) add(finding, said, null);
  }
  for (const finding of suppressed) add(finding, finding.said, finding.suppressed);
  return reported;
}

const none: readonly never[] = [];
