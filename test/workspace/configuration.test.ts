import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { newestMinor } from "../../engine/kubernetes/version";
import { LineIndex } from "../../engine/yaml/lines";
import { rules } from "../../rules";
import { type Configuration, readConfiguration } from "../../workspace/configuration/configuration";
import { readSettings } from "../../workspace/settings";

/** Asserts that nothing is wrong, and gives what was read. */
function read(text: string): Configuration {
  const { configuration, problems } = readConfiguration(text, rules);
  assert.deepEqual(problems, []);
  return configuration;
}

/** What is wrong: `line:column ‹text› message`, one-based. */
function problems(text: string): string[] {
  const lines = new LineIndex(text);
  return readConfiguration(text, rules).problems.map(({ span, message }) => {
    const { line, character } = lines.position(span.start);
    return `${line + 1}:${character + 1} ‹${text.slice(span.start, span.end)}› ${message}`;
  });
}

describe("kubehint.yaml", () => {
  it("says all it can say", () => {
    assert.deepEqual(
      read(`
profile: restricted
kubernetesVersion: "1.33"
rules:
  privileged-container: off
  host-network: low
  single-replica: { severity: medium, options: { minimum: 3 } }
  priority-class: { options: { allowed: [gold, "silver-*"] } }
exclude: ["vendor/**", "!vendor/ours.yaml"]
kinds:
  - { apiVersion: example.com/v1, kind: Fleet, podSpec: spec.pools.*.template.spec }
baseline: ./ci/baseline.json
`),
      {
        profile: "restricted",
        minor: 33,
        rules: { "privileged-container": "off", "host-network": "low", "single-replica": "medium" },
        options: { "single-replica": { minimum: 3 }, "priority-class": { allowed: ["gold", "silver-*"] } },
        exceptions: [],
        exclude: ["vendor/**", "!vendor/ours.yaml"],
        kinds: [{ apiVersion: "example.com/v1", kind: "Fleet", podSpec: "spec.pools.*.template.spec" }],
        baseline: "ci/baseline.json",
      },
    );
  });

  it("may be as the documentation shows it", () => {
    const page = readFileSync(resolve(__dirname, "../../docs/configuration.md"), "utf8");
    const examples = [...page.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, text = ""]) => text);
    assert.equal(examples.length, 2);
    for (const example of examples) assert.notDeepEqual(read(example).rules, {});
    const accepting = readFileSync(resolve(__dirname, "../../docs/suppressions.md"), "utf8");
    const [, exceptions = ""] = /^```yaml\n(exceptions:.*?)^```/ms.exec(accepting) ?? [];
    assert.equal(read(exceptions).exceptions.length, 2);
  });

  it("may say nothing at all", () => {
    const nothing = {
      profile: undefined,
      minor: undefined,
      rules: {},
      options: {},
      exclude: [],
      kinds: [],
      exceptions: [],
      baseline: undefined,
    };
    for (const text of ["", "# later\n", "---\n", "rules:\nexclude:\n", "{}", "\ufeff---\n# a\n---\n"])
      assert.deepEqual(read(text), nothing, JSON.stringify(text));
  });

  it("is read as kubectl reads YAML, but a version as it is written", () => {
    assert.equal(read("kubernetesVersion: 1.30\n").minor, 30);
    assert.equal(read("kubernetesVersion: latest\n").minor, newestMinor);
    for (const off of ["off", "no", "false", '"off"', "Off"])
      assert.deepEqual(read(`rules: { host-network: ${off} }`).rules, { "host-network": "off" });
    assert.deepEqual(read('{"profile": "nsa", "rules": {"host-network": "info"}}').rules, {
      "host-network": "info",
    });
    const merged = read("rules: { host-pid: &low low, host-ipc: *low, <<: { host-network: off } }");
    assert.deepEqual(merged.rules, { "host-pid": "low", "host-ipc": "low", "host-network": "off" });
    const users = read("rules: { allowed-user-group-ranges: { options: { users: [010, 20000-30000] } } }");
    assert.deepEqual(users.options["allowed-user-group-ranges"], { users: ["010", "20000-30000"] });
    const one = read("rules: { priority-class: { options: { allowed: gold } } }");
    assert.deepEqual(one.options["priority-class"], { allowed: ["gold"] });
  });

  it("takes the former ids of rules", () => {
    const renamed = rules.map((rule) =>
      rule.id === "host-pid" ? { ...rule, aliases: ["pid-of-host"] } : rule,
    );
    const { configuration, problems: wrong } = readConfiguration("rules: { pid-of-host: off }", renamed);
    assert.deepEqual([configuration.rules, wrong], [{ "host-pid": "off" }, []]);
  });

  it("names the nearest of what is unknown", () => {
    assert.deepEqual(
      problems(`rule: {}
zzz: 1
profile: restrict
rules:
  privilged-container: off
  host-network: hihg
  host-pid: loud-and-clear
  single-replica: { severty: low, options: { minimun: 3 } }
  host-ipc: { options: { most: 3 } }
`),
      [
        '1:1 ‹rule› unknown key "rule"; did you mean "rules"?',
        '2:1 ‹zzz› unknown key "zzz"; the keys here are profile, rules, kubernetesVersion, exclude, kinds, exceptions, baseline',
        '3:10 ‹restrict› unknown profile "restrict"; did you mean "restricted"?',
        '5:3 ‹privilged-container› unknown rule "privilged-container"; did you mean "privileged-container"?',
        '6:17 ‹hihg› unknown severity "hihg"; did you mean "high"?',
        '7:13 ‹loud-and-clear› unknown severity "loud-and-clear"; the choices are off, critical, high, medium, low, info',
        '8:21 ‹severty› unknown key "severty"; did you mean "severity"?',
        '8:46 ‹minimun› unknown option "minimun"; did you mean "minimum"?',
        '9:26 ‹most› unknown option "most"; host-ipc has no options',
      ],
    );
  });

  it("says where a type is wrong", () => {
    assert.deepEqual(
      problems(`profile: [nsa]
kubernetesVersion: 1.99
rules:
  host-network: true
  host-pid:
  host-ipc: {}
  single-replica: { options: { minimum: many } }
  priority-class: { options: { allowed: [gold, true, { a: b }] } }
  unique-uid-per-workload: { options: { required: 1 } }
  resource-limit-exceeds-maximum: { options: [] }
exclude: vendor
`),
      [
        "1:1 ‹profile› the name of a profile is expected",
        `2:20 ‹1.99› latest or a version from 1.0 to 1.${newestMinor} is expected`,
        '4:17 ‹true› "host-network" says nothing: off, critical, high, medium, low, info, or severity and options are expected',
        '5:3 ‹host-pid› "host-pid" says nothing: off, critical, high, medium, low, info, or severity and options are expected',
        '6:3 ‹host-ipc› "host-ipc" says nothing: off, critical, high, medium, low, info, or severity and options are expected',
        "7:41 ‹many› a number is expected",
        "8:48 ‹true› a text is expected; quotes make one of any word",
        "8:56 ‹a› a text is expected; quotes make one of any word",
        "9:51 ‹1› true or false is expected",
        "10:37 ‹options› a mapping of options is expected",
        "11:10 ‹vendor› a list of glob patterns is expected",
      ],
    );
    assert.deepEqual(problems("- profile: nsa\n"), [
      "1:1 ‹- profile: nsa› a mapping with profile, rules, kubernetesVersion, exclude, kinds, exceptions, baseline is expected",
    ]);
    assert.deepEqual(problems("rules: [privileged-container]\n"), [
      "1:1 ‹rules› a mapping of rules is expected",
    ]);
  });

  it("wants kinds complete", () => {
    assert.deepEqual(
      problems(`kinds:
  - Fleet
  - { apiVersion: example.com/v1, kind: Fleet }
  - { apiVersion: example.com, kind: Fleet, podSpec: spec.template.spec }
  - { apiVersion: example.com/v1, kind: Fleet, podSpec: /spec/template/spec, path: x }
  - { apiVersion: apps/v1, kind: Deployment, podSpec: spec.template.spec }
`),
      [
        "2:5 ‹Fleet› a mapping with apiVersion, kind, podSpec is expected",
        "3:7 ‹apiVersion› podSpec is missing: a path such as spec.template.spec or spec.pools.*.template.spec is expected",
        "4:19 ‹example.com› a group and a version such as example.com/v1 are expected",
        "5:57 ‹/spec/template/spec› a path such as spec.template.spec or spec.pools.*.template.spec is expected",
        '5:78 ‹path› unknown key "path"; the keys here are apiVersion, kind, podSpec',
        "6:34 ‹Deployment› Deployment is a kind of Kubernetes itself, whose pods are known",
      ],
    );
  });

  it("says what only the editor has", () => {
    assert.deepEqual(problems("run: onSave\n"), [
      '1:1 ‹run› "run" is a setting of the editor and means nothing here',
    ]);
  });

  it("refuses an exception that is wrong anywhere, because the rest would accept more than was meant", () => {
    const text = `exceptions:
  - rule: host-network
  - reason: because
  - { rule: "*", reason: <reason> }
  - { rule: host-netwrk, reason: because }
  - { rule: host-network, namspace: shop, reason: because }
  - { rule: host-network, until: soon, reason: because }
  - { rule: host-network, file: ../a.yaml, reason: because }
  - { rule: host-network, kind: [], reason: because }
  - { rule: host-network, kind: Pod, reason: because, until: 2027-01-31 }
`;
    assert.deepEqual(problems(text), [
      "2:5 ‹rule› reason is missing: say why this is accepted",
      "3:5 ‹reason› the exception says nothing to go by: one of rule, file, kind, name, namespace, image is expected",
      "4:7 ‹rule› the exception says nothing to go by: one of rule, file, kind, name, namespace, image is expected",
      "4:26 ‹<reason>› reason is missing: say why this is accepted",
      '5:13 ‹host-netwrk› unknown rule "host-netwrk"; did you mean "host-network"?',
      '6:27 ‹namspace› unknown key "namspace"; did you mean "namespace"?',
      "7:34 ‹soon› a date such as 2027-01-31 is expected",
      "8:33 ‹../a.yaml› this pattern leads out of the folder of the file, where it matches nothing",
      "9:27 ‹kind› a text or a list of texts is expected",
    ]);
    const { exceptions } = readConfiguration(text, rules).configuration;
    assert.deepEqual(
      exceptions.map(({ rules: named, kinds, reason, until }) => [named, kinds, reason, until]),
      [[["host-network"], ["Pod"], "because", "2027-01-31"]],
    );
  });

  it("keeps what is right beside what is wrong", () => {
    const { configuration } = readConfiguration(
      `rules:
  host-network: loud
  host-pid: off
  priority-class: { severity: low, options: { allowed: [gold, true], most: 1 } }
exclude: [a.yaml, ../b.yaml, 3, [c]]
kinds: [{ apiVersion: example.com/v1, kind: A, podSpec: spec }, { kind: B }]
`,
      rules,
    );
    assert.deepEqual(configuration.rules, { "host-pid": "off", "priority-class": "low" });
    assert.deepEqual(configuration.options, { "priority-class": { allowed: ["gold"] } });
    assert.deepEqual(configuration.exclude, ["a.yaml", "3"]);
    assert.deepEqual(configuration.kinds, [{ apiVersion: "example.com/v1", kind: "A", podSpec: "spec" }]);
  });

  it("says that keys stand twice, that text is broken, and that there is a second document", () => {
    assert.deepEqual(problems("rules: { host-pid: off }\nprofile: nsa\nrules: { host-ipc: off }\n"), [
      '1:1 ‹rules› "rules" stands again below, and only the last one counts',
    ]);
    assert.deepEqual(problems("profile: nsa\n---\nprofile: cis\n"), [
      "3:1 ‹profile› only the first document of this file is read",
    ]);
    assert.match(
      problems("profile: nsa\nrules: { host-pid: off\n")[0] ?? "",
      /^\d:\d+ .* this is not valid YAML: /,
    );
    assert.equal(
      readConfiguration("profile: nsa\nrules: { host-pid: off\n", rules).configuration.profile,
      "nsa",
    );
  });

  it("is answered at once however wrong it is", () => {
    const wrong = Array.from({ length: 50_000 }, (_, index) => `  privileged-container-${index}: off`);
    const found = problems(`rules:\n${wrong.join("\n")}\n`);
    assert.equal(found.length, 101);
    assert.ok(found.at(-1)?.endsWith("49900 more problems"));
  }).timeout(5000);

  it("never throws", () => {
    for (const text of [
      "\0",
      "*a",
      "? [a]\n: b",
      "<<: 3",
      "rules: *x",
      "__proto__: 1",
      "rules: { __proto__: off }",
    ])
      assert.doesNotThrow(() => readConfiguration(text, rules), text);
    assert.deepEqual(problems("rules: { constructor: off }").length, 1);
  });
});

describe("kubehint.rules of the editor", () => {
  it("has the three forms of the file", () => {
    const { settings, problems: wrong } = readSettings(
      {
        rules: {
          "host-network": "off",
          "host-pid": "low",
          "single-replica": { severity: "high", options: { minimum: 2 } },
        },
      },
      rules,
    );
    assert.deepEqual(wrong, []);
    assert.deepEqual(settings.rules, { "host-network": "off", "host-pid": "low", "single-replica": "high" });
    assert.deepEqual(settings.options, { "single-replica": { minimum: 2 } });
  });

  it("has its mistakes named, and the rest in force", () => {
    const { settings, problems: wrong } = readSettings(
      { rules: { "host-netwrk": "off", "host-pid": "low", "single-replica": { options: { minimum: "2" } } } },
      rules,
    );
    assert.deepEqual(settings.rules, { "host-pid": "low" });
    assert.deepEqual(wrong, [
      'rules.host-netwrk: unknown rule "host-netwrk"; did you mean "host-network"?',
      "rules.single-replica.options.minimum: a number is expected",
    ]);
    assert.deepEqual(readSettings({ rules: ["host-pid"] }, rules).problems, [
      "rules: a mapping of rules is expected",
    ]);
    assert.deepEqual(readSettings({ rules: null }, rules).problems, []);
    assert.deepEqual(readSettings(undefined, rules).problems, []);
  });
});
