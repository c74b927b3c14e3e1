import { defineRule, type RuleDocs } from "../../engine/rule";
import { remove } from "../../engine/yaml/pathEdit";
import { isSetTo } from "../shared/values";

export default defineRule({
  id: "host-network",
  title: "Host network namespace",
  on: "podSpec",
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "pss-baseline", "nsa", "cis", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["pod.hostNetwork"],
  fix: "review",
  messages: { shared: "{resource} shares the network namespace of the node" },
  check({ field, resource }, context) {
    const at = field.at("hostNetwork");
    if (!isSetTo(at, true, context)) return;
    context.report({
      at,
      message: "shared",
      args: { resource: resource.label },
      fix: () => ({ title: "Remove hostNetwork", safety: "review", edits: [remove(at)] }),
    });
  },
});

export const docs = {
  what: "`hostNetwork: true` puts the pod on the network of the node itself: it has the node's addresses and sees the node's interfaces and loopback services.",
  why: "Network policies do not hold for such a pod. It can reach services that listen on localhost only, such as the kubelet or a node agent, ask the cloud's metadata service for the node's credentials, and listen in on traffic.",
  legitimate:
    "Network plugins, kube-proxy, node-local DNS and some ingress controllers. Keep them in a namespace of their own and let them listen on as few ports as possible.",
  how: "Remove `hostNetwork` and make the program reachable through a Service. A `dnsPolicy: ClusterFirstWithHostNet` is not needed any more then.",
  references: [
    {
      title: "Kubernetes: Network policies and hostNetwork pods",
      url: "https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods",
    },
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)"],
    pss: "baseline",
    "owasp-2022": ["K01"],
    "owasp-2025": ["K01"],
    nsa: ["C-0041", "NSA 1.0 1.4"],
    cis: ["5.2.5"],
    mitre: ["T1611", "T1040", "T1046"],
    cwe: ["CWE-200"],
  },
  peers: {
    kubescape: ["C-0041"],
    trivy: ["KSV-0009"],
    "kube-linter": ["host-network"],
    checkov: ["CKV_K8S_19"],
    polaris: ["hostNetworkSet"],
    kubeaudit: ["hostns/NamespaceHostNetworkTrue"],
    kubesec: ["HostNetwork"],
    kics: ["6b6bdfb3-c3ae-44cb-88e4-7405c1ba2c8a"],
    gatekeeper: ["pod-security-policy/host-network-ports"],
    "azure-policy": ["HostNetworkPorts"],
    datree: ["CONTAINERS_INCORRECT_HOSTNETWORK_VALUE_TRUE"],
    terrascan: ["AC_K8S_0084"],
    "kube-bench": ["cis-1.12/5.2.5"],
  },
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    fixed: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
