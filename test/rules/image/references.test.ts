import { check, checkFix, checkNone } from "../../harness/check";

const digest = `sha256:${"ab".repeat(32)}`;
const pod = (container: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
    - ${container}
`;

describe("image-digest-missing", () => {
  it("marks every image without a digest, and one that the kubelet refuses", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  initContainers: [{ name: a, image: a:1 }]
  #                                  ^^^ image-digest-missing: container "a" uses image "a:1" without a digest
  containers:
    - { name: b, image: "b@${digest}" }
    - { name: c, image: "c:1@${digest}" }
    - name: d
      image: d@sha256:${"AB".repeat(32)}
      #@ 13-86 image-digest-missing
  ephemeralContainers: [{ name: e, image: "host:5000/e" }]
  #                                       ^^^^^^^^^^^^^ image-digest-missing
`);
  });

  it("leaves images without a version to the rule that says so, and what is filled in alone", () => {
    checkNone(pod('{ name: a, image: "{{ .Values.image }}" }'), "image-digest-missing");
    checkNone(pod("{ name: istio-proxy, image: auto }"), "image-digest-missing");
    check(`${pod("{ name: a, image: nginx }")}    #                   ^^^^^ image-tag-latest\n`, {
      only: ["image-tag-latest", "image-digest-missing"],
      profile: "mitre",
    });
  });
});

describe("image-pull-policy-not-always", () => {
  const rule = "image-pull-policy-not-always";

  it("marks another policy, written or by default", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: "a:1", imagePullPolicy: IfNotPresent }
    #                                           ^^^^^^^^^^^^ image-pull-policy-not-always: container "a" may run image "a:1" as the node has it: the pull policy is IfNotPresent
    - { name: b, image: b, imagePullPolicy: Never }
    #                                       ^^^^^ image-pull-policy-not-always
    - { name: c, image: "c:1" }
    #         ^ image-pull-policy-not-always: container "c" may run image "c:1" as the node has it: IfNotPresent is the default for its tag
`);
  });

  it("is silent for Always, where it is the default, and for digests", () => {
    checkNone(pod('{ name: a, image: "a:1", imagePullPolicy: Always }'), rule);
    checkNone(pod("{ name: a, image: a }"), rule);
    checkNone(pod('{ name: a, image: "a:latest" }'), rule);
    checkNone(pod(`{ name: a, image: "a@${digest}", imagePullPolicy: Never }`), rule);
    checkNone(pod('{ name: a, image: "a:1", imagePullPolicy: "{{ .Values.policy }}" }'), rule);
  });

  it("sets it", () => {
    checkFix(
      rule,
      pod('{ name: a, image: "a:1", imagePullPolicy: Never }'),
      pod('{ name: a, image: "a:1", imagePullPolicy: Always }'),
    );
  });
});

describe("image-registry-not-allowed", () => {
  const rule = "image-registry-not-allowed";
  const told = (...registries: string[]) => ({ only: [rule], ruleOptions: { [rule]: { registries } } });

  it("marks images from elsewhere, with what the runtime fills in", () => {
    check(
      `${pod("{ name: a, image: nginx }")}\
    #                   ^^^^^ image-registry-not-allowed: container "a" takes its image from docker.io/library/nginx, which is not on the list
`,
      told("registry.example"),
    );
    check(
      `${pod("{ name: a, image: registry.example.net/a }")}\
    #                   ^^^^^^^^^^^^^^^^^^^^^^ image-registry-not-allowed
`,
      told("registry.example"),
    );
    check(
      `${pod("{ name: a, image: ghcr.io/team-2/a }")}    #@ 24-40 image-registry-not-allowed\n`,
      told("ghcr.io/team"),
    );
  });

  it("is silent for what lies in an entry, and without a list", () => {
    const image = (name: string) => pod(`{ name: a, image: "${name}" }`);
    check(image("registry.example/team/a:1"), told("registry.example"));
    check(image("host:5000/a"), told("host:5000"));
    check(image("ghcr.io/team/a"), told("ghcr.io/team/"));
    check(image("eu.gcr.io/a/b"), told("*.gcr.io"));
    check(image("nginx"), told("docker.io/library"));
    check(image("nginx:1"), told("nginx"));
    checkNone(image("nginx"), rule);
  });
});

describe("image-registry-blocked", () => {
  const rule = "image-registry-blocked";
  const ruleOptions = { [rule]: { registries: ["docker.io/somebody", "quay.io"] } };

  it("marks what lies in an entry and nothing else", () => {
    check(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: somebody/a }
    #                   ^^^^^^^^^^ image-registry-blocked: container "a" takes its image from docker.io/somebody/a, which is blocked by "docker.io/somebody"
    - { name: b, image: "quay.io/b:1" }
    #                   ^^^^^^^^^^^^^ image-registry-blocked
    - { name: c, image: somebody-else/c }
    - { name: d, image: registry.example/quay.io/d }
`,
      { ruleOptions },
    );
    checkNone(pod("{ name: a, image: somebody/a }"), rule);
  });
});

describe("image-registry-deprecated", () => {
  it("marks frozen and closed registries", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: "k8s.gcr.io/pause:3.9" }
    #                   ^^^^^^^^^^^^^^^^^^^^^^ image-registry-deprecated: container "a" uses k8s.gcr.io, which has got no new images since 2023
    - { name: b, image: "eu.gcr.io/google_containers/pause:3.1" }
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ image-registry-deprecated
    - { name: c, image: docker.pkg.github.com/a/b/c }
    #                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ image-registry-deprecated: container "c" uses docker.pkg.github.com, which has been shut down
    - { name: d, image: gcr.io/my-project/d }
    - { name: e, image: registry.example/k8s.gcr.io/e }
`);
  });

  it("names the successor and keeps the rest", () => {
    checkFix(
      "image-registry-deprecated",
      pod(`{ name: a, image: "gcr.io/google-containers/a/b:1@${digest}" } # old`),
      pod(`{ name: a, image: "registry.k8s.io/a/b:1@${digest}" } # old`),
    );
  });
});

describe("image-tag-not-expected", () => {
  const rule = "image-tag-not-expected";
  const ruleOptions = { [rule]: { images: ["nginx:1.27", "docker.io/library/nginx:1.28", "host:5000/a"] } };

  it("marks listed images with another tag", () => {
    check(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: "nginx:1.26" }
    #                   ^^^^^^^^^^^^ image-tag-not-expected: container "a" uses docker.io/library/nginx with the tag 1.26, agreed is 1.27, 1.28
    - { name: b, image: "docker.io/nginx:1.28" }
    - { name: c, image: "other/nginx:1" }
    - { name: d, image: host:5000/a }
    - { name: e, image: "nginx@${digest}" }
`,
      { ruleOptions },
    );
    checkNone(pod("{ name: a, image: nginx }"), rule);
  });
});
