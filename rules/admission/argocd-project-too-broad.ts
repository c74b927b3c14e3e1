import type { ResourceView } from "../../engine/kubernetes/resource";
import { defineRule, type Report, type RuleDocs } from "../../engine/rule";

export default defineRule({
  id: "argocd-project-too-broad",
  title: "Argo CD project without limits",
  on: "resource",
  kinds: ["argoproj.io/Application", "argoproj.io/ApplicationSet", "argoproj.io/AppProject"],
  severity: "medium",
  confidence: "medium",
  profiles: ["restricted", "owasp-2022", "owasp-2025", "mitre"],
  fields: [
    "resource.spec.project",
    "resource.spec.template.spec.project",
    "resource.spec.clusterResourceWhitelist",
    "resource.spec.destinations",
  ],
  messages: {
    defaultProject: '{resource} belongs to the project "default", which allows everything everywhere',
    clusterResources: "{resource} lets its applications create every kind of cluster-wide object",
    destinations: "{resource} lets its applications deploy to every namespace of every cluster",
  },
  check(resource, { report }) {
    for (const found of resource.kind === "AppProject" ? inProject(resource) : inApplication(resource))
      report({ ...found, args: { resource: resource.label } });
  },
});

function* inApplication({ root, kind }: ResourceView): Generator<Report> {
  const spec = kind === "ApplicationSet" ? root.at("spec", "template", "spec") : root.at("spec");
  const at = spec.at("project");
  const project = at.text();
  if (project === "default" || (at.exists && project === "")) yield { at, message: "defaultProject" };
  // Argo CD takes an empty project for the default one.
  else if (!at.present && spec.isMap) yield { at, place: spec, message: "defaultProject", missing: true };
}

function* inProject({ root }: ResourceView): Generator<Report> {
  const spec = root.at("spec");
  // Without a list Argo CD allows no cluster-wide kind at all; a list of exceptions narrows a wildcard.
  if (spec.at("clusterResourceBlacklist").items().length === 0)
    for (const entry of spec.at("clusterResourceWhitelist").items())
      if (entry.at("group").text() === "*" && entry.at("kind").text() === "*")
        yield { at: entry, message: "clusterResources" };
  for (const entry of spec.at("destinations").items()) {
    const cluster = entry.at("server").text() ?? entry.at("name").text();
    if (cluster === "*" && entry.at("namespace").text() === "*") yield { at: entry, message: "destinations" };
  }
}

export const docs = {
  what: "An Application uses Argo CD's project `default`, or an AppProject allows every kind of cluster-wide object or every destination. Argo CD then deploys whatever the repository holds, wherever it says.",
  why: "Argo CD acts with its own rights, usually those of an administrator. Without a project that limits them, whoever can push to the repository can create a ClusterRoleBinding for himself, or overwrite other teams' programs.",
  legitimate:
    "The one project by which the people who run the cluster install its components. Keep its repository as guarded as the cluster itself.",
  how: "Make a project for each team with its `sourceRepos`, `destinations` and, where needed, single kinds in `clusterResourceWhitelist`, and name it in the Application. Empty the project `default`.",
  references: [
    { title: "Argo CD: Projects", url: "https://argo-cd.readthedocs.io/en/stable/user-guide/projects/" },
  ],
  frameworks: { "owasp-2022": ["K04"], "owasp-2025": ["K04"], mitre: ["T1610"] },
  peers: {
    kyverno: [
      "argo/application-prevent-default-project",
      "argo/appproject-clusterresourceblacklist",
      "argo/applicationset-name-matches-project",
    ],
  },
  examples: {
    bad: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: default
  source: { repoURL: "https://git.example/shop.git", path: deploy }
  destination: { server: "https://kubernetes.default.svc", namespace: shop }
`,
    good: `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  project: shop
  source: { repoURL: "https://git.example/shop.git", path: deploy }
  destination: { server: "https://kubernetes.default.svc", namespace: shop }
`,
  },
} satisfies RuleDocs;
