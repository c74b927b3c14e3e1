import { defineRule, type RuleDocs } from "../../engine/rule";
import type { Field } from "../../engine/yaml/field";
import { decidedText } from "../shared/values";

export default defineRule({
  id: "endpointslice-loopback-address",
  title: "Endpoint on the node itself",
  on: "resource",
  kinds: ["EndpointSlice", "Endpoints"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre"],
  fields: ["resource.endpoints.*.addresses.*", "resource.subsets.*.addresses.*.ip"],
  messages: {
    loopback: "{resource} sends traffic to {address}, the loopback address of whoever forwards it",
    linkLocal: "{resource} sends traffic to {address}, a link-local address",
  },
  check(resource, context) {
    for (const at of addresses(resource.root)) {
      const address = decidedText(at, context);
      const message = address && kindOfAddress(address);
      if (message) context.report({ at, message, args: { resource: resource.label, address } });
    }
  },
});

function addresses(root: Field): Field[] {
  const ofSlice = root
    .at("endpoints")
    .items()
    .flatMap((endpoint) => [...endpoint.at("addresses").items()]);
  const ofSubsets = root
    .at("subsets")
    .items()
    .flatMap((subset) => [...subset.at("addresses").items(), ...subset.at("notReadyAddresses").items()])
    .map((address) => address.at("ip"));
  return [...ofSlice, ...ofSubsets];
}

/** What the API server refuses since 1.21.1 (k8s.io/kubernetes pkg/apis/core/validation `ValidateEndpointIP`). */
function kindOfAddress(address: string): "loopback" | "linkLocal" | undefined {
  const v4 = address.toLowerCase().replace(/^::ffff:/, "");
  if (/^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(v4) || /^(?:0{0,4}:){2,7}0{0,3}1$/.test(v4)) return "loopback";
  if (/^169\.254\.\d{1,3}\.\d{1,3}$/.test(v4) || /^fe[89ab][0-9a-f]:/.test(v4)) return "linkLocal";
  return undefined;
}

export const docs = {
  what: "An EndpointSlice or Endpoints object names an address in `127.0.0.0/8`, `169.254.0.0/16` or their IPv6 counterparts as a place to send a Service's traffic to.",
  why: "The node or controller that forwards the traffic connects to itself: to services that listen on loopback because nobody else was to reach them, or to the cloud's metadata service at 169.254.169.254, which hands out the node's credentials (CVE-2021-25737).",
  legitimate: "None: since 1.21.1 the API server refuses such objects.",
  how: "Write the address of the pod or machine that is meant; better, give the Service a selector and let Kubernetes keep the endpoints.",
  references: [
    {
      title: "Kubernetes: CVE-2021-25737, holes in EndpointSlice validation",
      url: "https://github.com/kubernetes/kubernetes/issues/102106",
    },
    {
      title: "Kubernetes: EndpointSlices",
      url: "https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/",
    },
  ],
  frameworks: { "owasp-2022": ["K10"], "owasp-2025": ["K07"], mitre: ["T1090"] },
  peers: {
    datree: ["ENDPOINTSLICE_CVE2021_25373_INCORRECT_ADDRESSES_VALUE"],
    terrascan: ["AC_K8S_0132"],
  },
  examples: {
    bad: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: metadata-1
  labels:
    kubernetes.io/service-name: metadata
addressType: IPv4
endpoints:
  - addresses:
      - 169.254.169.254
ports:
  - port: 80
`,
    good: `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: metadata-1
  labels:
    kubernetes.io/service-name: metadata
addressType: IPv4
endpoints:
  - addresses:
      - 192.0.2.10
ports:
  - port: 80
`,
  },
} satisfies RuleDocs;
