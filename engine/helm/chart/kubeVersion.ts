/** The version of Kubernetes that charts are rendered for where nobody says another. */
export const defaultKubeVersion = "v1.37.0";

/** Go's ParseKubeVersion: `1.28`, `v1.28.3`, `1.28.3-gke.1`; `undefined` for what is none. */
export function parseKubeVersion(text: string): string | undefined {
  const match = /^\s*v?(\d+(?:\.\d+)+)/.exec(text);
  if (!match) return undefined;
  const parts = (match[1] ?? "").split(".").map((part) => String(Number(part)));
  while (parts.length < 3) parts.push("0");
  return `v${parts.join(".")}`;
}
