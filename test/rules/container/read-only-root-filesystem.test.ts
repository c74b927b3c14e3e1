import assert from "node:assert/strict";
import { applyFixes, check, checkFix, checkNone } from "../../harness/check";

describe("read-only-root-filesystem", () => {
  it("marks false where it stands, and containers without it by their name", () => {
    check(`
apiVersion: v1
kind: Pod
spec:
  containers:
    - name: web
      #     ^^^ read-only-root-filesystem: container "web" does not set readOnlyRootFilesystem
      image: a
    - name: b
      image: a
      securityContext:
        readOnlyRootFilesystem: false
        #                       ^^^^^ read-only-root-filesystem: container "b" can write to its root file system
`);
  });

  it("is silent for true, for what is filled in later, and on Windows", () => {
    checkNone(
      `
apiVersion: v1
kind: Pod
spec:
  containers:
    - { name: a, image: a, securityContext: { readOnlyRootFilesystem: true } }
    - { name: b, image: a, securityContext: { readOnlyRootFilesystem: "\${READ_ONLY}" } }
---
apiVersion: v1
kind: Pod
spec: { os: { name: windows }, containers: [{ name: a, image: a }] }
`,
      "read-only-root-filesystem",
    );
  });

  it("sets it to true", () => {
    const manifest = (value: string) =>
      `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - { name: a, image: a, securityContext: { readOnlyRootFilesystem: ${value} } }\n`;
    checkFix("read-only-root-filesystem", manifest("false"), manifest("true"));
  });

  it("goes by the version where an image has moved its data", () => {
    const data = (tag: string) =>
      /mountPath: (\/var\/lib\S+)/.exec(
        applyFixes(
          "read-only-root-filesystem",
          `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: db\n      image: postgres${tag}\n`,
        ),
      )?.[1];
    assert.equal(data(":17.2"), "/var/lib/postgresql/data");
    assert.equal(data(":9.6-alpine"), "/var/lib/postgresql/data");
    assert.equal(data(":18"), "/var/lib/postgresql");
    assert.equal(data(":alpine"), "/var/lib/postgresql");
  });

  it("goes by the tag where an image has several builds", () => {
    const paths = (image: string) =>
      [
        ...applyFixes(
          "read-only-root-filesystem",
          `apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - name: a\n      image: ${image}\n`,
        ).matchAll(/mountPath: (\S+)/g),
      ].map(([, path]) => path);
    assert.deepEqual(paths("wordpress:6-fpm"), ["/tmp", "/var/www/html"]);
    assert.deepEqual(paths("public.ecr.aws/docker/library/wordpress"), [
      "/tmp",
      "/var/lock/apache2",
      "/var/run/apache2",
      "/var/www/html",
    ]);
    assert.deepEqual(paths("php:8.4-cli"), ["/tmp"]);
    assert.deepEqual(paths("influxdb:1.8"), ["/var/lib/influxdb"]);
    assert.deepEqual(paths("influxdb:2"), ["/etc/influxdb2", "/var/lib/influxdb2"]);
    assert.deepEqual(paths("influxdb:3-core"), []);
    assert.deepEqual(paths("registry.example/wordpress:6"), []);
    assert.deepEqual(paths("memcached:1.6"), []);
  });

  it("gives every volume a name of its own", () => {
    const name = "a-container-with-a-name-that-is-as-long-as-a-name-is-allowed-to";
    const fixed = applyFixes(
      "read-only-root-filesystem",
      `apiVersion: v1
kind: Pod
spec:
  volumes:
    - { name: web-tmp, configMap: { name: a } }
  containers:
    - { name: web, image: traefik:3 }
    - { name: ${name}, image: nginx:1.27 }
`,
    );
    const volumes = [...fixed.matchAll(/- name: (\S+)\n\s+emptyDir/g)].map(([, volume]) => volume);
    assert.deepEqual(volumes, ["web-tmp-2", name, `${name.slice(0, 60)}-2`, `${name.slice(0, 60)}-3`]);
  });

  it("mounts empty volumes where a well-known image writes", () => {
    const manifest = (security: string, more: string) => `apiVersion: v1
kind: Pod
spec:
  containers:
  - name: web
    image: nginx:1.27
    volumeMounts:
    - name: cache # kept
      mountPath: /var/cache/
${security}  volumes:
  - name: cache
    emptyDir: {}
${more}`;
    checkFix(
      "read-only-root-filesystem",
      manifest("", ""),
      manifest(
        "    - name: web-tmp\n      mountPath: /tmp\n    - name: web-var-run\n      mountPath: /var/run\n    securityContext:\n      readOnlyRootFilesystem: true\n",
        "  - name: web-tmp\n    emptyDir: {}\n  - name: web-var-run\n    emptyDir: {}\n",
      ),
    );
  });
});
