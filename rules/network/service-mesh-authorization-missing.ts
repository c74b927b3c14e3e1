import { defineRule, type ObjectInWorkspace, type RuleContext, type RuleDocs } from "../../engine/rule";
import type { ResourceFacts } from "../../engine/workspace/facts";
import { selectorMatches, textMap } from "../../engine/workspace/selectors";
import { namespaceOf, type WorkspaceIndex } from "../../engine/workspace/workspaceIndex";
import { istioAuthorization } from "../shared/networkReferences";

const istioPolicy = "security.istio.io/AuthorizationPolicy";
const linkerdPolicy = "policy.linkerd.io/AuthorizationPolicy";
const linkerdServer = "policy.linkerd.io/Server";

export default defineRule({
  id: "service-mesh-authorization-missing",
  title: "Mesh without authorization",
  on: "workspace",
  kinds: ["Namespace", linkerdServer, istioPolicy],
  severity: "medium",
  confidence: "medium",
  profiles: ["owasp-2022", "owasp-2025", "mitre", "hipaa"],
  fields: ["resource.metadata.labels.istio-injection", "resource.spec.rules", "resource.spec.action"],
  messages: {
    namespace: 'no AuthorizationPolicy of the manifests is for the namespace "{name}", which is in the mesh',
    anybody: "{resource} lets in everybody, since no policy of the manifests is for it",
    server: "{resource} has no AuthorizationPolicy or ServerAuthorization in the manifests",
    open: "{resource} allows every request",
  },
  check(subject, context) {
    const { object, workspace } = subject;
    if (object.kind === istioPolicy) checkPolicy(object, context);
    else if (object.kind === linkerdServer) checkServer(subject, context);
    else checkNamespace(object, workspace, context);
  },
});

function checkNamespace(object: ResourceFacts, workspace: WorkspaceIndex, { report }: RuleContext): void {
  const { name } = object.reference;
  const labels = textMap(object.root.at("metadata", "labels"));
  const annotations = textMap(object.root.at("metadata", "annotations"));
  if (name === null) return;
  const isIstio =
    labels.get("istio-injection") === "enabled" ||
    labels.has("istio.io/rev") ||
    labels.get("istio.io/dataplane-mode") === "ambient";
  const isLinkerd = annotations.get("linkerd.io/inject") === "enabled";
  const hasIstio = () =>
    workspace.inNamespace(name, istioPolicy).length > 0 ||
    // A policy in the root namespace of the mesh is for all of it.
    workspace.inNamespace("istio-system", istioPolicy).length > 0;
  const hasLinkerd = () =>
    workspace.inNamespace(name, linkerdPolicy, "policy.linkerd.io/ServerAuthorization").length > 0 ||
    !/^(?:all-unauthenticated)?$/.test(annotations.get("config.linkerd.io/default-inbound-policy") ?? "");
  if ((isIstio && !hasIstio()) || (isLinkerd && !hasLinkerd()))
    report({
      at: object.root.at("spec", "authorizationPolicy"),
      place: object.place,
      message: "namespace",
      args: { name },
      missing: true,
    });
}

function checkServer({ object, workspace }: ObjectInWorkspace, { report }: RuleContext): void {
  const namespace = namespaceOf(object);
  const targeted = workspace.inNamespace(namespace, linkerdPolicy).some(({ root }) => {
    const target = root.at("spec", "targetRef");
    const kind = target.at("kind").text();
    return kind === "Namespace" || (kind === "Server" && target.at("name").text() === object.reference.name);
  });
  const labels = textMap(object.root.at("metadata", "labels"));
  const authorized = workspace
    .inNamespace(namespace, "policy.linkerd.io/ServerAuthorization")
    .some(({ root }) => {
      const server = root.at("spec", "server");
      return (
        server.at("name").text() === object.reference.name || selectorMatches(server.at("selector"), labels)
      );
    });
  if (targeted || authorized) return;
  // Without any, Linkerd falls back on this field, `deny` where it is not written.
  const access = object.root.at("spec", "accessPolicy");
  report({
    at: access,
    place: object.place,
    message: access.text() === "all-unauthenticated" ? "anybody" : "server",
    args: { resource: object.label },
    missing: !access.present,
  });
}

/** A rule without `from`, `to` and `when` matches every request. */
function checkPolicy(object: ResourceFacts, { report }: RuleContext): void {
  const spec = object.root.at("spec");
  if ((spec.at("action").text() ?? "ALLOW") !== "ALLOW") return;
  for (const rule of spec.at("rules").items())
    if (["from", "to", "when"].every((key) => rule.at(key).items().length === 0))
      report({ at: rule, message: "open", args: { resource: object.label } });
}

export const docs = {
  what: "The namespace is part of a mesh and has no AuthorizationPolicy, or a policy allows every request with an empty rule, or a Server of Linkerd lets everybody in. Mutual TLS proves who calls; without authorization nobody asks.",
  why: "A program that was taken over has a valid identity in the mesh and may call every other service with it. Encryption does not stop it, since it is a member.",
  legitimate:
    "Namespaces that a policy of the mesh's root namespace covers (the rule knows `istio-system`), or meshes that are used for encryption and metrics alone, beside network policies.",
  how: "Start with a policy without rules, which denies everything, and add an ALLOW policy with `from` and `to` for each caller.",
  references: [
    istioAuthorization,
    {
      title: "Linkerd: Authorization policy",
      url: "https://linkerd.io/2/features/server-policy/",
    },
  ],
  frameworks: { hipaa: ["164.312(a)(1)"], "owasp-2022": ["K07"], "owasp-2025": ["K05"], mitre: ["T1210"] },
  peers: {
    kyverno: [
      "istio/require-authorizationpolicies",
      "istio/create-authorizationpolicy",
      "linkerd/check-linkerd-authorizationpolicy",
      "linkerd/require-linkerd-server",
      "linkerd/add-linkerd-policy-annotation",
    ],
  },
  examples: {
    bad: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
`,
    good: `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio-injection: enabled
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: deny
  namespace: shop
spec: {}
`,
  },
} satisfies RuleDocs;
