/** The newest minor version of Kubernetes that the tables know. */
export const newestMinor = 37;

/** `1.29`, `v1.29`, `v1.29.3` -> 29; `undefined` for anything else, and for what is newer than the tables. */
export function parseMinor(version: string): number | undefined {
  const match = /^v?1\.(\d{1,3})(?:[.+-].*)?$/.exec(version.trim());
  const minor = match ? Number(match[1]) : undefined;
  return minor !== undefined && minor <= newestMinor ? minor : undefined;
}
