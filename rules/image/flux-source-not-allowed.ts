import { defineRule, type RuleDocs } from "../../engine/rule";
import { trimmedEnd } from "../../engine/trimmedEnd";
import { matchesPattern, optionTexts } from "../shared/options";

/** Which field says where a source is. */
const fields: Readonly<Record<string, string>> = {
  GitRepository: "url",
  HelmRepository: "url",
  OCIRepository: "url",
  Bucket: "endpoint",
  ImageRepository: "image",
};

export default defineRule({
  id: "flux-source-not-allowed",
  title: "Flux source that is not on the list",
  on: "resource",
  kinds: [
    "source.toolkit.fluxcd.io/GitRepository",
    "source.toolkit.fluxcd.io/HelmRepository",
    "source.toolkit.fluxcd.io/OCIRepository",
    "source.toolkit.fluxcd.io/Bucket",
    "image.toolkit.fluxcd.io/ImageRepository",
  ],
  severity: "medium",
  confidence: "high",
  profiles: ["owasp-2022", "mitre"],
  fields: ["resource.spec.url", "resource.spec.endpoint", "resource.spec.image"],
  options: {
    sources: {
      type: "texts",
      description:
        "Addresses that sources may start with, `https://git.example/platform`, or patterns in which `*` stands for any text.",
    },
  },
  messages: { other: "{resource} takes what it deploys from an address that is not on the list" },
  check({ root, kind, label }, { report, undecided, options }) {
    const allowed = optionTexts(options, "sources");
    const field = Object.hasOwn(fields, kind) ? fields[kind] : undefined;
    if (!allowed || field === undefined) return;
    const at = root.at("spec", field);
    if (at.undecided) return undecided(at);
    const address = at.string();
    if (address && !allowed.some((entry) => startsWith(address, entry)))
      report({ at, message: "other", args: { resource: label } });
  },
});

/** `https://git.example/team` is the start of `https://git.example/team/app`, not of `https://git.example/team-2`. */
function startsWith(address: string, entry: string): boolean {
  if (entry.includes("*")) return matchesPattern(address, entry);
  const start = trimmedEnd(entry, "/");
  return address === start || address.startsWith(`${start}/`) || address === `${start}.git`;
}

export const docs = {
  what: "Flux fetches Git repositories, charts, buckets or images from an address that your list does not name. The rule is silent until the option `sources` is set.",
  why: "Flux applies what it finds there, mostly with the rights of a cluster administrator. A repository outside of your control is a stranger with `kubectl apply`, today or on the day its owner's account is taken over.",
  legitimate:
    "Charts of vendors that publish nowhere else; put their address on the list after a look at who stands behind it.",
  how: "Mirror the repository under an address of the list, or extend the list. Pin the source to a tag or digest and let Flux verify signatures (`spec.verify`).",
  references: [
    { title: "Flux: Security", url: "https://fluxcd.io/flux/security/" },
    { title: "Flux: Git repositories", url: "https://fluxcd.io/flux/components/source/gitrepositories/" },
  ],
  frameworks: { "owasp-2022": ["K02"], mitre: ["T1195.002"] },
  peers: { kyverno: ["flux/verify-flux-sources", "flux/verify-git-repositories"] },
  examples: {
    options: { sources: ["https://git.example/platform"] },
    bad: `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: apps
spec:
  interval: 5m
  url: https://github.com/somebody/apps
`,
    good: `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata:
  name: apps
spec:
  interval: 5m
  url: https://git.example/platform/apps
`,
  },
} satisfies RuleDocs;
