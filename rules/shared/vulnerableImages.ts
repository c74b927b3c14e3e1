/** A version as three numbers: `2.1.9`. */
type Version = readonly [number, number, number];

interface Flaw {
  readonly id: string;
  /** Affected versions: from the first, up to but not with the second. */
  readonly ranges: readonly (readonly [string, string])[];
}

interface Component {
  readonly name: string;
  /** The end of the repository's path. */
  readonly repositories: readonly string[];
  readonly flaws: readonly Flaw[];
}

/**
 * Flaws of widely used programs that give whoever can reach them other people's credentials, data or the cluster.
 * Affected versions as in the CVE records (github.com/CVEProject/cvelistV5) and the projects' own advisories; the
 * gravest come first. Not a substitute for scanning images.
 */
const components: readonly Component[] = [
  {
    name: "ingress-nginx",
    repositories: [
      "ingress-nginx/controller",
      "ingress-nginx/controller-chroot",
      "kubernetes-ingress-controller/nginx-ingress-controller",
    ],
    flaws: [
      {
        id: "CVE-2025-1974",
        ranges: [
          ["0.0.0", "1.11.5"],
          ["1.12.0", "1.12.1"],
        ],
      },
    ],
  },
  {
    name: "Argo CD",
    repositories: ["argoproj/argocd"],
    flaws: [
      {
        id: "CVE-2022-29165",
        ranges: [
          ["1.4.0", "2.1.15"],
          ["2.2.0", "2.2.9"],
          ["2.3.0", "2.3.4"],
        ],
      },
      {
        id: "CVE-2025-55190",
        ranges: [
          ["2.2.0", "2.13.9"],
          ["2.14.0", "2.14.16"],
          ["3.0.0", "3.0.13"],
          ["3.1.0", "3.1.2"],
        ],
      },
      {
        id: "CVE-2022-24348",
        ranges: [
          ["0.0.0", "2.1.9"],
          ["2.2.0", "2.2.4"],
        ],
      },
    ],
  },
  {
    name: "Grafana",
    repositories: ["grafana/grafana", "grafana/grafana-oss", "grafana/grafana-enterprise"],
    flaws: [
      {
        id: "CVE-2021-43798",
        ranges: [
          ["8.0.0", "8.0.7"],
          ["8.1.0", "8.1.8"],
          ["8.2.0", "8.2.7"],
          ["8.3.0", "8.3.1"],
        ],
      },
      { id: "CVE-2022-39328", ranges: [["9.2.0", "9.2.4"]] },
    ],
  },
  {
    name: "Kyverno",
    repositories: ["kyverno/kyverno"],
    flaws: [
      {
        id: "CVE-2026-22039",
        ranges: [
          ["0.0.0", "1.15.3"],
          ["1.16.0", "1.16.3"],
        ],
      },
      { id: "CVE-2022-47633", ranges: [["1.8.3", "1.8.5"]] },
    ],
  },
  {
    name: "Kubernetes Dashboard",
    repositories: ["kubernetes-dashboard-amd64"],
    flaws: [{ id: "CVE-2018-18264", ranges: [["0.0.0", "1.10.1"]] }],
  },
  {
    name: "Jenkins",
    repositories: ["jenkins/jenkins"],
    flaws: [{ id: "CVE-2024-23897", ranges: [["0.0.0", "2.426.3"]] }],
  },
  {
    name: "GitLab",
    repositories: ["gitlab/gitlab-ce", "gitlab/gitlab-ee"],
    flaws: [
      {
        id: "CVE-2023-7028",
        ranges: [
          ["16.1.0", "16.1.6"],
          ["16.2.0", "16.2.9"],
          ["16.3.0", "16.3.7"],
          ["16.4.0", "16.4.5"],
          ["16.5.0", "16.5.6"],
          ["16.6.0", "16.6.4"],
          ["16.7.0", "16.7.2"],
        ],
      },
    ],
  },
  {
    name: "Confluence",
    repositories: ["atlassian/confluence", "atlassian/confluence-server"],
    flaws: [
      {
        id: "CVE-2023-22515",
        ranges: [
          ["8.0.0", "8.3.3"],
          ["8.4.0", "8.4.3"],
          ["8.5.0", "8.5.2"],
        ],
      },
    ],
  },
  {
    name: "Apache HTTP Server",
    repositories: ["library/httpd"],
    flaws: [{ id: "CVE-2021-42013", ranges: [["2.4.49", "2.4.51"]] }],
  },
];

export interface KnownFlaw {
  readonly component: string;
  readonly version: string;
  readonly id: string;
}

/**
 * The gravest known flaw of an image; `undefined` where none is known, or the tag names no exact version: `9.2` is moved to
 * the newest 9.2.x.
 *
 * @param repository registry and path, `docker.io/library/httpd`.
 */
export function knownFlaw(repository: string, tag: string): KnownFlaw | undefined {
  const component = components.find(({ repositories }) =>
    repositories.some((one) => repository.endsWith(`/${one}`)),
  );
  const version = component && parseVersion(tag);
  const flaw = version && component.flaws.find(({ ranges }) => ranges.some((range) => isIn(version, range)));
  return flaw && { component: component.name, version: version.join("."), id: flaw.id };
}

/** `v1.2.3`, `1.2.3-alpine`, `16.1.0-ce.0`. */
function parseVersion(tag: string): Version | undefined {
  const match = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?![\d.])/.exec(tag);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

function isIn(version: Version, [from, to]: readonly [string, string]): boolean {
  return compare(version, from) >= 0 && compare(version, to) < 0;
}

function compare(version: Version, other: string): number {
  const parts = other.split(".").map(Number);
  for (const [index, part] of version.entries()) {
    const difference = part - (parts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
