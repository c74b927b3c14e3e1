import { defineRule, type RuleDocs } from "../../engine/rule";
import { checkFlag, isLoopback } from "../shared/controlPlane";
import { kubeProxyFlags } from "../shared/controlPlaneReferences";

export default defineRule({
  id: "kube-proxy-metrics-bind-address",
  title: "Metrics of kube-proxy are open to the network",
  on: "component",
  severity: "low",
  confidence: "high",
  profiles: ["cis", "owasp-2022", "owasp-2025"],
  fields: ["component.--metrics-bind-address"],
  fix: "review",
  messages: { set: "kube-proxy shows its metrics beyond the node: {flag} is {value}" },
  check: checkFlag({
    component: "kube-proxy",
    flag: "metrics-bind-address",
    // pkg/proxy/apis/config/v1alpha1/defaults.go; an empty string means the same.
    byDefault: "127.0.0.1:10249",
    fine: (value) => value === "" || isLoopback(value),
    fix: "127.0.0.1:10249",
  }),
});

export const docs = {
  what: "kube-proxy serves its metrics, and its configuration under `/configz`, on an address that other machines reach. The default is the loopback address.",
  why: "The port asks for no login. It tells what services there are and how the node is set up, which helps somebody to find the next step.",
  legitimate:
    "Where Prometheus scrapes kube-proxy from outside of the node: restrict the port with a firewall then.",
  how: "Set `metricsBindAddress: 127.0.0.1:10249` or leave it out.",
  references: [
    kubeProxyFlags,
    {
      title: "Kubernetes: kube-proxy configuration (v1alpha1)",
      url: "https://kubernetes.io/docs/reference/config-api/kube-proxy-config.v1alpha1/",
    },
  ],
  frameworks: { "owasp-2022": ["K09"], "owasp-2025": ["K06"], cis: ["4.3.1"] },
  peers: { kubescape: ["C-0291"], "kube-bench": ["cis-1.12/4.3.1"] },
  examples: {
    bad: `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
metricsBindAddress: 0.0.0.0:10249
`,
    good: `apiVersion: kubeproxy.config.k8s.io/v1alpha1
kind: KubeProxyConfiguration
mode: nftables
metricsBindAddress: 127.0.0.1:10249
`,
  },
} satisfies RuleDocs;
