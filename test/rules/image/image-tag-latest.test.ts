import { check, checkNone } from "../../harness/check";

describe("image-tag-latest", () => {
  it("marks an image without a tag and one with latest, in every kind of container", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  initContainers:
    - name: setup
      image: host:5000/setup
      #      ^^^^^^^^^^^^^^^ image-tag-latest: container "setup" uses image "host:5000/setup" without a tag
  containers:
    - name: web
      image: nginx:latest
      #      ^^^^^^^^^^^^ image-tag-latest: container "web" uses image "nginx:latest" with the tag "latest"
  ephemeralContainers:
    - { name: debug, image: busybox }
    #                       ^^^^^^^ image-tag-latest
`);
  });

  it("is silent for a version, for a digest, and for what cannot be read yet", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: "nginx:1.25" }
    - { name: b, image: "nginx:latest-alpine3.20" }
    - { name: c, image: "nginx@sha256:${"ab".repeat(32)}" }
    - { name: d, image: "nginx:latest@sha256:${"ab".repeat(32)}" }
    - { name: e, image: "{{ .Values.image }}:latest" }
    - { name: f, image: "\${IMAGE}" }
    - { name: g, image: "" }
    - { name: h }
    - { name: istio-proxy, image: auto }
`,
      "image-tag-latest",
    );
  });
});
