import { isDate } from "./dates";

/**
 * The checks of other tools: tool -> id of the check -> ids of our rules that find the same. Handed to the linter, because
 * the engine does not know the rules.
 */
export type PeerChecks = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What another tool's comment or annotation says: which checks to leave out, and why. */
export interface ForeignSkip {
  readonly tool: string;
  /** As that tool writes them; `all` for every check of it. */
  readonly checks: readonly string[] | "all";
  readonly reason: string;
  readonly until?: string;
  /** `entry`: the line or the key below it; `document`: all of the object it stands in. */
  readonly reach: "entry" | "document";
}

/** Whether a text can hold a directive at all, ours or another tool's: most hold none, and are not looked at further. */
export const anyDirective =
  /kubehint|checkov|trivy:ignore|kube-linter\.io\/|kubescape\.io\/skip|kube-score\/ignore|polaris\.fairwinds\.com\//;

/**
 * Skips in a comment.
 *
 * - Checkov (docs, "Suppressing and Skipping Policies"): `checkov:skip=CKV_K8S_16:reason`, for the object around it.
 * - Trivy (docs, "Filtering", "By Inline Comments"): `trivy:ignore:AVD-KSV-0017`, on the line or above, several in one
 *   comment, with `:exp:2027-01-31`. Those with a workspace or parameters hold for what cannot be told here.
 */
export function skipsInComment(comment: string): ForeignSkip[] {
  const skips: ForeignSkip[] = [];
  const checkov = /checkov:skip=([\w-]+)(?::[ \t]*(.*))?/.exec(comment);
  if (checkov?.[1])
    skips.push({
      tool: "checkov",
      checks: [checkov[1]],
      reason: withoutQuotes(checkov[2] ?? ""),
      reach: "document",
    });
  for (const match of comment.matchAll(/trivy:ignore:([A-Za-z0-9*-]+)([^\s#]*)([^#]*)/g)) {
    const [, check = "", parameters = "", rest = ""] = match;
    const until = /^:exp:(\d{4}-\d{2}-\d{2})$/.exec(parameters)?.[1];
    if (parameters !== "" && (until === undefined || !isDate(until))) continue;
    skips.push({
      tool: "trivy",
      checks: check === "*" ? "all" : [check],
      reason: rest.replace(/^[\s:-]+/, "").trim(),
      ...(until !== undefined && { until }),
      reach: "entry",
    });
  }
  return skips;
}

const kubeLinter = "ignore-check.kube-linter.io/";
const polaris = /^polaris\.fairwinds\.com\/(?:([\w-]+)-)?exempt$/;

/**
 * Skips in an object's annotations.
 *
 * - KubeLinter (docs, "Configuring KubeLinter"): `ignore-check.kube-linter.io/<check>: reason`, `kube-linter.io/ignore-all`.
 * - Checkov: `checkov.io/skip1: CKV_K8S_16=reason`, with any number behind `skip`.
 * - Kubescape (core/pkg/opaprocessor): `kubescape.io/skip-controls: "C-0057, C-0016"`, `skip-reason`, `skip-expiry` (RFC 3339).
 * - kube-score (README, "Ignoring a test"): `kube-score/ignore: check-a,check-b`.
 * - Polaris (docs, "Exemptions"): `polaris.fairwinds.com/<check>-exempt: "true"`, `polaris.fairwinds.com/exempt: "true"`.
 */
export function skipInAnnotation(
  name: string,
  value: string,
  other: (name: string) => string | undefined,
): ForeignSkip | undefined {
  const skip = (tool: string, checks: ForeignSkip["checks"], reason = ""): ForeignSkip => ({
    tool,
    checks,
    reason: reason.trim(),
    reach: "document",
  });
  if (name.startsWith(kubeLinter)) return skip("kube-linter", [name.slice(kubeLinter.length)], value);
  if (name === "kube-linter.io/ignore-all") return skip("kube-linter", "all", value);
  if (/^checkov\.io\/skip\d*$/.test(name)) {
    const [check = "", ...reason] = value.split("=");
    return skip("checkov", [check.trim()], reason.join("="));
  }
  if (name === "kubescape.io/skip-controls") {
    const until = other("kubescape.io/skip-expiry")?.slice(0, 10);
    const controls = skip("kubescape", listed(value), other("kubescape.io/skip-reason"));
    return until !== undefined && isDate(until) ? { ...controls, until } : controls;
  }
  if (name === "kube-score/ignore") return skip("kube-score", listed(value));
  const exempt = polaris.exec(name);
  if (exempt && value.toLowerCase() === "true") return skip("polaris", exempt[1] ? [exempt[1]] : "all");
  return undefined;
}

/** The rules that find what these checks find; none for checks that nothing here answers. */
export function rulesOfChecks({ tool, checks }: ForeignSkip, peers: PeerChecks): string[] {
  const known = Object.hasOwn(peers, tool) ? peers[tool] : undefined;
  if (!known) return [];
  if (checks === "all") return [...new Set(Object.values(known).flat())];
  return checks.flatMap((check) => {
    const id = tool === "trivy" ? trivyId(check) : check;
    return (Object.hasOwn(known, id) ? known[id] : undefined) ?? [];
  });
}

/** `AVD-KSV-0017`, `KSV017` and `ksv-0017` are one check. */
function trivyId(check: string): string {
  const match = /^(?:avd-)?ksv-?(\d+)$/i.exec(check);
  return match?.[1] === undefined ? check : `KSV-${match[1].padStart(4, "0")}`;
}

function listed(value: string): string[] {
  return value.split(",").flatMap((item) => item.trim() || []);
}

function withoutQuotes(text: string): string {
  const trimmed = text.trim();
  return /^"(.*)"$/.exec(trimmed)?.[1] ?? trimmed;
}
