import assert from "node:assert/strict";
import { defaultConfig } from "../../engine/config";
import { fixAll } from "../../engine/fixAll";
import { createLinter } from "../../engine/linter";
import { rules } from "../../rules";
import { checkEachFix, checkFixAll, findingsOf, nothingChecked } from "../harness/fixContract";

const linter = createLinter({ rules, config: { ...defaultConfig, profile: "all" } });
const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: b }\nspec:\n";
const container = (name: string, body = "") => `    - name: ${name}\n      image: b:1.0.0\n${body}`;

const merged = `${pod}  containers:
${container("a", "      securityContext: &sc\n        runAsGroup: 10001\n")}${container(
  "c",
  "      securityContext:\n        <<: *sc\n        runAsUser: 0\n",
)}`;

/** What of YAML few manifests use, and every fix has to keep its promises on. */
const odd: Readonly<Record<string, string>> = {
  "a merge": merged,
  "lines that end with CR": `${pod}  containers:\n${container("a")}`.replaceAll("\n", "\r"),
  "a last line that ends with CR": `${pod}  containers:\n${container("a")}    # end\r`,
  "lines that end with CR but the last": `${pod}  containers:\n${container("a")}    # end`.replaceAll(
    "\n",
    "\r",
  ),
  "a document of which only YAML sees the end":
    `${pod}  containers:\n${container("a")}---\n${pod}`.replaceAll("\n", "\r"),
  "a directive": `%YAML 1.2\n---\n${pod}  containers:\n${container("a")}`,
  "values that are null": `${pod}  containers:
${container("a", "      securityContext: ~\n")}${container("c", "      volumeMounts: null\n      resources: !!null\n")}`,
  "a tagged null above others": `${pod}  containers:
${container("a", "      resources: !!null\n      volumeMounts:\n      securityContext: !!null\n")}`,
  "tagged items in brackets, and one that is null": `${pod}  containers:\n${container("a", "      securityContext: { capabilities: { add: [ !!str NET_ADMIN, !!str CHOWN, ~ ] } }\n")}`,
  "a tagged list below its key": `${pod}  containers:
${container("a", "      securityContext:\n        capabilities:\n          add: !!seq # the !!seq\n          - NET_ADMIN\n          - CHOWN\n")}`,
  "comments at the left of values": `${pod}  containers:
${container("a", "      securityContext:\n        privileged:\n#now\n         true\n        runAsUser:\n\n# and\n          0\n      tty:\n      #on\n        true\n")}`,
  "last lines without a break, behind blank ones": `${pod}  containers:
${container("a", "\n  \n      stdin: true\n      tty: true")}`,
  "a tab behind a separator": `${pod}  containers:\n${container("a")}---\t# next\n${pod}  containers:\n${container("c")}`,
  "a pod that others share": `apiVersion: v1\nkind: List\nitems:
  - apiVersion: v1
    kind: Pod
    metadata: { name: a, namespace: b }
    spec: &pod
      containers:
        - name: a
          image: b:1.0.0
  - apiVersion: v1
    kind: Pod
    metadata: { name: b, namespace: b }
    spec: *pod
  - apiVersion: v1
    kind: Pod
    metadata: { name: c, namespace: b }
    spec:
      <<: *pod
      hostNetwork: true
`,
};

function fixed(text: string): string {
  return fixAll(text, linter, { include: "review" }).text;
}

describe("fixes of odd files", () => {
  for (const [what, text] of Object.entries(odd))
    it(`keep their promises on ${what}`, () => {
      const checked = nothingChecked();
      checkEachFix(text, linter, checked);
      checkFixAll(text, linter, checked);
      assert.ok(checked.fixes > 3, String(checked.fixes));
      assert.deepEqual(checked.broken, []);
    });

  it("write a new key behind a merge, which overrides what stands above it", () => {
    const text = fixed(merged);
    assert.match(text, /^ {6}securityContext:\n {8}<<: \*sc\n/m);
    assert.match(text, /<<: \*sc\n(?: {8}.*\n)* {8}allowPrivilegeEscalation: false\n/);
  });

  it("write no document where kubectl would not see its start", () => {
    const text = `${pod}  containers:\n${container("a")}`.replaceAll("\n", "\r");
    const policy = findingsOf(text, linter).find(({ rule }) => rule === "network-policy-missing-for-pod");
    assert.deepEqual(policy?.fix?.edits(), {
      refused: "its lines end with CR, where kubectl begins no document",
    });
  });

  it("write all items of a list that was null", () => {
    const text = fixed(`${pod}  containers:
${container("c", "      volumeMounts: null\n").replace("b:1.0.0", "nginx:1.27.0")}`);
    assert.match(text, /^ {6}volumeMounts:\n(?: {8}- name: .*\n {10}mountPath: .*\n){2,}/m);
  });

  it("write brackets beside the tag of a list that loses its items", () => {
    const text = `${pod}  containers:
${container("a", "      securityContext:\n        capabilities:\n          add: !!seq # the !!seq\n          - CHOWN\n")}`;
    assert.match(fixed(text), /^ {10}add: !!seq \[\] # the !!seq$/m);
  });

  it("leave the comment of a null beside its key", () => {
    const beside = fixed(`${pod}  containers:\n${container("c", "      securityContext: ~ # nothing\n")}`);
    assert.match(beside, /^ {6}securityContext: # nothing\n {8}\w/m);
    const list = fixed(
      `${pod}  volumes: !!null # none\n  containers:\n${container("c", "      volumeMounts: null # no\n").replace("b:1.0.0", "nginx:1.27.0")}`,
    );
    assert.match(list, /^ {2}volumes: # none\n {4}- name/m);
    assert.match(list, /^ {6}volumeMounts: # no\n {8}- name/m);
  });
});
