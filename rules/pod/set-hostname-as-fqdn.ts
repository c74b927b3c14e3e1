import { defineRule, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "set-hostname-as-fqdn",
  title: "Host name with the cluster's domain",
  on: "podSpec",
  severity: "info",
  confidence: "high",
  profiles: [],
  fields: ["pod.setHostnameAsFQDN"],
  messages: { fqdn: "{resource} has the full name of the cluster's DNS as its host name" },
  check(pod, { report }) {
    const at = pod.field.at("setHostnameAsFQDN");
    if (at.boolean() === true) report({ at, message: "fqdn", args: { resource: pod.resource.label } });
  },
});

export const docs = {
  what: "With `setHostnameAsFQDN: true` the host name of the pod is its full name, with namespace and cluster domain.",
  why: "Programs print their host name into banners, e-mails and error pages, and so tell outsiders what the namespace and the cluster are called. A full name of more than 64 characters keeps the pod from starting.",
  legitimate: "Programs that ask their host name for their address, such as directory servers of old.",
  how: "Remove the key where the program does not need it. DNS knows the full name all the same.",
  references: [
    {
      title: "Kubernetes: Pod's setHostnameAsFQDN field",
      url: "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-sethostnameasfqdn-field",
    },
  ],
  frameworks: {},
  peers: {},
  examples: {
    bad: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  setHostnameAsFQDN: true
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
    good: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  setHostnameAsFQDN: false
  containers:
    - name: web
      image: registry.example/web:1.4.2
`,
  },
} satisfies RuleDocs;
