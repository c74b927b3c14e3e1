import { check, checkFix, checkNone } from "../../harness/check";

describe("openshift-scc-privileged", () => {
  const constraints = (value: string) => `
apiVersion: security.openshift.io/v1
kind: SecurityContextConstraints
metadata: { name: builder }
allowPrivilegedContainer: ${value}
`;

  it("reports that privileged containers are allowed, and forbids them", () => {
    check(
      `${constraints("true")}#                         ^^^^ openshift-scc-privileged: SecurityContextConstraints "builder" allows privileged containers\n`,
    );
    checkFix("openshift-scc-privileged", constraints("true"), constraints("false"));
  });

  it("is silent where they are not, or the value is a text", () => {
    checkNone(constraints("false"), "openshift-scc-privileged");
    checkNone(constraints('"true"'), "openshift-scc-privileged");
  });
});

describe("psp-permissive", () => {
  it("reports each setting that allows too much", () => {
    check(`
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: wide
  annotations:
    seccomp.security.alpha.kubernetes.io/allowedProfileNames: runtime/default,*
    #                                                         ^^^^^^^^^^^^^^^^^ psp-permissive: PodSecurityPolicy "wide" allows containers to run without a seccomp filter
spec:
#@ 0-4 psp-permissive: PodSecurityPolicy "wide" does not forbid processes to gain privileges
  privileged: true
  #           ^^^^ psp-permissive: PodSecurityPolicy "wide" allows privileged containers
  hostPID: true
  #        ^^^^ psp-permissive
  requiredDropCapabilities: [KILL]
#@ 2-26 psp-permissive: PodSecurityPolicy "wide" lets containers keep the capability NET_RAW
  allowedCapabilities: ["*"]
  #                     ^^^ psp-permissive
  allowedHostPaths:
    - pathPrefix: /dev
      #           ^^^^ psp-permissive: PodSecurityPolicy "wide" allows "/dev" of the node to be written
    - { pathPrefix: /etc, readOnly: true }
  runAsUser:
    rule: MustRunAs
    ranges: [{ min: 0, max: 65535 }]
    #               ^ psp-permissive: PodSecurityPolicy "wide" allows containers to run as root
`);
  });

  it("is silent for a policy that allows nothing of it", () => {
    checkNone(
      `
apiVersion: policy/v1beta1
kind: PodSecurityPolicy
metadata:
  name: narrow
  annotations:
    seccomp.security.alpha.kubernetes.io/allowedProfileNames: runtime/default
spec:
  privileged: false
  allowPrivilegeEscalation: false
  requiredDropCapabilities: [ALL]
  hostNetwork: false
  runAsUser: { rule: MustRunAsNonRoot }
  seLinux: { rule: RunAsAny }
`,
      "psp-permissive",
    );
  });
});

const webhooks = (kind: string, name: string, lines: string) => `
apiVersion: admissionregistration.k8s.io/v1
kind: ${kind}
metadata: { name: hooks }
webhooks:
  - name: ${name}
${lines}`;

describe("admission-webhook-review", () => {
  it("lists each webhook for those who ask for everything", () => {
    check(
      webhooks(
        "MutatingWebhookConfiguration",
        "a.example",
        `    #     ^^^^^^^^^ admission-webhook-review: the webhook "a.example" is shown every object that its rules name, and may change it
  - name: b.example
    #     ^^^^^^^^^ admission-webhook-review
`,
      ),
    );
  });

  it("is in no other profile, and has nothing to list where there are none", () => {
    check(webhooks("ValidatingWebhookConfiguration", "a.example", ""), {
      only: ["admission-webhook-review"],
      profile: "restricted",
    });
    checkNone(
      "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nwebhooks: []\n",
      "admission-webhook-review",
    );
  });
});

describe("webhook-failure-policy-ignore", () => {
  const rules = (group: string, resource: string) =>
    `    rules: [{ apiGroups: ["${group}"], resources: ["${resource}"] }]\n`;
  const ignored = `    failurePolicy: Ignore
    #              ^^^^^^ webhook-failure-policy-ignore: objects are admitted unchecked while the webhook "a.example" does not answer
`;

  it("reports webhooks that check pods, Secrets or permissions, and policy engines by name", () => {
    const kind = "ValidatingWebhookConfiguration";
    check(webhooks(kind, "a.example", ignored + rules("", "pods")));
    check(webhooks(kind, "a.example", ignored + rules("*", "*")));
    check(webhooks(kind, "a.example", ignored + rules("rbac.authorization.k8s.io", "clusterroles")));
    check(
      webhooks(
        "MutatingWebhookConfiguration",
        "mutate.kyverno.svc-ignore",
        "    failurePolicy: Ignore\n    #              ^^^^^^ webhook-failure-policy-ignore\n",
      ),
    );
  });

  it("reports v1beta1 webhooks that say nothing, which the API server takes for Ignore", () => {
    const marked = webhooks("ValidatingWebhookConfiguration", "a.example", rules("", "pods"));
    check(
      marked
        .replace("k8s.io/v1", "k8s.io/v1beta1")
        .replace(
          /^(.*name: )a\.example$/m,
          (line) =>
            `${line}\n    #@ ${line.indexOf("a.example")}-${line.length} webhook-failure-policy-ignore`,
        ),
    );
  });

  it("is silent for Fail, for sidecars that are put in, and for objects of the webhook's own project", () => {
    const ignore = "    failurePolicy: Ignore\n";
    const rule = "webhook-failure-policy-ignore";
    checkNone(
      webhooks("ValidatingWebhookConfiguration", "a", `    failurePolicy: Fail\n${rules("", "pods")}`),
      rule,
    );
    checkNone(webhooks("MutatingWebhookConfiguration", "sidecar", ignore + rules("", "pods")), rule);
    checkNone(
      webhooks("ValidatingWebhookConfiguration", "a", ignore + rules("security.istio.io", "*")),
      rule,
    );
    checkNone(webhooks("ValidatingWebhookConfiguration", "a", rules("", "pods")), rule);
  });
});

describe("apiservice-insecure-skip-tls-verify", () => {
  it("marks the value", () => {
    check(`
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: { name: v1beta1.metrics.k8s.io }
spec:
  insecureSkipTLSVerify: true
  #                      ^^^^ apiservice-insecure-skip-tls-verify: the API server does not check whose certificate it is shown by APIService "v1beta1.metrics.k8s.io"
`);
  });

  it("is silent where it is off or unset", () => {
    const service = (spec: string) =>
      `apiVersion: apiregistration.k8s.io/v1\nkind: APIService\nspec: ${spec}\n`;
    checkNone(service("{ insecureSkipTLSVerify: false }"), "apiservice-insecure-skip-tls-verify");
    checkNone(service("{ caBundle: Q0E= }"), "apiservice-insecure-skip-tls-verify");
  });
});

describe("gatekeeper-open-repo-prefix", () => {
  const repos = (lines: string, kind = "K8sAllowedRepos") => `
apiVersion: constraints.gatekeeper.sh/v1beta1
kind: ${kind}
metadata: { name: ours }
spec:
  parameters:
    repos:
${lines}`;

  it("reports entries that longer names match, and closes them", () => {
    check(
      repos(`      - registry.example
      # ^^^^^^^^^^^^^^^^ gatekeeper-open-repo-prefix: K8sAllowedRepos "ours" allows every name that begins with "registry.example", also "registry.example-evil"
      - registry.example:5000
      # ^^^^^^^^^^^^^^^^^^^^^ gatekeeper-open-repo-prefix
      - docker.io/library/nginx
      # ^^^^^^^^^^^^^^^^^^^^^^^ gatekeeper-open-repo-prefix
`),
    );
    checkFix("gatekeeper-open-repo-prefix", repos("      - a.example\n"), repos("      - a.example/\n"));
  });

  it("is silent for closed entries, and for constraints that compare otherwise", () => {
    checkNone(
      repos("      - registry.example/\n      - registry.example/base:1.2\n      - a.example/b@sha256:0\n"),
      "gatekeeper-open-repo-prefix",
    );
    checkNone(repos("      - registry.example\n", "K8sAllowedReposv2"), "gatekeeper-open-repo-prefix");
  });
});

describe("argocd-project-too-broad", () => {
  const object = (kind: string, spec: string) => `
apiVersion: argoproj.io/v1alpha1
kind: ${kind}
metadata: { name: shop }
spec:
${spec}`;

  it("reports the default project", () => {
    check(
      object(
        "Application",
        `  project: default
  #        ^^^^^^^ argocd-project-too-broad: Application "shop" belongs to the project "default", which allows everything everywhere
`,
      ),
    );
    check(
      object(
        "ApplicationSet",
        `  template:
    spec:
      project: ""
      #        ^^ argocd-project-too-broad
`,
      ),
    );
  });

  it("reports projects without limits", () => {
    check(
      object(
        "AppProject",
        `  destinations:
    - server: "*"
#@ 6-12 argocd-project-too-broad: AppProject "shop" lets its applications deploy to every namespace of every cluster
      namespace: "*"
  clusterResourceWhitelist:
    - { group: "*", kind: "*" }
    #   ^^^^^ argocd-project-too-broad: AppProject "shop" lets its applications create every kind of cluster-wide object
`,
      ),
    );
  });

  it("is silent for limits of either kind", () => {
    checkNone(object("Application", "  project: shop\n"), "argocd-project-too-broad");
    checkNone(
      object(
        "AppProject",
        `  destinations: [{ server: "*", namespace: shop }]
  clusterResourceWhitelist: [{ group: "*", kind: "*" }]
  clusterResourceBlacklist: [{ group: rbac.authorization.k8s.io, kind: "*" }]
`,
      ),
      "argocd-project-too-broad",
    );
    checkNone(object("AppProject", "  sourceRepos: ['*']\n"), "argocd-project-too-broad");
  });
});

describe("policy-exception-restrictions", () => {
  const exception = (metadata: string, spec: string) => `
apiVersion: kyverno.io/v2
kind: PolicyException
metadata:
  name: batch
${metadata}spec:
${spec}`;
  const told = (options: Record<string, boolean | readonly string[]>) => ({
    ruleOptions: { "policy-exception-restrictions": options },
  });

  it("reports what goes beyond each of the options", () => {
    check(
      exception(
        `  #     ^^^^^ policy-exception-restrictions: PolicyException "batch" holds for ever: it has no label that ends it
`,
        `  exceptions:
    - policyName: disallow-host-path
      #           ^^^^^^^^^^^^^^^^^^ policy-exception-restrictions: PolicyException "batch" is an exception to "disallow-host-path", which may have none
      ruleNames: ["*"]
      #           ^^^ policy-exception-restrictions: PolicyException "batch" is not limited: "*"
  match: { any: [{ resources: { kinds: [Pod], names: ["*"] } }] }
  #                                                   ^^^ policy-exception-restrictions
`,
      ),
      told({ requireExpiry: true, forbidWildcards: true, policies: ["require-*"] }),
    );
  });

  it("is silent until it is told, and for what keeps to it", () => {
    const spec = "  exceptions: [{ policyName: require-labels, ruleNames: [labels] }]\n";
    checkNone(exception("", spec), "policy-exception-restrictions");
    check(exception("  labels: { cleanup.kyverno.io/ttl: 720h }\n", spec), {
      only: ["policy-exception-restrictions"],
      ...told({ requireExpiry: true, forbidWildcards: true, policies: ["require-*"] }),
    });
  });
});
