import assert from "node:assert/strict";
import { rules } from "../../rules";
import { readBaseline } from "../../workspace/configuration/baseline";
import { readConfiguration } from "../../workspace/configuration/configuration";
import { linterConfig, readSettings } from "../../workspace/settings";
import { inProcess } from "../cli/inProcess";
import { startClient } from "../harness/languageClient";
import { temporaryFolder } from "../harness/temporaryFolder";
import { everyRule } from "./examine";
import { inherited, unheard } from "./inheritedNames";

const pod = `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop }
spec:
  hostPID: true
  containers:
    - name: web
      image: web:1.2.3
      securityContext: { privileged: true }
`;

/** Places of a `kubehint.yaml`. */
const configurations: Readonly<Record<string, (word: string) => string>> = {
  "a key": (word) => `${word}: { a: 1 }\n`,
  "the profile": (word) => `profile: ${word}\n`,
  "a rule": (word) => `rules: { ${word}: off }\n`,
  "a rule with options": (word) => `rules: { ${word}: { severity: low, options: { minimum: 3 } } }\n`,
  "a severity": (word) => `rules: { host-pid: ${word} }\n`,
  "a severity in full": (word) => `rules: { host-pid: { severity: ${word} } }\n`,
  "a key of a rule": (word) => `rules: { host-pid: { ${word}: low } }\n`,
  "an option": (word) => `rules: { single-replica: { options: { ${word}: 3 } } }\n`,
  "the value of an option": (word) => `rules: { priority-class: { options: { allowed: [${word}] } } }\n`,
  "the version": (word) => `kubernetesVersion: ${word}\n`,
  "a pattern": (word) => `exclude: [${word}]\n`,
  "a key of a kind": (word) =>
    `kinds: [{ apiVersion: example.com/v1, kind: Fleet, podSpec: spec, ${word}: a }]\n`,
  "a kind": (word) =>
    `kinds: [{ apiVersion: example.com/v1, kind: ${word}, podSpec: spec.${word}.*.spec }]\n`,
  "a key of an exception": (word) => `exceptions: [{ rule: host-pid, reason: agreed, ${word}: a }]\n`,
  "the rule of an exception": (word) => `exceptions: [{ rule: ${word}, reason: agreed }]\n`,
  "what an exception is about": (word) =>
    `exceptions: [{ rule: host-pid, file: ${word}, kind: ${word}, name: ${word}, namespace: ${word}, image: ${word}, reason: ${word} }]\n`,
  "the baseline": (word) => `baseline: ${word}\n`,
};

/** Places of an editor's settings: own keys, as JSON makes them. */
const settings: Readonly<Record<string, (word: string) => string>> = {
  "a key": (word) => `{ "${word}": { "enable": false } }`,
  "a choice": (word) => `{ "run": "${word}", "profile": "${word}", "kubernetesVersion": "${word}" }`,
  "a rule": (word) => `{ "rules": { "${word}": "off", "host-pid": "low" } }`,
  "a severity": (word) => `{ "rules": { "host-pid": "${word}" } }`,
  "a key of a rule": (word) => `{ "rules": { "host-pid": { "${word}": "low" } } }`,
  "a key of what severities are shown as": (word) =>
    `{ "severities": { "${word}": "error", "high": "hint" } }`,
  "what a severity is shown as": (word) => `{ "severities": { "high": "${word}" } }`,
  "a key below": (word) =>
    `{ "helm": { "${word}": ["a"] }, "codeLens": { "${word}": false }, "exclude": { "${word}": true } }`,
};

const values = (word: string) => `${word}: { privileged: true }\nhostPID: true\nlist: { ${word}: [a] }\n`;

/** A project in which the word stands wherever a project can say it. */
const project = (word: string): Record<string, string> => ({
  "kubehint.yaml": Object.values(configurations)
    .slice(0, 3)
    .map((make) => make(word))
    .join(""),
  "pod.yaml": `${pod}      tty: true # kubehint: ignore[${word}, host-pid] ${word}\n---\n${pod}  # checkov:skip=${word}: a\n---\n${pod.replace("{ name", `{ annotations: { ignore.kubehint/${word}: a, checkov.io/skip1: ${word}=a, ignore-check.kube-linter.io/${word}: a, polaris.fairwinds.com/${word}-exempt: "true" }, name`)}`,
  "kustomize/kustomization.yaml": `${word}: [a]\nnamespace: ${word}\nresources: [a.yaml]\nimages: [{ name: web, newTag: ${word} }]\ncommonLabels: { ${word}: ${word} }\npatches: [{ target: { kind: ${word} }, patch: "[{op: add, path: /spec/${word}, value: a}]" }]\n`,
  "kustomize/a.yaml": pod,
  "chart/Chart.yaml": `apiVersion: v2\nname: web\nversion: 1.0.0\n${word}: a\ndependencies: [{ name: sub, version: 1.0.0, alias: ${word}, condition: ${word}.enabled, tags: [${word}] }]\n`,
  "chart/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
  "chart/charts/sub/values.yaml": `${word}: true\nenabled: true\n`,
  "chart/charts/sub/templates/a.yaml": pod.replace("true", `{{ .Values.${word} }}`),
  "chart/values.yaml": values(word),
  "chart/values-prod.yaml": values(word),
  "chart/values.schema.json": `{ "properties": { "${word}": { "type": "object" } }, "required": ["${word}"] }`,
  "chart/templates/pod.yaml": `${pod.replace("true", "{{ .Values.hostPID }}").replace("privileged: true", `privileged: {{ .Values.${word}.privileged }}`)}---\n{{ define "${word}" }}{{ . }}{{ end }}{{ $a := dict "${word}" "x" }}{{ $_ := set $a "${word}" "y" }}\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: {{ include "${word}" "x" }}, b: {{ get $a "${word}" }}, c: {{ keys $a | join "," }}, d: {{ .Values.list.${word} | first }}, e: {{ merge (dict) $a .Values | toJson | quote }} }\n`,
});

/** With the word as if it were the other one, and of its lines the order alone. */
const alike = (said: unknown, word: string) => JSON.stringify(said).replaceAll(word, unheard);

describe("names that every object has, in settings", () => {
  for (const [place, make] of Object.entries(configurations))
    it(`are as good as any other in kubehint.yaml as ${place}`, () => {
      const said = (word: string) => {
        const { configuration, problems } = readConfiguration(make(word), rules);
        return alike(
          [
            { ...configuration, rules: Object.entries(configuration.rules) },
            // Spans lie as far apart as the words are long.
            problems.map(({ path, message }) => [path, message]),
          ],
          word,
        );
      };
      // A kind starts with a letter, which one of the words does not.
      const words = inherited.filter((word) => place !== "a kind" || !word.startsWith("_"));
      for (const word of words) assert.equal(said(word), said(unheard), word);
    });

  for (const [place, make] of Object.entries(settings))
    it(`are as good as any other among the settings as ${place}`, () => {
      const said = (word: string) => {
        const read = readSettings(JSON.parse(make(word)), rules);
        const { findings, failures } = everyRule(linterConfig(read.settings)).lint(pod);
        return alike([read, failures, findings.map(({ rule, severity }) => `${rule} ${severity}`)], word);
      };
      for (const word of inherited) assert.equal(said(word), said(unheard), word);
    });

  it("are as good as any other to the server", async () => {
    const said = async (word: string) => {
      const client = await startClient({
        settings: () =>
          JSON.parse(
            `{ ${Object.values(settings)
              .map((make) => make(word).slice(1, -1))
              .join(", ")} }`,
          ),
      });
      const uri = await client.open(pod);
      const all = [await client.diagnostics(uri), client.logged, client.messages];
      await client.stop();
      return alike(all, word);
    };
    const expected = await said(unheard);
    assert.match(expected, /host-pid/);
    for (const word of inherited) assert.equal(await said(word), expected, word);
  });

  it("are as good as any other in the files of a project", async () => {
    const said = async (word: string) => {
      const { status, stdout, stderr } = await inProcess(
        temporaryFolder(project(word)),
        "scan",
        "--format=json",
        "--profile=restricted",
      );
      const { files, findings } = JSON.parse(stdout);
      return alike(
        [
          status,
          files,
          findings.map(
            ({ rule, message, file, path, related, suppressed, environments }: Record<string, unknown>) =>
              JSON.stringify([rule, message, file, path, related && "related", suppressed, environments]),
          ),
          stderr,
        ],
        word,
      );
    };
    const expected = await said(unheard);
    assert.match(expected, /privileged-container[^\]]*chart/);
    for (const word of inherited) assert.equal(await said(word), expected, word);
  }).timeout(60_000);

  for (const argument of [
    "--rule",
    "--profile",
    "--fail-on",
    "--format",
    "--kubernetes-version",
    "--baseline",
    "--config",
  ])
    it(`are as good as any other behind ${argument}`, async () => {
      const said = async (word: string) => {
        const cwd = temporaryFolder({ "pod.yaml": pod });
        const run = await inProcess(cwd, "scan", argument, word).catch((error: unknown) => String(error));
        return alike(run, word);
      };
      for (const word of inherited) assert.equal(await said(word), await said(unheard), word);
    });

  it("are as good as any other in a baseline", () => {
    const texts = [
      (word: string) => `{ "${word}": 1 }`,
      (word: string) => `{ "version": 1, "findings": { "${word}": 1 } }`,
      (word: string) =>
        `{ "version": 1, "findings": [{ "${word}": 1, "rule": "${word}", "count": "${word}" }] }`,
    ];
    for (const text of texts)
      for (const word of inherited)
        assert.equal(alike(readBaseline(text(word)), word), alike(readBaseline(text(unheard)), unheard));
  });

  it("leave what every object has as it is", () => {
    assert.deepEqual(Object.keys(Object.prototype), []);
    assert.equal(Object.getOwnPropertyNames(Object.prototype).length, 12);
  });
});
