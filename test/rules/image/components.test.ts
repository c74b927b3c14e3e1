import assert from "node:assert/strict";
import { knownFlaw } from "../../../rules/shared/vulnerableImages";
import { check, checkNone } from "../../harness/check";

describe("known-vulnerable-component-image", () => {
  it("marks a vulnerable version wherever the image is copied to", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: "registry.example/mirror/grafana/grafana:8.3.0-ubuntu" }
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ known-vulnerable-component-image: container "a" runs Grafana 8.3.0, which is open to CVE-2021-43798
    - { name: b, image: "grafana/grafana:8.3.1" }
    - { name: c, image: "grafana/grafana-image-renderer:8.3.0" }
    - { name: d, image: "httpd:2.4.49" }
    #                   ^^^^^^^^^^^^^^ known-vulnerable-component-image
    - { name: e, image: "somebody/httpd:2.4.49" }
    - { name: f, image: grafana/grafana }
`);
  });

  const flaws: Record<string, string | undefined> = {
    "quay.io/argoproj/argocd:v2.1.8": "CVE-2022-29165",
    "quay.io/argoproj/argocd:v2.3.4": "CVE-2025-55190",
    "quay.io/argoproj/argocd:v3.1.2": undefined,
    "registry.k8s.io/ingress-nginx/controller:v1.11.4": "CVE-2025-1974",
    "registry.k8s.io/ingress-nginx/controller:v1.11.5": undefined,
    "registry.k8s.io/ingress-nginx/controller:v1.12.0": "CVE-2025-1974",
    "ghcr.io/kyverno/kyverno:v1.16.2": "CVE-2026-22039",
    "ghcr.io/kyverno/kyverno:v1.15.3": undefined,
    "docker.io/grafana/grafana:8.2": undefined,
    "docker.io/grafana/grafana:8.3.0.1": undefined,
    "docker.io/gitlab/gitlab-ce:16.7.1-ce.0": "CVE-2023-7028",
  };
  for (const [image, flaw] of Object.entries(flaws))
    it(`${image} has ${flaw ?? "none"}`, () => {
      const colon = image.lastIndexOf(":");
      assert.equal(knownFlaw(image.slice(0, colon), image.slice(colon + 1))?.id, flaw);
    });
});

describe("ingress-nginx-end-of-life", () => {
  it("marks the community's controller, not other controllers for nginx", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: "registry.k8s.io/ingress-nginx/controller:v1.14.1" }
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ingress-nginx-end-of-life: container "a" runs ingress-nginx, which gets no security fixes since March 2026
    - { name: b, image: nginx/nginx-ingress }
    - { name: c, image: "registry.k8s.io/ingress-nginx/kube-webhook-certgen:v1.6.5" }
    - { name: d, image: nginx }
`);
  });

  it("leaves a vulnerable version to the rule that names the hole", () => {
    const text = `apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: "k8s.gcr.io/ingress-nginx/controller:v0.49.0" }
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ known-vulnerable-component-image
`;
    check(text, {
      only: ["ingress-nginx-end-of-life", "known-vulnerable-component-image"],
      profile: "mitre",
    });
  });
});

describe("flux-source-not-allowed", () => {
  const rule = "flux-source-not-allowed";
  const source = (kind: string, spec: string) =>
    `apiVersion: ${kind === "ImageRepository" ? "image" : "source"}.toolkit.fluxcd.io/v1\nkind: ${kind}\nmetadata: { name: a }\nspec: ${spec}\n`;
  const ruleOptions = {
    [rule]: { sources: ["https://git.example/team", "oci://registry.example/*", "registry.example"] },
  };

  it("marks addresses from elsewhere", () => {
    check(
      `${source("GitRepository", "{ url: https://git.example/team-2/app }")}\
#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ flux-source-not-allowed: GitRepository "a" takes what it deploys from an address that is not on the list
---
${source("Bucket", "{ endpoint: storage.example.com }")}\
#                 ^^^^^^^^^^^^^^^^^^^ flux-source-not-allowed
---
${source("ImageRepository", "{ image: ghcr.io/a/b }")}\
#              ^^^^^^^^^^^ flux-source-not-allowed
`,
      { ruleOptions },
    );
  });

  it("is silent for addresses of the list, and without one", () => {
    const only = [rule];
    check(source("GitRepository", "{ url: https://git.example/team/app }"), { only, ruleOptions });
    check(source("GitRepository", "{ url: https://git.example/team.git }"), { only, ruleOptions });
    check(source("HelmRepository", "{ url: oci://registry.example/charts }"), { only, ruleOptions });
    check(source("ImageRepository", "{ image: registry.example/a }"), { only, ruleOptions });
    checkNone(source("GitRepository", "{ url: https://github.com/a/b }"), rule);
  });
});
