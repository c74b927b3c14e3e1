import { defineRule, type RuleDocs } from "../../engine/rule";
import { isEveryAddress } from "../shared/ipBlocks";
import { networkPoliciesPage } from "../shared/networkReferences";

export default defineRule({
  id: "agent-sandbox-egress",
  title: "Agent sandbox with open egress",
  on: "resource",
  kinds: ["extensions.agents.x-k8s.io/SandboxTemplate"],
  severity: "high",
  confidence: "high",
  profiles: ["recommended", "owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.spec.networkPolicy", "resource.spec.networkPolicyManagement"],
  messages: {
    unmanaged: "{resource} has no network policy, since its management is {management}",
    missing: "{resource} names no egress rules, so that its sandboxes reach the whole internet",
    open: "{resource} lets its sandboxes connect to every address",
  },
  check(resource, { report }) {
    const spec = resource.root.at("spec");
    const management = spec.at("networkPolicyManagement");
    const policy = spec.at("networkPolicy");
    const args = { resource: resource.label };
    if (management.present && management.string() !== "Managed") {
      report({
        at: management,
        message: "unmanaged",
        args: { ...args, management: management.text() ?? "?" },
      });
      return;
    }
    // An empty policy is default deny; none at all is the controller's, which opens the internet.
    if (!policy.present) {
      report({ at: policy, place: spec, mark: "key", message: "missing", args, missing: true });
      return;
    }
    for (const rule of policy.at("egress").items()) {
      const peers = rule.at("to").items();
      if (peers.length === 0) report({ at: rule, message: "open", args });
      for (const peer of peers) {
        const block = peer.at("ipBlock");
        const isEmpty = peer.entries().every((entry) => !entry.present);
        const isEveryone = block.present && !block.at("cidr").present;
        if (isEmpty || isEveryone || isEveryAddress(block))
          report({ at: block.at("cidr").present ? block.at("cidr") : peer, message: "open", args });
      }
    }
  },
});

export const docs = {
  what: "The template of a sandbox for agents leaves egress open: the controller makes no policy (`Unmanaged`), or its default one that allows the public internet, or a rule allows every address.",
  why: "A sandbox runs code that nobody has read, often steered by text from outside. With an open way out it can send everything it sees to a server of the attacker, and fetch the tools for the next step.",
  legitimate:
    "Where another system, such as Cilium, isolates the sandboxes. Ignore the finding with that reason.",
  how: "Leave `networkPolicyManagement` at `Managed` and write `networkPolicy`: empty (`{}`) denies all egress; add a rule for each host that the agent needs, with its ports.",
  references: [
    {
      title: "Agent Sandbox: SandboxTemplate",
      url: "https://github.com/kubernetes-sigs/agent-sandbox/blob/main/extensions/api/v1beta1/sandboxtemplate_types.go",
    },
    networkPoliciesPage,
  ],
  frameworks: {
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    "owasp-2022": ["K07"],
    "owasp-2025": ["K05"],
    mitre: ["T1048"],
  },
  peers: { kubescape: ["C-0301"] },
  examples: {
    bad: `apiVersion: extensions.agents.x-k8s.io/v1beta1
kind: SandboxTemplate
metadata:
  name: python
spec:
  networkPolicyManagement: Unmanaged
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:3.13
`,
    good: `apiVersion: extensions.agents.x-k8s.io/v1beta1
kind: SandboxTemplate
metadata:
  name: python
spec:
  networkPolicy:
    egress:
      - to:
          - ipBlock:
              cidr: 10.20.0.0/24
        ports:
          - port: 443
  podTemplate:
    spec:
      containers:
        - name: python
          image: registry.example/python:3.13
`,
  },
} satisfies RuleDocs;
