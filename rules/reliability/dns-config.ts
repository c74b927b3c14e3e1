import { defineRule, type RuleDocs } from "../../engine/rule";

/** With more, names with two dots (`api.example.com`) go through the search list first. */
const mostDots = 2;

export default defineRule({
  id: "dns-config",
  title: "Five DNS lookups for one outside name",
  on: "podSpec",
  severity: "info",
  confidence: "medium",
  profiles: [],
  fields: ["pod.dnsConfig.options", "pod.dnsPolicy"],
  messages: {
    missing: "{resource} does not set ndots, so outside names are looked up in every search domain first",
    high: "{resource} sets ndots to {dots}, so names with fewer dots are looked up in every search domain first",
  },
  check({ field, resource }, { report, undecided }) {
    const policy = field.at("dnsPolicy").string();
    // These take the resolver of the node, whose ndots is 1.
    if (policy === "Default" || policy === "None") return;
    if (field.at("hostNetwork").boolean() === true && policy !== "ClusterFirstWithHostNet") return;
    const options = field.at("dnsConfig", "options");
    const ndots = options.items().filter((option) => option.at("name").string() === "ndots");
    const at = ndots.at(-1)?.at("value") ?? options;
    if (at.undecided) return undecided(at);
    if (ndots.length === 0)
      return report({ at: options, message: "missing", args: { resource: resource.label }, missing: true });
    const dots = Number(at.text());
    if (dots > mostDots) report({ at, message: "high", args: { resource: resource.label, dots } });
  },
});

export const docs = {
  what: "The kubelet writes `ndots:5` into the pod's resolver settings. Every name with fewer than five dots, which is nearly every name on the internet, is first tried with each search domain of the cluster.",
  why: "One call to `api.example.com` becomes four or five DNS queries, twice that with IPv6. Busy programs overload the cluster's DNS that way, and then every lookup in the cluster is slow. The failed queries also tell an outside resolver the names of your namespaces.",
  legitimate:
    "Pods that only talk to Services of the cluster, and programs that write outside names with a final dot.",
  how: "Set `dnsConfig.options` to `ndots` with the value `2` (`1` where Services are named in full only).",
  references: [
    {
      title: "Kubernetes: DNS for Services and pods",
      url: "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config",
    },
  ],
  frameworks: {},
  peers: {
    "kube-linter": ["dnsconfig-options"],
    kyverno: ["other/add-ndots", "other/change-dns-config-policy"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: crawler
spec:
  containers:
    - name: crawler
      image: registry.example/crawler:0.9.1
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: crawler
spec:
  dnsConfig:
    options:
      - name: ndots
        value: "2"
  containers:
    - name: crawler
      image: registry.example/crawler:0.9.1
`,
  },
} satisfies RuleDocs;
