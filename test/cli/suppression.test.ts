import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../harness/temporaryFolder";
import { inProcess } from "./inProcess";

const pod = (
  name: string,
  namespace = "shop",
  spec = "  hostNetwork: true\n  hostPID: true\n",
) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
${spec}  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true
`;

interface Found {
  file: string;
  rule: string;
  resource: { name: string };
  suppressed: { by: string; reason: string } | null;
}

async function scan(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = await inProcess(cwd, "scan", "--format", "json", ...args);
  assert.equal(stderr, "");
  const found: Found[] = JSON.parse(stdout).findings;
  const show = ({ file, rule }: Found) => `${file} ${rule}`;
  return {
    status,
    left: found.filter(({ suppressed }) => !suppressed).map(show),
    suppressed: found.flatMap((one) =>
      one.suppressed ? `${show(one)} ${one.suppressed.by}: ${one.suppressed.reason}` : [],
    ),
  };
}

const exceptions = (...items: string[]) =>
  `exceptions:\n${items.map((item) => `  - { ${item}, reason: agreed }\n`).join("")}`;
const all = ["a.yaml host-network", "a.yaml host-pid", "a.yaml privileged-container"];

describe("exceptions of kubehint.yaml", () => {
  const left = async (item: string, text = pod("web")) =>
    (await scan(temporaryFolder({ "kubehint.yaml": exceptions(item), "a.yaml": text }))).left;

  it("suppress what all of their parts match", async () => {
    assert.deepEqual(await left("rule: host-network"), all.slice(1));
    assert.deepEqual(await left("rule: [host-network, host-pid], kind: Pod, name: w*"), all.slice(2));
    assert.deepEqual(await left("namespace: shop"), []);
    assert.deepEqual(await left("namespace: [other, sho*], rule: '*'"), []);
    const idle = [...all, "kubehint.yaml suppression-unused"];
    assert.deepEqual(await left("namespace: default"), idle);
    assert.deepEqual(await left("kind: Deployment"), idle);
    assert.deepEqual(await left("image: registry.example/web:*"), all.slice(0, 2));
    assert.deepEqual(await left("image: registry.example/api:*"), idle);
    assert.deepEqual(await left("file: '*.yaml'"), []);
    assert.deepEqual(await left("file: b.yaml"), idle);
    assert.deepEqual(await left("file: ['*', '!a.yaml'], kind: Pod"), idle);
    assert.deepEqual(await left("rule: host-network, until: 2999-01-31"), all.slice(1));
    assert.deepEqual(await left("namespace: default", pod("web").replace(/ {2}namespace.*\n/, "")), idle);
  });

  it("that are over suppress nothing, and are said to be", async () => {
    const text = exceptions("rule: host-network, until: 2021-01-31");
    const cwd = temporaryFolder({ "kubehint.yaml": text, "a.yaml": pod("web") });
    assert.deepEqual((await scan(cwd)).left, [...all, "kubehint.yaml suppression-expired"]);
  });

  it("that accept nothing are said to, where everything was looked at", async () => {
    const text = exceptions("kind: DaemonSet", "rule: host-network");
    const cwd = temporaryFolder({ "kubehint.yaml": text, "a.yaml": pod("web"), "deploy/b.yaml": pod("web") });
    const said = async (...args: string[]) =>
      (await scan(cwd, ...args)).left.filter((one) => one.startsWith("kubehint.yaml"));
    assert.deepEqual(await said(), ["kubehint.yaml suppression-unused"]);
    assert.deepEqual(await said("deploy"), []);
    assert.deepEqual(await said("--profile", "restricted"), []);
  });

  it("count from the folder of their file", async () => {
    const cwd = temporaryFolder({
      "deploy/kubehint.yaml": exceptions("file: web/*.yaml"),
      "deploy/web/a.yaml": pod("web"),
      "web/a.yaml": pod("web"),
    });
    assert.deepEqual(
      (await scan(cwd)).left,
      all.map((one) => `web/${one}`),
    );
  });
});

describe("scan of what is suppressed", () => {
  const accepted = pod(
    "web",
    "shop",
    "  hostNetwork: true # kubehint: ignore[host-network] the agent reads traffic\n",
  );
  const half = accepted.replace("privileged: true", "privileged: false");

  it("counts in the exit status only what is not", async () => {
    assert.equal((await scan(temporaryFolder({ "a.yaml": half }))).status, 0);
    const { status, left, suppressed } = await scan(temporaryFolder({ "a.yaml": accepted }));
    assert.equal(status, 1);
    assert.deepEqual(left, ["a.yaml privileged-container"]);
    assert.deepEqual(suppressed, ["a.yaml host-network comment: the agent reads traffic"]);
  });

  it("says how much there is, and lists it when asked", async () => {
    const cwd = temporaryFolder({ "a.yaml": half });
    const { stdout } = await inProcess(cwd, "scan");
    assert.match(stdout, /Nothing risky found/);
    assert.match(stdout, /^1 suppressed \(--show-suppressed lists them\)$/m);
    const shown = await inProcess(cwd, "scan", "--show-suppressed");
    assert.match(shown.stdout, /host-network {2}\[suppressed: the agent reads traffic\]/);
    assert.equal(shown.status, 0);
  });

  it("says it in SARIF", async () => {
    const { stdout } = await inProcess(temporaryFolder({ "a.yaml": accepted }), "scan", "--format", "sarif");
    const results: { ruleId: string; suppressions?: unknown }[] = JSON.parse(stdout).runs[0].results;
    assert.deepEqual(
      results.map(({ ruleId, suppressions }) => [ruleId, suppressions]),
      [
        [
          "host-network",
          [{ kind: "inSource", status: "accepted", justification: "the agent reads traffic" }],
        ],
        ["privileged-container", undefined],
      ],
    );
  });

  it("does not fail a control, and says that it was accepted", async () => {
    const cwd = temporaryFolder({ "a.yaml": half });
    const { stdout } = await inProcess(cwd, "scan", "--profile", "pss-baseline", "--format", "json");
    const { compliance } = JSON.parse(stdout);
    assert.equal(compliance.failed, 0);
    assert.equal(compliance.accepted, 1);
    assert.equal(compliance.score, 100);
    const control = compliance.controls.find(({ id }: { id: string }) => id === "host-network");
    assert.deepEqual([control.status, control.findings, control.accepted], ["accepted", 1, 1]);
    const text = await inProcess(cwd, "scan", "--profile", "pss-baseline");
    assert.match(text.stdout, /acc\. {2}host-network .*\(1 finding, accepted\)/);
    assert.match(
      text.stdout,
      /100 % of the applicable controls pass or are accepted: \d+ pass, 1 accepted, 0 fail/,
    );
  });

  it("of rules across files is left out as well", async () => {
    const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: a
  annotations:
    ignore.kubehint/dangling-network-policy: the pods come from elsewhere
spec:
  podSelector: { matchLabels: { app: gone } }
  policyTypes: [Ingress]
`;
    const files = { "a.yaml": policy, "b.yaml": pod("web") };
    const asked = ["--rule", "dangling-network-policy,suppression-unused"];
    const expected = ["a.yaml dangling-network-policy annotation: the pods come from elsewhere"];
    for (const more of [[], ["--each-file"]]) {
      const { left, suppressed } = await scan(temporaryFolder(files), ...asked, ...more);
      assert.deepEqual([left, suppressed], [[], expected]);
    }
    const idle = { ...files, "a.yaml": policy.replace("{ app: gone }", "{}").replace("matchLabels: {}", "") };
    assert.deepEqual((await scan(temporaryFolder(idle), ...asked)).left, ["a.yaml suppression-unused"]);
  });

  it("is not fixed", async () => {
    const text = pod("web", "shop", "").replace(
      "privileged: true",
      "privileged: true # kubehint: ignore[*] a driver",
    );
    const { stdout, status } = await inProcess(
      temporaryFolder({ "a.yaml": text }),
      "fix",
      "--include-review",
    );
    assert.deepEqual([stdout, status], ["", 0]);
  });
});

describe("fix", () => {
  it("takes out suppressions of no use when it may, and else leaves them", async () => {
    const text = pod("web", "shop", "  hostPID: false # kubehint: ignore[host-pid] a\n").replace(
      ": true",
      ": false",
    );
    const cwd = temporaryFolder({ "a.yaml": text });
    await inProcess(cwd, "fix", "--write");
    assert.equal(readFileSync(join(cwd, "a.yaml"), "utf8"), text);
    await inProcess(cwd, "fix", "--write", "--include-review");
    assert.equal(readFileSync(join(cwd, "a.yaml"), "utf8"), text.replace(/ # kubehint.*/, ""));
  });
});

describe("a baseline", () => {
  const write = async (files: Record<string, string>, file = ".kubehint-baseline.json") => {
    const cwd = temporaryFolder(files);
    const { status, stdout, stderr } = await inProcess(cwd, "scan", "--write-baseline", file);
    assert.deepEqual([status, stdout], [0, ""], stderr);
    return cwd;
  };

  it("keeps what there is from being shown, and nothing else", async () => {
    const cwd = await write({ "a.yaml": pod("web") });
    assert.equal(
      readFileSync(join(cwd, ".kubehint-baseline.json"), "utf8"),
      `{"version":1,"findings":[
{"rule":"host-network","file":"a.yaml","resource":"Pod/shop/web","path":"/spec/hostNetwork"},
{"rule":"host-pid","file":"a.yaml","resource":"Pod/shop/web","path":"/spec/hostPID"},
{"rule":"privileged-container","file":"a.yaml","resource":"Pod/shop/web","path":"/spec/containers[web]/securityContext/privileged"}
]}
`,
    );
    const { status, left, suppressed } = await scan(cwd);
    assert.deepEqual([status, left], [0, []]);
    assert.deepEqual(
      suppressed,
      all.map((one) => `${one} baseline: in the baseline`),
    );
    writeFileSync(join(cwd, "b.yaml"), pod("web"));
    assert.deepEqual(
      (await scan(cwd)).left,
      all.map((one) => one.replace("a.yaml", "b.yaml")),
    );
    assert.match((await inProcess(cwd, "scan")).stdout, /^3 suppressed, 3 in the baseline/m);
  });

  it("counts what has the same fingerprint", async () => {
    const cwd = await write({ "a.yaml": `${pod("web")}---\n${pod("web")}` });
    assert.match(readFileSync(join(cwd, ".kubehint-baseline.json"), "utf8"), /"count":2/);
    assert.deepEqual((await scan(cwd)).left, []);
    writeFileSync(join(cwd, "a.yaml"), [pod("web"), pod("web"), pod("web")].join("---\n"));
    assert.deepEqual((await scan(cwd)).left, all);
  });

  it("is the one that is given, or that the configuration names", async () => {
    const cwd = await write({ "a.yaml": pod("web"), "ci/x": "" }, "ci/known.json");
    assert.deepEqual((await scan(cwd)).left, all);
    assert.deepEqual((await scan(cwd, "--baseline", "ci/known.json")).left, []);
    writeFileSync(join(cwd, "kubehint.yaml"), "baseline: ci/known.json\n");
    assert.deepEqual((await scan(cwd)).left, []);
    // Writing it anew takes in all there is.
    await inProcess(cwd, "scan", "--write-baseline", "ci/known.json");
    assert.deepEqual((await scan(cwd)).left, []);
  });

  it("keeps nothing from being fixed, unless it is given", async () => {
    const cwd = await write({ "a.yaml": pod("web") });
    const fix = async (...args: string[]) =>
      (await inProcess(cwd, "fix", "--include-review", ...args)).stdout;
    assert.match(await fix(), /^\+ +privileged: false$/m);
    assert.equal(await fix("--baseline", ".kubehint-baseline.json"), "");
  });

  it("that cannot be read suppresses nothing, and is complained about", async () => {
    for (const [text, reason] of [
      ["{", "this is not valid JSON"],
      ["[]", "this is no baseline: version 1 and findings are expected"],
      ['{"version":1,"findings":[{"rule":"a"}]}', "a finding of this baseline cannot be read"],
    ] as const) {
      const cwd = temporaryFolder({ ".kubehint-baseline.json": text, "a.yaml": pod("web") });
      const { status, stderr, stdout } = await inProcess(cwd, "scan", "--format", "json");
      assert.deepEqual([status, stderr], [2, `kubehint: .kubehint-baseline.json:1:1: ${reason}\n`]);
      assert.equal(JSON.parse(stdout).findings.length, 3);
    }
    const cwd = temporaryFolder({ "kubehint.yaml": "baseline: gone.json\n", "a.yaml": pod("web") });
    assert.match(
      (await inProcess(cwd, "scan")).stderr,
      /gone\.json:1:1: the baseline that the configuration names is not there/,
    );
    await assert.rejects(inProcess(cwd, "scan", "--baseline", "none.json"), /cannot read none\.json/);
  });

  it("holds no secret", async () => {
    const secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
    const cwd = await write({
      "a.yaml": pod("web", "shop", "").replace(
        "      securityContext",
        `      env:\n        - { name: TOKEN, value: ${secret} }\n        - { name: ${secret}, value: ${secret} }\n      securityContext`,
      ),
    });
    const text = readFileSync(join(cwd, ".kubehint-baseline.json"), "utf8");
    assert.ok(text.includes("env[TOKEN]"), text);
    assert.ok(!text.includes(secret.slice(4)), text);
  });
});
