import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import Ajv from "ajv";
import { rules } from "../../rules";
import { readConfiguration } from "../../workspace/configuration/configuration";
import { documentsToJson } from "../harness/toJson";

const root = resolve(__dirname, "../..");
const json = (file: string) => JSON.parse(readFileSync(resolve(root, file), "utf8"));

/** Accepts what editors add to JSON schemas. */
function validator(schema: object): (value: unknown) => boolean {
  const ajv = new Ajv({ strict: true, strictTypes: false, allowUnionTypes: true });
  ajv.addVocabulary(["enumDescriptions", "markdownDescription", "scope", "order"]);
  return ajv.compile(schema);
}

const right = [
  "profile: nsa",
  'kubernetesVersion: "1.33"',
  "kubernetesVersion: 1.30",
  "kubernetesVersion: latest",
  'rules: { host-network: "off", host-pid: low }',
  "rules: { host-network: { severity: low } }",
  "rules: { priority-class: { options: { allowed: [gold, 1] } } }",
  "rules: { priority-class: { severity: info, options: { allowed: gold } } }",
  "rules: { single-replica: { options: { minimum: 3 } } }",
  "rules: { unique-uid-per-workload: { options: { required: true } } }",
  "rules:\nexclude:\nkinds:\n",
  "exclude: [a, '!b']",
  "exceptions: [{ rule: host-network, reason: a }]",
  "exceptions: [{ rule: '*', file: [a/**, '!b'], reason: a, until: 2027-01-31 }]",
  "exceptions: [{ kind: Pod, name: [a-*, b], namespace: c, image: d, reason: 1 }]",
  "exceptions:\nbaseline:\n",
  "baseline: ci/baseline.json",
  "kinds: [{ apiVersion: example.com/v1, kind: A, podSpec: spec.*.template.spec }]",
];

const wrong = [
  "rule: {}",
  "exception: []",
  "exceptions: {}",
  "exceptions: [a]",
  "exceptions: [{ rule: host-network }]",
  "exceptions: [{ rule: host-network, reason: '' }]",
  "exceptions: [{ reason: a }]",
  "exceptions: [{ rule: host-netwrk, reason: a }]",
  "exceptions: [{ rule: [], reason: a }]",
  "exceptions: [{ kind: [true], reason: a }]",
  "exceptions: [{ kind: Pod, reason: a, until: tomorrow }]",
  "exceptions: [{ kind: Pod, namspace: a, reason: a }]",
  "baseline: [a]",
  "baseline: ../b.json",
  "baseline: /b.json",
  "profile: strict",
  "profile: [nsa]",
  "kubernetesVersion: newest",
  "kubernetesVersion: 2.0",
  "rules: { host-netwrk: low }",
  "rules: { host-network: loud }",
  "rules: { host-network: {} }",
  "rules: { host-network: { severty: low } }",
  "rules: { host-network: { options: { a: 1 } } }",
  "rules: { single-replica: { options: { minimun: 3 } } }",
  "rules: { single-replica: { options: { minimum: many } } }",
  "rules: { priority-class: { options: { allowed: [true] } } }",
  "rules: []",
  "exclude: a",
  "kinds: [{ apiVersion: example.com/v1, kind: A }]",
  "kinds: [{ apiVersion: example.com/v1, kind: A, podSpec: /spec }]",
];

describe("the schema of kubehint.yaml", () => {
  const isValid = validator(json("docs/config.schema.json"));
  const isRead = (text: string) => readConfiguration(text, rules).problems.length === 0;

  it("accepts what is read, and nothing else", () => {
    for (const text of right) {
      assert.ok(isRead(text), `not read: ${text}`);
      assert.ok(isValid(documentsToJson(text)[0]), `refused by the schema: ${text}`);
    }
    for (const text of wrong) {
      assert.ok(!isRead(text), `read: ${text}`);
      assert.ok(!isValid(documentsToJson(text)[0]), `accepted by the schema: ${text}`);
    }
  });
});

describe("the schema of the setting kubehint.rules", () => {
  const { contributes } = json("package.json");
  const isValid = validator(contributes.configuration.properties["kubehint.rules"]);

  it("accepts and refuses the same rules", () => {
    const rulesOf = (text: string) => {
      const [document] = documentsToJson(text);
      const isMap = typeof document === "object" && document !== null && "rules" in document;
      return isMap && document.rules !== null ? document.rules : undefined;
    };
    const judged = (texts: readonly string[]) =>
      texts.flatMap((text) => rulesOf(text) ?? []).map((value) => isValid(value));
    assert.deepEqual([...new Set(judged(right))], [true]);
    assert.deepEqual([...new Set(judged(wrong))], [false]);
    assert.equal(judged(right).length, 6);
  });

  it("belongs to a file that the package has", () => {
    const [{ url }] = contributes.yamlValidation;
    assert.ok(readFileSync(resolve(root, ".vscodeignore"), "utf8").includes(`!${url.slice(2)}\n`));
  });
});
