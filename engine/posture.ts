import type { Compliance } from "./compliance";
import { type ResourceReference, type Severity, severities } from "./finding";
import { grouped } from "./grouped";

/** Why a finding matters more than its severity says. */
export const reasons = {
  reachable: "reachable from outside",
  privileged: "privileged",
  "writable-host": "writable host",
  secrets: "secrets access",
} as const;
export type Reason = keyof typeof reasons;

/** What a posture needs of a finding; `suppressed` is `null` for what counts. */
export interface PostureFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly file: string;
  readonly resource: ResourceReference;
  readonly suppressed: unknown;
}

export interface AreaPosture {
  readonly area: string;
  readonly findings: number;
  readonly suppressed: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

export interface Foremost<F> {
  readonly finding: F;
  /** Of the finding itself and of the others about the same object. */
  readonly reasons: readonly Reason[];
}

/** The summary of a scan: pure data, the same on the command line and in the editor. */
export interface Posture<F extends PostureFinding> {
  /** Each framework, by the rules that the profile has. */
  readonly frameworks: readonly Compliance[];
  /** Areas with findings, by name. */
  readonly areas: readonly AreaPosture[];
  readonly bySeverity: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  /** The ten findings that matter most, one for each rule and object; none that is suppressed. */
  readonly foremost: readonly Foremost<F>[];
}

const most = 10;

/** A critical finding without a reason comes before a high one with all four of them. */
const weights: Readonly<Record<Severity, number>> = {
  critical: 1000,
  high: 300,
  medium: 100,
  low: 30,
  info: 0,
};
/** A finding that itself opens the way weighs more than its neighbour on the same object. */
const ownWeight = 60;
const neighbourWeight = 40;

const rulesOf: Readonly<Record<Reason, readonly string[]>> = {
  reachable: [
    "apiserver-anonymous-auth",
    "apiserver-insecure-bind-address",
    "apiserver-insecure-port",
    "gateway-without-tls",
    "host-network",
    "host-port",
    "ingress-empty-host",
    "ingress-nginx-annotation-injection",
    "ingress-nginx-snippet-annotation",
    "ingress-tls-missing",
    "ingress-wildcard-host",
    "kubelet-anonymous-auth",
    "kubelet-read-only-port",
    "load-balancer-open-source-ranges",
    "load-balancer-without-tls",
    "rbac-anonymous-binding",
    "sensitive-interface-exposed",
    "service-external-ips",
    "service-type-loadbalancer",
    "service-type-nodeport",
    "workload-exposed-externally",
  ],
  privileged: [
    "capability-sys-admin-added",
    "capability-sys-module-added",
    "cluster-admin-binding",
    "container-runtime-socket",
    "dangerous-capabilities-added",
    "host-ipc",
    "host-pid",
    "privileged-container",
    "rbac-bind-escalate",
    "rbac-impersonate",
    "rbac-system-masters-binding",
    "rbac-wildcard-all",
    "windows-host-process",
  ],
  "writable-host": [
    "container-runtime-socket",
    "persistent-volume-host-path",
    "raw-block-device",
    "writable-host-path",
  ],
  secrets: [
    "cloud-credentials-host-path",
    "cluster-admin-binding",
    "configmap-with-secrets",
    "hardcoded-secret-in-env",
    "hardcoded-secret-value",
    "rbac-create-tokens",
    "rbac-read-secrets",
    "rbac-wildcard-all",
    "rbac-wildcard-resource",
    "service-account-token-secret",
  ],
};

const allReasons: readonly Reason[] = ["reachable", "privileged", "writable-host", "secrets"];

/** Ids of the rules that stand for a reason. */
export function rulesForReasons(): readonly string[] {
  return allReasons.flatMap((reason) => rulesOf[reason]);
}

const reasonsByRule: ReadonlyMap<string, readonly Reason[]> = new Map(
  rulesForReasons().map((rule) => [rule, allReasons.filter((reason) => rulesOf[reason].includes(rule))]),
);

/** @param areas the area of each rule, by id. */
export function postureOf<F extends PostureFinding>(
  findings: readonly F[],
  frameworks: readonly Compliance[],
  areas: Readonly<Record<string, string>>,
): Posture<F> {
  const byArea = new Map<
    string,
    { findings: number; suppressed: number; bySeverity: Record<Severity, number> }
  >();
  const bySeverity = noneOf();
  let suppressed = 0;
  for (const finding of findings) {
    const name = (Object.hasOwn(areas, finding.rule) ? areas[finding.rule] : undefined) ?? "other";
    const area = byArea.get(name) ?? { findings: 0, suppressed: 0, bySeverity: noneOf() };
    byArea.set(name, area);
    if (finding.suppressed !== null) {
      suppressed++;
      area.suppressed++;
      continue;
    }
    area.findings++;
    area.bySeverity[finding.severity]++;
    bySeverity[finding.severity]++;
  }
  return {
    frameworks,
    areas: [...byArea]
      .map(([area, counts]) => ({ area, ...counts }))
      .sort((a, b) => (a.area < b.area ? -1 : 1)),
    bySeverity,
    suppressed,
    foremost: foremostOf(findings.filter((finding) => finding.suppressed === null)),
  };
}

function foremostOf<F extends PostureFinding>(findings: readonly F[]): Foremost<F>[] {
  const objectOf = objectNames();
  const byObject = new Map<string, Set<Reason>>();
  for (const finding of findings) {
    const own = reasonsByRule.get(finding.rule);
    if (!own) continue;
    const object = objectOf(finding);
    const known = byObject.get(object) ?? new Set();
    for (const reason of own) known.add(reason);
    byObject.set(object, known);
  }
  const weighed = findings.map((finding) => {
    const own = reasonsByRule.get(finding.rule)?.length ?? 0;
    const all = byObject.get(objectOf(finding))?.size ?? 0;
    return { finding, weight: weights[finding.severity] + own * ownWeight + (all - own) * neighbourWeight };
  });
  weighed.sort((a, b) => b.weight - a.weight);
  const foremost: Foremost<F>[] = [];
  const seen = new Set<string>();
  for (const { finding } of weighed) {
    if (foremost.length === most) break;
    const object = objectOf(finding);
    const key = JSON.stringify([finding.rule, object]);
    if (seen.has(key)) continue;
    seen.add(key);
    const about = byObject.get(object);
    foremost.push({ finding, reasons: allReasons.filter((reason) => about?.has(reason)) });
  }
  return foremost;
}

/** Names objects; those of one name in several documents are different objects. */
function objectNames(): (finding: PostureFinding) => string {
  // Findings about one object mostly share its reference, and there are tens of thousands of them.
  const known = new Map<string, Map<ResourceReference, string>>();
  return ({ file, resource }) => {
    const inFile = known.get(file) ?? new Map<ResourceReference, string>();
    known.set(file, inFile);
    const name =
      inFile.get(resource) ??
      JSON.stringify([file, resource.document, resource.kind, resource.namespace, resource.name]);
    inFile.set(resource, name);
    return name;
  };
}

function noneOf(): Record<Severity, number> {
  return { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
}

/** `2 critical, 1 low`; empty where there is nothing. */
export function severityCounts(bySeverity: Readonly<Record<Severity, number>>): string {
  return severities
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => `${grouped(bySeverity[severity])} ${severity}`)
    .join(", ");
}
