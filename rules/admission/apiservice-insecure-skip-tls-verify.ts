import { defineRule, type RuleDocs } from "../../engine/rule";
import { isSetTo } from "../shared/values";

export default defineRule({
  id: "apiservice-insecure-skip-tls-verify",
  title: "Aggregated API whose certificate is not checked",
  on: "resource",
  kinds: ["APIService"],
  severity: "medium",
  confidence: "high",
  profiles: ["recommended", "hipaa"],
  fields: ["resource.spec.insecureSkipTLSVerify"],
  messages: { unchecked: "the API server does not check whose certificate it is shown by {resource}" },
  check({ root, label }, context) {
    const at = root.at("spec", "insecureSkipTLSVerify");
    if (isSetTo(at, true, context)) context.report({ at, message: "unchecked", args: { resource: label } });
  },
});

export const docs = {
  what: "`insecureSkipTLSVerify: true` in an APIService: the API server passes requests on to an extension server and takes any certificate for its own.",
  why: "Who can answer at that Service's address, with a pod that bears the right labels or from the same network, plays the extension server. The API server then tells it who the users are and believes its answers, which autoscalers and people act on.",
  legitimate:
    "metrics-server is installed like this in many guides; only test clusters have an excuse to keep it so.",
  how: "Remove the field and put the CA of the extension server's certificate into `spec.caBundle`; cert-manager fills it in with the annotation `cert-manager.io/inject-ca-from`.",
  references: [
    {
      title: "Kubernetes: Configure the aggregation layer",
      url: "https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/",
    },
  ],
  frameworks: { hipaa: ["164.312(e)(1)"], cwe: ["CWE-295"] },
  peers: {},
  examples: {
    bad: `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata:
  name: v1beta1.metrics.k8s.io
spec:
  group: metrics.k8s.io
  version: v1beta1
  service: { name: metrics-server, namespace: kube-system }
  insecureSkipTLSVerify: true
  groupPriorityMinimum: 100
  versionPriority: 100
`,
    good: `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata:
  name: v1beta1.metrics.k8s.io
  annotations:
    cert-manager.io/inject-ca-from: kube-system/metrics-server
spec:
  group: metrics.k8s.io
  version: v1beta1
  service: { name: metrics-server, namespace: kube-system }
  groupPriorityMinimum: 100
  versionPriority: 100
`,
  },
} satisfies RuleDocs;
